"""Makes a Debian package of a release, with the standard library alone.

    deb.py RELEASE VERSION FOLDER

RELEASE is the folder that `make dist` puts into its tarball.
"""

from __future__ import annotations

import gzip
import hashlib
import lzma
import sys
import textwrap
from pathlib import Path

from files import DESCRIPTION, SUMMARY, File, moment, program, tar, tree

ARCHITECTURES = {"x86_64": "amd64", "aarch64": "arm64"}


def main(release: str, version: str, folder: str) -> None:
    root = Path(release)
    architecture = ARCHITECTURES[program(root / "bin" / "adjsched").machine]
    data = sorted((placed for file in tree(root) if (placed := place(file))), key=lambda file: file.name)
    size = sum(-(-len(file.content) // 1024) for file in data)
    control = [
        File("control", f"""\
Package: adjsched
Version: {version}
Architecture: {architecture}
Maintainer: the adjsched developers
Section: science
Priority: optional
Installed-Size: {size}
Description: {SUMMARY[0].lower() + SUMMARY[1:]}
{textwrap.indent(textwrap.fill(DESCRIPTION, 76), " ")}
""".encode()),
        File("md5sums", "".join(f"{hashlib.md5(file.content).hexdigest()}  {file.name}\n" for file in data).encode()),
    ]
    package = Path(folder) / f"adjsched_{version}_{architecture}.deb"
    members = {"debian-binary": b"2.0\n"}
    members |= {f"{name}.tar.xz": lzma.compress(tar(files, "./"), preset=9) for name, files in
                (("control", control), ("data", data))}
    package.parent.mkdir(parents=True, exist_ok=True)
    with open(package, "wb") as output:
        output.write(b"!<arch>\n")
        for name, content in members.items():
            output.write(f"{name:<16}{moment():<12}{0:<6}{0:<6}{'100644':<8}{len(content):<10}`\n".encode())
            output.write(content + b"\n" * (len(content) % 2))
    print(package)


def place(file: File) -> File | None:
    """Where Debian has a file of the release, or None."""
    match file.name:
        case "LICENSE":
            return File("usr/share/doc/adjsched/copyright", file.content)
        case "CHANGELOG.md":
            return File("usr/share/doc/adjsched/changelog.gz", gzip.compress(file.content, mtime=0))
        case "share/man/man1/adjsched.1":
            return File(f"usr/{file.name}.gz", gzip.compress(file.content, mtime=0))
        case "share/zsh/site-functions/_adjsched":
            return File("usr/share/zsh/vendor-completions/_adjsched", file.content)
        case name if name.startswith(("bin/", "share/")):
            return File(f"usr/{name}", file.content, file.executable)
    return None


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit("usage: deb.py RELEASE VERSION FOLDER")
    main(*sys.argv[1:])
