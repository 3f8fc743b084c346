"""The files of a package, and archives of them whose bytes depend on nothing but the files and one time."""

from __future__ import annotations

import io
import os
import struct
import tarfile
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

ROOT = Path(__file__).resolve().parents[2]
SUMMARY = "Plans checkpoint schedules for adjoint computations"
DESCRIPTION = (
    "Plans which states of a long chain of steps to keep, where, and what to run again, so that its reversal takes the "
    "least time."
)


@dataclass(frozen=True, slots=True)
class File:
    """A file by its name in the package."""

    name: str
    content: bytes
    executable: bool = False

    @property
    def mode(self) -> int:
        return 0o755 if self.executable else 0o644


def tree(folder: Path, prefix: str = "") -> list[File]:
    """The files below a folder, sorted by name, with a prefix of their names."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    return [
        File(prefix + path.relative_to(folder).as_posix(), path.read_bytes(), bool(path.stat().st_mode & 0o100))
        for path in paths
    ]


def moment() -> int:
    """The time of every file, SOURCE_DATE_EPOCH, or the first that a zip archive can state."""
    return max(int(os.environ.get("SOURCE_DATE_EPOCH") or 0), 315532800)


def tar(files: list[File], prefix: str = "") -> bytes:
    """An archive with the files, and with entries for their folders."""
    folders = {parent.as_posix() for file in files for parent in PurePosixPath(file.name).parents}
    output = io.BytesIO()
    with tarfile.open(fileobj=output, mode="w", format=tarfile.GNU_FORMAT) as archive:

        def add(name: str, mode: int, content: bytes | None) -> None:
            entry = tarfile.TarInfo(name)
            entry.mode, entry.mtime, entry.uname, entry.gname = mode, moment(), "root", "root"
            entry.type = tarfile.DIRTYPE if content is None else tarfile.REGTYPE
            entry.size = len(content or b"")
            archive.addfile(entry, io.BytesIO(content or b""))

        for folder in sorted(folders - {"."}):
            add(prefix + folder, 0o755, None)
        for file in files:
            add(prefix + file.name, file.mode, file.content)
    return output.getvalue()


@dataclass(frozen=True, slots=True)
class Program:
    """What an executable file says of itself."""

    content: bytes
    #: The architecture, as `uname -m` names it.
    machine: str
    #: Whether it needs no library of the system that it runs on.
    is_static: bool


def program(path: Path) -> Program:
    """Reads an executable of Linux, 64 bits, little-endian."""
    content = path.read_bytes()
    machines = {62: "x86_64", 183: "aarch64"}
    if content[:6] != b"\x7fELF\x02\x01" or (code := struct.unpack_from("<H", content, 18)[0]) not in machines:
        raise SystemExit(f"{path}: is no program for Linux on x86_64 or aarch64; name one that 'make' has built")
    start, size, count = *struct.unpack_from("<Q", content, 32), *struct.unpack_from("<HH", content, 54)
    segments = {struct.unpack_from("<I", content, start + size * index)[0] for index in range(count)}
    interpreter = 3
    return Program(content, machines[code], interpreter not in segments)
