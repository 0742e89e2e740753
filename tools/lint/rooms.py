#!/usr/bin/env python3
# SPDX-License-Identifier: LicenseRef-Bayme
"""Checks what a compiler doesn't: who may include whom (src/ROOMS), whose headers stay in which room
(tools/lint/third_party.txt), and the few rules of style that a line of text shows. Prints `file:line: rule: message`."""

import argparse
import pathlib
import re
import subprocess
import sys

SOURCES = (".cpp", ".hpp")
TEXTS = SOURCES + (".py", ".mjs", ".js", ".ts", ".tsx", ".sh", ".cmake")
LONGEST = 500
INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]')
UNFINISHED = re.compile(r"\b(TO" r"DO|FIX" r"ME|HA" r"CK)\b")
SLEEP = re.compile(r"\b(sleep_for|sleep_until|usleep|nanosleep|sleep)\s*\(")
GETENV = re.compile(r"\b(secure_)?getenv\s*\(")
COMMENT = re.compile(r"//.*$")


class Rooms:
    """src/ROOMS: which rooms each room may include."""

    def __init__(self, root):
        self.allowed = {}
        for line in (root / "src/ROOMS").read_text().splitlines():
            found = re.match(r"^([a-z]+)\s+\[([a-z ]*)\]", line)
            if found:
                self.allowed[found.group(1)] = set(found.group(2).split())

    def problems(self):
        """Arrows to rooms that don't exist, and arrows in a circle."""
        for room, targets in self.allowed.items():
            for target in sorted(targets - set(self.allowed)):
                yield f"{room} may include {target}, which is no room"
        left = {room: set(targets) & set(self.allowed) for room, targets in self.allowed.items()}
        while left:
            leaves = [room for room, targets in left.items() if not targets & set(left)]
            if not leaves:
                yield "arrows in a circle: " + ", ".join(sorted(left))
                return
            for room in leaves:
                del left[room]

    def may_include(self, room, target):
        return target in (room, "base") or target in self.allowed.get(room, set())


class ThirdParty:
    """tools/lint/third_party.txt: which rooms may include a header from outside."""

    def __init__(self, root):
        self.rooms = {}
        for line in (root / "tools/lint/third_party.txt").read_text().splitlines():
            words = line.split("#")[0].split()
            if words:
                self.rooms[words[0]] = words[1:]

    def find(self, header):
        fitting = [prefix for prefix in self.rooms if header.startswith(prefix)]
        return self.rooms[max(fitting, key=len)] if fitting else None


def is_standard(header):
    return "." not in header and "/" not in header


def places_of(path):
    """The names under which third_party.txt may let this file in: its room, its folder, its tree."""
    parts = path.parts
    tree = parts[0]
    room = parts[1] if len(parts) > 2 else ""
    return {"*", tree, room, "/".join(parts[1:-1])}


class Lint:
    def __init__(self, root):
        self.root = root
        self.rooms = Rooms(root)
        self.third_party = ThirdParty(root)
        self.findings = []

    def report(self, path, line, rule, message):
        self.findings.append(f"{path}:{line}: {rule}: {message}")

    def run(self, paths):
        for problem in self.rooms.problems():
            self.report("src/ROOMS", 1, "rooms", problem)
        self.check_folders()
        for path in paths:
            if path.name == "package-lock.json":
                self.check_lock(path)
            elif path.suffix in TEXTS or path.name in ("dev", "run"):
                self.check_file(path)
        return self.findings

    def check_folders(self):
        described = self.root / "docs/architecture.md"
        described = described.read_text() if described.exists() else ""
        for folder in sorted((self.root / "src").iterdir()):
            if not folder.is_dir():
                continue
            if folder.name not in self.rooms.allowed:
                self.report(f"src/{folder.name}", 1, "rooms", "a folder without a line in src/ROOMS")
            elif f"\n**{folder.name}/** " not in described:
                self.report(f"src/{folder.name}", 1, "architecture", "a room without a paragraph in docs/architecture.md")

    def check_lock(self, path):
        for number, line in enumerate((self.root / path).read_text().splitlines(), 1):
            if '"resolved"' in line:
                self.report(path, number, "registry", "a lock file names no registry (omit-lockfile-registry-resolved)")

    def check_file(self, path):
        lines = (self.root / path).read_text(errors="replace").splitlines()
        if not any("SPDX-License-Identifier: LicenseRef-Bayme" in line for line in lines[:2]):
            if path.suffix != ".cmake":
                self.report(path, 1, "spdx", "the licence line is missing")
        if len(lines) > LONGEST:
            self.report(path, LONGEST + 1, "long", f"{len(lines)} lines, at most {LONGEST}: split it along what it is about")
        for number, line in enumerate(lines, 1):
            if UNFINISHED.search(line):
                self.report(path, number, "unfinished", "finish it or leave it out")
        if path.suffix in SOURCES:
            self.check_source(path, lines)

    def check_source(self, path, lines):
        if path.suffix == ".hpp" and "#pragma once" not in lines:
            self.report(path, 1, "pragma", "a header begins with #pragma once")
        for number, line in enumerate(lines, 1):
            include = INCLUDE.match(line)
            if include:
                self.check_include(path, number, *include.groups())
                continue
            code = COMMENT.sub("", line)
            if GETENV.search(code) and path.parts[:2] != ("src", "app") and path.parts[0] == "src":
                self.report(path, number, "getenv", "the environment is read in src/app only")
            if SLEEP.search(code) and path.parts[0] == "tests":
                self.report(path, number, "sleep", "a test waits for what it waits for, or moves a fake clock")

    def check_include(self, path, number, quote, header):
        if quote == "<":
            self.check_foreign(path, number, header)
        elif path.parts[0] == "src":
            self.check_own(path, number, header)

    def check_foreign(self, path, number, header):
        if is_standard(header):
            return
        rooms = self.third_party.find(header)
        if rooms is None:
            self.report(path, number, "third-party", f"<{header}> has no line in tools/lint/third_party.txt")
        elif not places_of(path) & set(rooms):
            self.report(path, number, "third-party", f"<{header}> stays in {', '.join(rooms)}")

    def check_own(self, path, number, header):
        room = path.parts[1]
        target = header.split("/")[0]
        if target == "embedded" or header.endswith(".inc"):
            return  # made by the build from the room's own data (cmake/Embed.cmake)
        if "/" not in header or header.startswith("."):
            self.report(path, number, "include", f'"{header}": paths start at src/')
        elif target not in self.rooms.allowed:
            self.report(path, number, "include", f'"{header}" is in no room')
        elif not self.rooms.may_include(room, target):
            self.report(path, number, "rooms", f"{room} may not include {target} (src/ROOMS)")


def tracked(root):
    """Files that git knows or would add: what is ignored isn't ours."""
    listed = subprocess.run(["git", "-C", root, "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
                            check=True, capture_output=True, text=True).stdout
    return [pathlib.Path(name) for name in sorted(listed.split("\0")) if name and (root / name).is_file()]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--root", type=pathlib.Path, default=pathlib.Path(__file__).resolve().parents[2])
    root = parser.parse_args().root
    paths = tracked(root)
    findings = Lint(root).run(paths)
    for finding in findings:
        print(finding)
    print(f"{len(paths)} files, {len(findings)} findings")
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
