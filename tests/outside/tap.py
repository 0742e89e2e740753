# SPDX-License-Identifier: LicenseRef-Bayme
"""Test cases in plain scripts, told in the Test Anything Protocol: `ok NAME`, `not ok NAME`, then the count."""

import sys
import traceback


class Suite:
    def __init__(self, name):
        self.name = name
        self.passed = 0
        self.failed = 0
        self.skipped = 0

    @property
    def count(self):
        return self.passed + self.failed + self.skipped

    def ok(self, name):
        self.passed += 1
        print(f"ok {self.count} - {name}", flush=True)

    def not_ok(self, name, why):
        self.failed += 1
        print(f"not ok {self.count} - {name}")
        for line in str(why).rstrip().splitlines():
            print(f"  # {line}")
        sys.stdout.flush()

    def skip(self, name, why):
        self.skipped += 1
        print(f"ok {self.count} - {name} # SKIP {why}", flush=True)

    def check(self, name, holds, why=""):
        if holds:
            self.ok(name)
        else:
            self.not_ok(name, why)
        return bool(holds)

    def equal(self, name, got, expected):
        return self.check(name, got == expected, f"got      {got!r}\nexpected {expected!r}")

    def case(self, name, body):
        """Runs body(); an assertion or any other exception is this case's failure, not the suite's end."""
        try:
            body()
        except AssertionError as error:
            self.not_ok(name, str(error) or traceback.format_exc(limit=-1))
        except Exception:  # whatever went wrong belongs to the case
            self.not_ok(name, traceback.format_exc(limit=-3))
        else:
            self.ok(name)

    def note(self, text):
        for line in str(text).splitlines():
            print(f"# {line}", flush=True)

    def end(self):
        print(f"1..{self.count}")
        sys.exit(1 if self.failed else 0)
