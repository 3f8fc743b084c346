"""Makes a conda package of a release, with the standard library alone.

    conda.py RELEASE VERSION FOLDER

RELEASE is the folder that `make dist` puts into its tarball; the package is in a subfolder of FOLDER named after the
platform, as in a channel.
"""

from __future__ import annotations

import bz2
import hashlib
import json
import sys
from pathlib import Path
from typing import Any

from files import DESCRIPTION, SUMMARY, File, moment, program, tar, tree

PLATFORMS = {"x86_64": "linux-64", "aarch64": "linux-aarch64"}


def main(release: str, version: str, folder: str) -> None:
    root = Path(release)
    machine = program(root / "bin" / "adjsched").machine
    files = [file for file in tree(root) if file.name.startswith(("bin/", "share/"))]
    index = {
        "arch": machine, "build": "0", "build_number": 0, "depends": [], "license": "MIT", "name": "adjsched",
        "platform": "linux", "subdir": PLATFORMS[machine], "timestamp": 1000 * moment(), "version": version,
    }
    paths = [
        {"_path": file.name, "path_type": "hardlink", "sha256": hashlib.sha256(file.content).hexdigest(),
         "size_in_bytes": len(file.content)}
        for file in files
    ]
    info = [
        text("about.json", {"description": DESCRIPTION, "license": "MIT", "summary": SUMMARY}),
        File("info/files", "".join(f"{file.name}\n" for file in files).encode()),
        text("index.json", index),
        File("info/licenses/LICENSE", (root / "LICENSE").read_bytes()),
        text("paths.json", {"paths": paths, "paths_version": 1}),
    ]
    package = Path(folder) / PLATFORMS[machine] / f"adjsched-{version}-0.tar.bz2"
    package.parent.mkdir(parents=True, exist_ok=True)
    package.write_bytes(bz2.compress(tar([*info, *files])))
    print(package)


def text(name: str, value: dict[str, Any]) -> File:
    return File(f"info/{name}", (json.dumps(value, indent=2, sort_keys=True) + "\n").encode())


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit("usage: conda.py RELEASE VERSION FOLDER")
    main(*sys.argv[1:])
