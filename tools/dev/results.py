#!/usr/bin/env python3
# SPDX-License-Identifier: LicenseRef-Bayme
"""Adds up what the suites of one run said (build/results: ctest's JUnit files and TAP logs), and closes with
`N passed, N failed`. The numbers are read from the suites' own output, never assumed."""

import pathlib
import re
import sys
import xml.etree.ElementTree as xml

TAP_LINE = re.compile(r"^(not ok|ok)\b[^#]*(# SKIP\b)?")


def junit(path):
    counts = {"passed": 0, "failed": 0, "skipped": 0}
    for case in xml.parse(path).getroot().iter("testcase"):
        status = case.get("status")
        counts["passed" if status == "run" else "failed" if status == "fail" else "skipped"] += 1
    return counts


def tap(path):
    counts = {"passed": 0, "failed": 0, "skipped": 0}
    for line in path.read_text(errors="replace").splitlines():
        found = TAP_LINE.match(line)
        if found:
            verdict, skip = found.groups()
            counts["skipped" if skip else "passed" if verdict == "ok" else "failed"] += 1
    return counts


def main(folder):
    total = {"passed": 0, "failed": 0, "skipped": 0}
    print(f"\n{'suite':<34} {'passed':>8} {'failed':>8} {'skipped':>8}")
    for path in sorted(pathlib.Path(folder).glob("*")):
        counts = {".xml": junit, ".tap": tap}.get(path.suffix, lambda _: None)(path)
        if counts is None:
            continue
        print(f"{path.stem:<34} {counts['passed']:>8} {counts['failed']:>8} {counts['skipped']:>8}")
        for key, value in counts.items():
            total[key] += value
    print(f"\n{total['passed']} passed, {total['failed']} failed" +
          (f", {total['skipped']} skipped" if total["skipped"] else ""))
    return 1 if total["failed"] else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else "build/results"))
