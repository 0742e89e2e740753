#!/usr/bin/env python3
# SPDX-License-Identifier: LicenseRef-Bayme
"""Runs the outside suites against a bayme binary, one after the other: they share nothing with the program but what
it prints and serves. Each suite is a script that speaks TAP; its output is kept in build/results/NAME.tap."""

import argparse
import os
import pathlib
import platform
import subprocess
import sys
import time

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]

# name -> script, seconds it may take
SUITES = {
    "sdk": ("sdk_reads_sandbox.mjs", 120),
    "sdk_drives": ("sdk_drives_sandbox.mjs", 120),
    "openapi": ("openapi.mjs", 60),
    "worlds": ("worlds.mjs", 120),
    "oracle": ("oracle.py", 300),
    "wrong_totals": ("wrong_totals.py", 120),
    "restatement": ("restatement.py", 300),
    "reconcile": ("reconcile.py", 300),
    "exit_codes": ("exit_codes.py", 300),
    "recording": ("recording.py", 300),
    "own_accounts": ("own_accounts.py", 120),
    "docs": ("docs_commands.py", 300),
    "e2e": ("e2e.mjs", 300),
    "crash": ("crash.py", 7200),
}


def node():
    machine = {"aarch64": "arm64"}.get(platform.machine(), "x64")
    return ROOT / f"tools/node/node_modules/node-linux-{machine}/bin/node"


def command(script):
    return [node() if script.endswith(".mjs") else sys.executable, HERE / script]


def run(name, environment, results):
    script, seconds = SUITES[name]
    log = results / f"{name}.tap"
    started = time.monotonic()
    with log.open("w") as output:
        try:
            status = subprocess.run(command(script), env=environment, stdin=subprocess.DEVNULL, stdout=output,
                                    stderr=subprocess.STDOUT, timeout=seconds).returncode
        except subprocess.TimeoutExpired:
            status = f"still running after {seconds} s"
    lines = log.read_text(errors="replace").splitlines()
    passed = sum(line.startswith("ok ") for line in lines)
    failed = sum(line.startswith("not ok ") for line in lines)
    if status != 0 and failed == 0 or passed + failed == 0:
        failed += 1
        with log.open("a") as output:
            output.write(f"not ok {passed + failed} - {name} ran to its end\n  # {status}\n")
    print(f"{name:<14} {passed:>5} ok {failed:>3} not ok {time.monotonic() - started:>6.1f} s", flush=True)
    show(log.read_text(errors="replace").splitlines())
    return failed


def show(lines):
    """What went wrong, with the lines that explain it; and what the suite wants to have said (its notes)."""
    explaining = False
    for line in lines:
        explaining = line.startswith("not ok ") or (explaining and line.startswith("  #"))
        if explaining or line.startswith("# "):
            print("    " + line)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bayme", required=True, type=pathlib.Path, help="the binary under test")
    parser.add_argument("--rounds", type=int, default=1, help="kills at each failpoint (default: 1)")
    parser.add_argument("--random", type=int, help="kills at random (default: 10 x rounds)")
    parser.add_argument("--defect", default="", metavar="NAME", help="planted while crashing: the suite must go red")
    parser.add_argument("suites", nargs="*", metavar="SUITE", help=f"of: {', '.join(SUITES)}; default: all")
    options = parser.parse_args()
    unknown = [name for name in options.suites if name not in SUITES]
    if unknown:
        parser.error(f"no suite {', '.join(unknown)}; there are: {', '.join(SUITES)}")
    if not options.bayme.exists():
        parser.error(f"no binary at {options.bayme}: build it first (./dev build)")

    results = ROOT / "build/results"
    results.mkdir(parents=True, exist_ok=True)
    environment = {name: value for name, value in os.environ.items() if not name.startswith("BAYME_")}
    environment |= {"BAYME": str(options.bayme.resolve()), "NODE": str(node()), "PYTHONUNBUFFERED": "1",
                    "CRASH_ROUNDS": str(options.rounds),
                    "CRASH_DEFECT": options.defect and f"{options.defect}=planted",
                    "CRASH_RANDOM": str(10 * options.rounds if options.random is None else options.random)}
    failed = [run(name, environment, results) for name in options.suites or SUITES]
    return 1 if any(failed) else 0


if __name__ == "__main__":
    sys.exit(main())
