# SPDX-License-Identifier: LicenseRef-Bayme
"""The program's own clock, set from outside: clock.c is compiled and preloaded. So the program under test and the
sandbox agree on what day it is, and both can be a day later."""

import atexit
import datetime
import pathlib
import shutil
import subprocess
import tempfile
import time

_folder = None


def _library():
    global _folder
    if _folder is None:
        _folder = tempfile.mkdtemp(prefix="bayme-clock-")
        atexit.register(shutil.rmtree, _folder, ignore_errors=True)
        source = pathlib.Path(__file__).with_name("clock.c")
        subprocess.run(["g++", "-x", "c", "-O1", "-Wall", "-shared", "-fPIC", "-o", f"{_folder}/clock.so", source], check=True)
    return f"{_folder}/clock.so"


class Clock:
    """The wall clock of an installation's programs: the sandbox's moment, and from then on as fast as ours."""

    def __init__(self, here, sandbox):
        self.here, self.sandbox = here, sandbox
        self.follow()

    def follow(self):
        """Programs started from now on begin at the sandbox's moment."""
        moment = datetime.datetime.fromisoformat(self.sandbox.control("/clock")["now"].replace("Z", "+00:00"))
        self.ahead = round(moment.timestamp() - time.time())
        self.here.environment |= {"LD_PRELOAD": _library(), "CLOCK_AHEAD": str(self.ahead)}

    def advance(self, length):
        """Lets the sandbox and the program be later: "15m", "6h", "1d"."""
        self.sandbox.control("/clock", {"advance": length})
        self.follow()

    def now(self):
        """The program's moment, as --as-of takes it."""
        moment = datetime.datetime.fromtimestamp(time.time() + self.ahead, datetime.timezone.utc)
        return moment.strftime("%Y-%m-%dT%H:%M:%S.%fZ")
