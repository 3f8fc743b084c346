"""How the program is found, and that `python -m adjsched` is the program."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path
from unittest import mock

import adjsched
from adjsched import ProgramNotFound, find_program

PACKAGE = Path(adjsched.__file__).parent


class FindTests(unittest.TestCase):
    def setUp(self) -> None:
        self.folder = Path(self.enterContext(tempfile.TemporaryDirectory()))
        self.program = self.folder / "adjsched"
        self.program.write_text("#!/bin/sh\n")
        self.program.chmod(0o755)

    def test_the_variable_comes_first(self) -> None:
        with mock.patch.dict(os.environ, ADJSCHED=str(self.program)):
            self.assertEqual(find_program(), str(self.program))

    def test_a_variable_that_names_no_program_is_an_error(self) -> None:
        for value in [str(self.folder), str(self.folder / "missing")]:
            with mock.patch.dict(os.environ, ADJSCHED=value):
                with self.assertRaisesRegex(ProgramNotFound, f"ADJSCHED is '{value}', which is no program; set it"):
                    find_program()

    @unittest.skipIf((PACKAGE / "bin").exists(), "this package holds its program, which comes before the PATH")
    def test_the_path_comes_last(self) -> None:
        with mock.patch.dict(os.environ, ADJSCHED="", PATH=f"/nowhere:{self.folder}"):
            self.assertEqual(find_program(), str(self.program))
            # Not itself, when it is that command that asks.
            with mock.patch.object(sys, "argv", [str(self.program)]), self.assertRaisesRegex(ProgramNotFound, "set ADJSCHED"):
                find_program()


class ModuleTests(unittest.TestCase):
    def test_a_module_for_a_package_that_is_missing_says_so(self) -> None:
        for module, package in [("pyrevolve", "pyrevolve"), ("checkpoint_schedules", "checkpoint-schedules"), ("torch", "torch")]:
            with self.subTest(module):
                code = f"import sys; sys.modules['{module}'] = None; import adjsched.{module}"
                done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
                self.assertEqual(done.returncode, 1)
                self.assertRegex(done.stderr, rf"\nImportError: adjsched.{module} needs [^\n]*; install it with: pip install {package}\n$")


class CommandTests(unittest.TestCase):
    def run_module(self, *words: str | bytes, **options: str) -> subprocess.CompletedProcess[bytes]:
        environment = os.environ | options
        return subprocess.run([sys.executable, "-m", "adjsched", *words], capture_output=True, env=environment, check=False)

    def test_output_and_status_are_those_of_the_program(self) -> None:
        for words in [["revolve", "-l", "5", "-m", "2"], ["revolve", "-l", "5", "-m", "0"], ["revolv"], ["--version"], []]:
            with self.subTest(words):
                ours = self.run_module(*words)
                theirs = subprocess.run([find_program(), *words], capture_output=True, check=False)
                self.assertEqual(
                    (ours.returncode, ours.stdout, ours.stderr), (theirs.returncode, theirs.stdout, theirs.stderr))

    def test_words_that_are_not_text_arrive_as_they_are(self) -> None:
        done = self.run_module("plan", b"\xff.json")
        self.assertEqual(done.returncode, 66)
        self.assertIn(b"cannot be read", done.stderr)

    def test_output_that_is_cut_short_ends_the_program_in_silence(self) -> None:
        shell = shutil.which("bash")
        assert shell is not None
        command = f"{sys.executable} -m adjsched revolve -l 100000 -m 9 | head -n 1; echo ${{PIPESTATUS[0]}}"
        done = subprocess.run([shell, "-c", command], capture_output=True, text=True, check=False)
        direct = command.replace(f"{sys.executable} -m adjsched", find_program())
        self.assertEqual(done.stderr, "")
        self.assertEqual(
            done.stdout, subprocess.run([shell, "-c", direct], capture_output=True, text=True, check=False).stdout)

    def test_no_program_is_one_sentence(self) -> None:
        done = self.run_module("--version", ADJSCHED="/nowhere/adjsched")
        self.assertEqual((done.returncode, done.stdout), (66, b""))
        self.assertRegex(done.stderr, rb"^adjsched: ADJSCHED is '/nowhere/adjsched', [^\n]*\n$")

    def test_a_program_of_another_machine_is_one_sentence(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            program = Path(folder) / "adjsched"
            program.write_bytes(b"\x7fELF")
            program.chmod(0o755)
            done = self.run_module("--version", ADJSCHED=str(program))
        self.assertEqual(done.returncode, 66)
        self.assertRegex(done.stderr, rb"^adjsched: [^\n]*: cannot be run: Exec format error\n$")


if __name__ == "__main__":
    unittest.main()
