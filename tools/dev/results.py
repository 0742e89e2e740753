#!/usr/bin/env python3
# SPDX-License-Identifier: LicenseRef-Bayme
"""Adds up what the suites of one run said (build/results: ctest's JUnit files and TAP logs), tells how many tests were
skipped and why, and closes with `N passed, N failed`. The numbers are read from the suites' own output, never assumed."""

import collections
import pathlib
import re
import sys
import xml.etree.ElementTree as xml

TAP_LINE = re.compile(r"^(not ok|ok)\b[^#]*(# SKIP\b\s*(.*))?")
# GoogleTest says where a test skipped itself, and what it said on the line after that.
SKIPPED_AT = re.compile(r"^\S+:\d+: Skipped\n(.*)$", re.MULTILINE)


class Counts:
    def __init__(self):
        self.passed = 0
        self.failed = 0
        self.reasons = collections.Counter()

    @property
    def skipped(self):
        return self.reasons.total()

    def add(self, other):
        self.passed += other.passed
        self.failed += other.failed
        self.reasons += other.reasons


def skip_reason(case, mark):
    said = SKIPPED_AT.search(case.findtext("system-out") or "")
    if said:
        return said.group(1).strip() or "no reason given"
    return {"Disabled": "disabled"}.get(mark.get("message"), "no reason given")


def junit(path):
    counts = Counts()
    for case in xml.parse(path).getroot().iter("testcase"):
        mark = case.find("skipped")
        if case.get("status") == "run":
            counts.passed += 1
        elif case.get("status") in ("notrun", "disabled") and mark is not None and \
                mark.get("message", "").startswith(("SKIP_", "Disabled")):
            counts.reasons[skip_reason(case, mark)] += 1
        else:  # a program that is not there did not run either, and that is no skip
            counts.failed += 1
    return counts


def tap(path):
    counts = Counts()
    for line in path.read_text(errors="replace").splitlines():
        found = TAP_LINE.match(line)
        if found:
            verdict, skip, why = found.groups()
            if skip:
                counts.reasons[why.strip() or "no reason given"] += 1
            elif verdict == "ok":
                counts.passed += 1
            else:
                counts.failed += 1
    return counts


def main(folder):
    total = Counts()
    print(f"\n{'suite':<34} {'passed':>8} {'failed':>8} {'skipped':>8}")
    for path in sorted(pathlib.Path(folder).glob("*")):
        counts = {".xml": junit, ".tap": tap}.get(path.suffix, lambda _: None)(path)
        if counts is None:
            continue
        print(f"{path.stem:<34} {counts.passed:>8} {counts.failed:>8} {counts.skipped:>8}")
        total.add(counts)
    if total.skipped:
        print(f"\n{total.skipped} skipped:")
        for reason, count in total.reasons.most_common():
            print(f"{count:>8}  {reason}")
    print(f"\n{total.passed} passed, {total.failed} failed" + (f", {total.skipped} skipped" if total.skipped else ""))
    return 1 if total.failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else "build/results"))
