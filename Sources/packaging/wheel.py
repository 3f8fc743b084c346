"""Makes a wheel of the program and the Python package, with the standard library alone.

    wheel.py PROGRAM VERSION FOLDER

The same files and SOURCE_DATE_EPOCH give the same bytes. Its tag is true of the program: a static one runs on every Linux of
its architecture, another where it was built.
"""

from __future__ import annotations

import ast
import base64
import hashlib
import stat
import sys
import time
import zipfile
from pathlib import Path

from files import DESCRIPTION, ROOT, SUMMARY, File, Program, moment, program, tree

PACKAGE = ROOT / "Sources" / "python" / "adjsched"


def main(path: str, version: str, folder: str) -> None:
    inside = program(Path(path))
    tags = platforms(inside)
    # By name and suffix, since importing the package beside its sources leaves compiled modules there.
    files = [file for file in tree(PACKAGE, "adjsched/") if file.name.endswith((".py", "/py.typed"))]
    files.append(File("adjsched/bin/adjsched", inside.content, executable=True))
    info = f"adjsched-{version}.dist-info"
    files += [
        File(f"{info}/METADATA", metadata(version).encode()),
        File(f"{info}/WHEEL", "".join(["Wheel-Version: 1.0\nGenerator: adjsched\nRoot-Is-Purelib: false\n", *(
            f"Tag: py3-none-{tag}\n" for tag in tags)]).encode()),
        File(f"{info}/entry_points.txt", b"[console_scripts]\nadjsched = adjsched.__main__:main\n"),
        File(f"{info}/licenses/LICENSE", (ROOT / "LICENSE").read_bytes()),
    ]
    record = f"{info}/RECORD"
    lines = [f"{file.name},sha256={digest(file.content)},{len(file.content)}\n" for file in files]
    files.append(File(record, "".join([*lines, f"{record},,\n"]).encode()))

    wheel = Path(folder) / f"adjsched-{version}-py3-none-{'.'.join(tags)}.whl"
    wheel.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(wheel, "w") as archive:
        for file in files:
            entry = zipfile.ZipInfo(file.name, time.gmtime(moment())[:6])
            entry.create_system = 3  # the modes are those of Unix
            entry.external_attr = (stat.S_IFREG | file.mode) << 16
            archive.writestr(entry, file.content, zipfile.ZIP_DEFLATED, compresslevel=9)
    print(wheel)


def platforms(inside: Program) -> list[str]:
    """The systems that the program runs on, as wheels name them."""
    if not inside.is_static:
        return [f"linux_{inside.machine}"]
    # It needs no C library, neither glibc nor musl, so that the oldest of either is named.
    names = [f"manylinux_2_17_{inside.machine}", f"musllinux_1_1_{inside.machine}"]
    return [f"manylinux2014_{inside.machine}", *names]


def metadata(version: str) -> str:
    usage = ast.get_docstring(ast.parse((PACKAGE / "__init__.py").read_text(encoding="utf-8")))
    return f"""\
Metadata-Version: 2.4
Name: adjsched
Version: {version}
Summary: {SUMMARY}
License-Expression: MIT
License-File: LICENSE
Requires-Python: >=3.11
Provides-Extra: checkpoint-schedules
Requires-Dist: checkpoint-schedules>=1.0.4; extra == 'checkpoint-schedules'
Provides-Extra: pyrevolve
Requires-Dist: pyrevolve>=2.2.6; extra == 'pyrevolve'
Provides-Extra: torch
Requires-Dist: torch; extra == 'torch'
Description-Content-Type: text/plain

{DESCRIPTION}

{usage}
"""


def digest(content: bytes) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit("usage: wheel.py PROGRAM VERSION FOLDER")
    main(*sys.argv[1:])
