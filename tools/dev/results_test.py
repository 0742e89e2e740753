#!/usr/bin/env python3
# SPDX-License-Identifier: LicenseRef-Bayme
"""What results.py counts, and what it says of tests that were skipped."""

import contextlib
import io
import pathlib
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "tests/outside"))

import results  # noqa: E402
import tap  # noqa: E402

# As ctest 3.25 writes them.
SKIPPED = ('<testcase name="{}" classname="x" time="0" status="notrun">'
           '<skipped message="SKIP_REGULAR_EXPRESSION_MATCHED"/>'
           "<system-out>../tests/a_test.cpp:3: Skipped\n{}\n\n[  SKIPPED ] A.B (0 ms)\n</system-out></testcase>")
PASSED = '<testcase name="{}" classname="x" time="0" status="run"><system-out></system-out></testcase>'
FAILED = '<testcase name="{}" classname="x" time="0" status="fail"><failure message=""/></testcase>'
MISSING = ('<testcase name="{}" classname="x" time="0" status="notrun">'
           '<skipped message="Unable to find executable: x"/><system-out></system-out></testcase>')


def run(files):
    """(exit status, what was printed) for a folder with these files."""
    with tempfile.TemporaryDirectory(prefix="bayme-results-") as folder:
        for name, text in files.items():
            pathlib.Path(folder, name).write_text(text)
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            status = results.main(folder)
        return status, printed.getvalue()


def suite_of(*cases):
    return "<testsuite>" + "".join(case.format(f"t{i}", "no recorded answers") for i, case in enumerate(cases)) + "</testsuite>"


def main():
    suite = tap.Suite("results")
    status, said = run({"ctest.xml": suite_of(PASSED, SKIPPED, SKIPPED),
                        "sdk.tap": "ok 1 - a\nok 2 - b # SKIP no contract\n1..2\n"})
    suite.equal("skips alone are no failure", status, 0)
    suite.check("skips are counted by reason", "\n3 skipped:\n       2  no recorded answers\n       1  no contract\n" in said, said)
    suite.check("the last line has all three", said.endswith("\n2 passed, 0 failed, 3 skipped\n"), said)
    status, said = run({"ctest.xml": suite_of(PASSED)})
    suite.check("without skips nothing is said of them", said.endswith("\n1 passed, 0 failed\n") and "skipped:" not in said, said)
    status, said = run({"ctest.xml": suite_of(PASSED, FAILED)})
    suite.check("a failure fails", status == 1 and said.endswith("\n1 passed, 1 failed\n"), said)
    status, said = run({"ctest.xml": suite_of(MISSING)})
    suite.check("a program that is missing is a failure, not a skip", status == 1 and said.endswith("\n0 passed, 1 failed\n"), said)
    status, said = run({"a.tap": "ok 1 - a # SKIP\nnot ok 2 - b\n"})
    suite.check("a skip without a reason says so", status == 1 and "       1  no reason given\n" in said, said)
    suite.end()


if __name__ == "__main__":
    main()
