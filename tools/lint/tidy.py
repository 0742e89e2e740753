#!/usr/bin/env python3
# SPDX-License-Identifier: LicenseRef-Bayme
"""clang-tidy 19 on the sources that changed lately, or on all, within a count and a time; says what was cut.
Needs a build folder whose compile_commands.json is up to date and whose generated headers exist."""

import argparse
import concurrent.futures
import json
import os
import pathlib
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = "clang-tidy-19"


def git(*arguments):
    return subprocess.run(["git", "-C", ROOT, *arguments], check=True, capture_output=True, text=True).stdout


def changed_lately(commits):
    """Files of the last commits and of the work tree, what changed last first."""
    names = git("status", "--porcelain").splitlines()
    names = [name[3:] for name in names] + git("log", f"-{commits}", "--name-only", "--format=").splitlines()
    return list(dict.fromkeys(names))


def choose(names, compiled):
    """The sources to check: a changed header stands for the source beside it. The program before its tests."""
    sources = [name[:-4] + ".cpp" if name.endswith(".hpp") else name for name in names]
    sources = [name for name in dict.fromkeys(sources) if name in compiled]
    return sorted(sources, key=lambda name: not name.startswith("src/"))


def check(name, build):
    run = subprocess.run([PROGRAM, "-p", build, "--quiet", "--warnings-as-errors=*", name],
                         cwd=ROOT, capture_output=True, text=True)
    return run.returncode, run.stdout


def run_within(names, build, seconds):
    """Starts no further file after `seconds`; returns (name, output) of those with findings and how many were checked."""
    started, waiting, findings, checked = time.monotonic(), list(names), [], 0
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        running = {}
        while waiting or running:
            while waiting and len(running) < os.cpu_count() and time.monotonic() - started < seconds:
                name = waiting.pop(0)
                running[pool.submit(check, name, build)] = name
            if not running:
                break
            done, _ = concurrent.futures.wait(running, return_when=concurrent.futures.FIRST_COMPLETED)
            for future in done:
                name, checked = running.pop(future), checked + 1
                status, output = future.result()
                if status != 0:
                    findings.append((name, output))
    return findings, checked


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--build", default="build/dev", help="folder with compile_commands.json")
    parser.add_argument("--all", action="store_true", help="every source, however long it takes")
    parser.add_argument("--commits", type=int, default=20)
    parser.add_argument("--files", type=int, default=60, help="at most so many files")
    parser.add_argument("--minutes", type=float, default=6, help="start no file after so many minutes")
    parser.add_argument("names", nargs="*", help="only these sources or folders")
    options = parser.parse_args()

    database = json.loads((ROOT / options.build / "compile_commands.json").read_text())
    compiled = {os.path.relpath(entry["file"], ROOT) for entry in database}
    compiled = {name for name in compiled if name.startswith(("src/", "tests/", "bench/"))}
    if options.names:
        names = [name for name in sorted(compiled) if name.startswith(tuple(options.names))]
    elif options.all:
        names = choose(sorted(compiled), compiled)
    else:
        names = choose(changed_lately(options.commits), compiled)
    bounded = not (options.all or options.names)
    chosen = names[: options.files] if bounded else names
    findings, checked = run_within(chosen, options.build, options.minutes * 60 if bounded else float("inf"))
    for name, output in findings:
        print(output.strip())
    print(f"{checked} files checked, {len(findings)} with findings")
    if checked < len(names):
        print(f"cut: {len(names) - checked} of {len(names)} changed files (at most {options.files} files, "
              f"{options.minutes:g} minutes); ./dev lint --all checks every file")
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
