"""The sessions of docs/python.md, run."""

from __future__ import annotations

import doctest
import os
import re
import tempfile
import unittest
from pathlib import Path

PAGE = Path(__file__).resolve().parents[2] / "docs" / "python.md"


class DocumentationTests(unittest.TestCase):
    maxDiff = None

    def test_sessions_print_what_the_page_says(self) -> None:
        # An empty line ends the output of an example, where the page has the end of a block.
        text = re.sub(r"^```.*$", "", PAGE.read_text(encoding="utf-8"), flags=re.MULTILINE)
        examples = doctest.DocTestParser().get_doctest(text, {}, PAGE.name, str(PAGE), 0)
        self.assertGreater(len(examples.examples), 10)
        previous = os.getcwd()
        self.addCleanup(os.chdir, previous)
        os.chdir(self.enterContext(tempfile.TemporaryDirectory()))
        report: list[str] = []
        doctest.DocTestRunner().run(examples, out=report.append)
        self.assertEqual("".join(report), "")
        os.chdir(previous)


if __name__ == "__main__":
    unittest.main()
