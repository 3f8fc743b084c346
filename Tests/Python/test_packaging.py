"""Wheels and packages of a small program: what is in them, and that they come out the same twice."""

from __future__ import annotations

import base64
import hashlib
import io
import json
import lzma
import os
import shutil
import struct
import subprocess
import sys
import tarfile
import tempfile
import unittest
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def executable(machine: int, interpreter: bool) -> bytes:
    """The headers of a program for Linux, and nothing behind them."""
    start = b"\x7fELF\x02\x01\x01" + bytes(9) + struct.pack("<HHIQQQIHHHHHH", 2, machine, 1, 0, 64, 0, 0, 64, 56, 1, 0, 0, 0)
    return start + struct.pack("<IIQQQQQQ", 3 if interpreter else 1, 5, 0, 0, 0, 0, 0, 0)


class PackagingTests(unittest.TestCase):
    def setUp(self) -> None:
        self.folder = Path(self.enterContext(tempfile.TemporaryDirectory()))
        self.release = self.folder / "release"
        for name in ["bin/adjsched", "share/man/man1/adjsched.1", "share/zsh/site-functions/_adjsched", "LICENSE", "CHANGELOG.md"]:
            path = self.release / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(f"{name}\n")
        self.program = self.release / "bin" / "adjsched"
        self.build(62, False)

    def build(self, machine: int, interpreter: bool) -> None:
        self.program.write_bytes(executable(machine, interpreter))
        self.program.chmod(0o755)

    def make(self, script: str, source: Path, time: str = "1700000000") -> Path:
        """Runs a script twice, the second time from other files with the same content, and returns what it made."""
        results: list[Path] = []
        for attempt in ["first", "second"]:
            copy = self.folder / attempt / source.name
            (shutil.copytree if source.is_dir() else shutil.copy)(source, self.parent(copy))
            out = self.folder / attempt / script
            command = [sys.executable, str(ROOT / "Sources" / "packaging" / script), str(copy), "1.2.3", str(out)]
            done = subprocess.run(
                command, env=os.environ | {"SOURCE_DATE_EPOCH": time, "TZ": "Asia/Tokyo" if results else "UTC"},
                capture_output=True, text=True, check=True)
            results.append(Path(done.stdout.strip()))
            shutil.rmtree(copy) if copy.is_dir() else copy.unlink()
        self.assertEqual(results[0].name, results[1].name)
        self.assertEqual(results[0].read_bytes(), results[1].read_bytes())
        return results[0]

    @staticmethod
    def parent(path: Path) -> Path:
        path.parent.mkdir(parents=True, exist_ok=True)
        return path

    def test_a_wheel(self) -> None:
        wheel = self.make("wheel.py", self.program)
        self.assertEqual(
            wheel.name, "adjsched-1.2.3-py3-none-manylinux2014_x86_64.manylinux_2_17_x86_64.musllinux_1_1_x86_64.whl")
        with zipfile.ZipFile(wheel) as archive:
            self.assertIsNone(archive.testzip())
            names = archive.namelist()
            self.assertEqual(archive.read("adjsched/bin/adjsched"), self.program.read_bytes())
            self.assertEqual(archive.getinfo("adjsched/bin/adjsched").external_attr >> 16, 0o100755)
            self.assertEqual(archive.getinfo("adjsched/__init__.py").external_attr >> 16, 0o100644)
            self.assertEqual({entry.date_time for entry in archive.infolist()}, {(2023, 11, 14, 22, 13, 20)})
            record = archive.read("adjsched-1.2.3.dist-info/RECORD").decode().splitlines()
            for line in record[:-1]:
                name, digest, size = line.split(",")
                content = archive.read(name)
                wanted = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()
                self.assertEqual((digest, int(size)), (f"sha256={wanted}", len(content)))
            self.assertEqual([line.split(",")[0] for line in record], names)
            package = ROOT / "Sources" / "python"
            sources = {path.relative_to(package).as_posix() for path in package.rglob("*.py")}
            self.assertEqual(
                {name for name in names if ".dist-info/" not in name},
                sources | {"adjsched/py.typed", "adjsched/bin/adjsched"})
            metadata = archive.read("adjsched-1.2.3.dist-info/METADATA").decode()
            self.assertIn("\nVersion: 1.2.3\n", metadata)
            tags = archive.read("adjsched-1.2.3.dist-info/WHEEL").decode()
            self.assertIn("Tag: py3-none-musllinux_1_1_x86_64\n", tags)

    def test_a_tag_is_true_of_the_program(self) -> None:
        for machine, interpreter, tag in [
            (62, True, "linux_x86_64"), (183, True, "linux_aarch64"),
            (183, False, "manylinux2014_aarch64.manylinux_2_17_aarch64.musllinux_1_1_aarch64"),
        ]:
            self.build(machine, interpreter)
            self.assertEqual(self.make("wheel.py", self.program).name, f"adjsched-1.2.3-py3-none-{tag}.whl")

    def test_a_file_that_is_no_program_is_refused(self) -> None:
        for content in [b"#!/bin/sh\n", b"\x7fELF", executable(3, False)]:
            self.program.write_bytes(content)
            command = [sys.executable, str(ROOT / "Sources" / "packaging" / "wheel.py"), str(self.program), "1", str(self.folder)]
            done = subprocess.run(command, capture_output=True, text=True, check=False)
            self.assertEqual(done.returncode, 1)
            self.assertIn("is no program for Linux on x86_64 or aarch64; name one that 'make' has built\n", done.stderr)

    def test_a_debian_package(self) -> None:
        package = self.make("deb.py", self.release)
        self.assertEqual(package.name, "adjsched_1.2.3_amd64.deb")
        content = package.read_bytes()
        self.assertEqual(content[:8], b"!<arch>\n")
        members, place = {}, 8
        while place < len(content):
            name, size = content[place : place + 16].decode().strip(), int(content[place + 48 : place + 58])
            members[name] = content[place + 60 : place + 60 + size]
            place += 60 + size + size % 2
        self.assertEqual(list(members), ["debian-binary", "control.tar.xz", "data.tar.xz"])
        with tarfile.open(fileobj=io.BytesIO(lzma.decompress(members["data.tar.xz"]))) as archive:
            files = [entry for entry in archive if entry.isfile()]
            self.assertEqual([entry.name for entry in files], [
                "./usr/bin/adjsched", "./usr/share/doc/adjsched/changelog.gz", "./usr/share/doc/adjsched/copyright",
                "./usr/share/man/man1/adjsched.1.gz", "./usr/share/zsh/vendor-completions/_adjsched",
            ])
            self.assertEqual([entry.mode for entry in files], [0o755] + 4 * [0o644])
            self.assertEqual({(entry.uname, entry.mtime) for entry in archive}, {("root", 1700000000)})
            folders = {entry.name for entry in archive if entry.isdir()}
            self.assertEqual({os.path.dirname(entry.name) for entry in files} - folders, set())
        with tarfile.open(fileobj=io.BytesIO(lzma.decompress(members["control.tar.xz"]))) as archive:
            control = archive.extractfile("./control")
            assert control is not None
            self.assertIn("Architecture: amd64\n", control.read().decode())

    def test_a_conda_package(self) -> None:
        package = self.make("conda.py", self.release)
        self.assertEqual((package.parent.name, package.name), ("linux-64", "adjsched-1.2.3-0.tar.bz2"))
        with tarfile.open(package) as archive:
            def read(name: str) -> str:
                file = archive.extractfile(name)
                assert file is not None
                return file.read().decode()

            files = read("info/files").splitlines()
            self.assertEqual(
                files, ["bin/adjsched", "share/man/man1/adjsched.1", "share/zsh/site-functions/_adjsched"])
            index = json.loads(read("info/index.json"))
            self.assertEqual((index["subdir"], index["version"], index["depends"]), ("linux-64", "1.2.3", []))
            for entry in json.loads(read("info/paths.json"))["paths"]:
                member = archive.extractfile(entry["_path"])
                assert member is not None
                self.assertEqual(hashlib.sha256(member.read()).hexdigest(), entry["sha256"])


if __name__ == "__main__":
    unittest.main()
