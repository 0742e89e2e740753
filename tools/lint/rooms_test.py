#!/usr/bin/env python3
# SPDX-License-Identifier: LicenseRef-Bayme
"""Each rule of rooms.py goes red for a violation planted in a small tree, and stays green beside it."""

import pathlib
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "tests/outside"))

import rooms  # noqa: E402
import tap  # noqa: E402

HEAD = "// SPDX-License-Identifier: LicenseRef-Bayme\n"
DESCRIBED = "".join(f"\n**{room}/** is.\n" for room in ("http", "storage", "snapshots", "vault", "app"))
ROOMS = "base []\nhttp []\nstorage []\nsnapshots []\nvault [storage]\napp [http storage vault]\n"
THIRD_PARTY = "curl/ http\nduckdb.h snapshots/duckdb\nfmt/ *\ngtest/ tests\n"

# name, path, text, the rule that must speak (None: nothing may)
CASES = [
    ("a room includes what its brackets name", "src/vault/a.cpp", '#include "storage/database.hpp"\n', None),
    ("base is open to all", "src/storage/a.cpp", '#include "base/result.hpp"\n', None),
    ("a room includes one outside its brackets", "src/storage/a.cpp", '#include "vault/keys.hpp"\n', "rooms"),
    ("brackets are not transitive", "src/http/a.cpp", '#include "storage/database.hpp"\n', "rooms"),
    ("an include relative to its own folder", "src/vault/a.cpp", '#include "keys.hpp"\n', "include"),
    ("an include from no room", "src/vault/a.cpp", '#include "attic/keys.hpp"\n', "include"),
    ("a header that the build makes", "src/vault/a.cpp", '#include "embedded/migrations.hpp"\n', None),
    ("a third-party header in its room", "src/http/a.cpp", "#include <curl/curl.h>\n", None),
    ("a third-party header outside its room", "src/vault/a.cpp", "#include <curl/curl.h>\n", "third-party"),
    ("a header bound to a folder, in it", "src/snapshots/duckdb/a.cpp", "#include <duckdb.h>\n", None),
    ("a header bound to a folder, above it", "src/snapshots/a.cpp", "#include <duckdb.h>\n", "third-party"),
    ("a header nobody has allowed", "src/http/a.cpp", "#include <leftpad.h>\n", "third-party"),
    ("a test includes what its room may", "tests/http/a_test.cpp", "#include <curl/curl.h>\n#include <gtest/gtest.h>\n", None),
    ("gtest in the program", "src/http/a.cpp", "#include <gtest/gtest.h>\n", "third-party"),
    ("the environment read outside app", "src/http/a.cpp", 'auto p = std::getenv("PORT");\n', "getenv"),
    ("the environment read in app", "src/app/a.cpp", 'auto p = std::getenv("PORT");\n', None),
    ("the environment in a comment", "src/http/a.cpp", "// never getenv() here\n", None),
    ("a sleep in a test", "tests/http/a_test.cpp", "std::this_thread::sleep_for(1s);\n", "sleep"),
    ("a header with #pragma once", "src/http/a.hpp", "#pragma once\n", None),
    ("a header without #pragma once", "src/http/a.hpp", "int a();\n", "pragma"),
    ("500 lines", "src/http/a.cpp", "\n" * 499, None),
    ("501 lines", "src/http/a.cpp", "\n" * 500, "long"),
    ("a word of unfinished work", "src/http/a.cpp", "// TO" "DO later\n", "unfinished"),
    ("a folder that is no room", "src/attic/a.cpp", "", "rooms"),
    ("a room that the architecture page leaves out", "src/base/a.cpp", "", "architecture"),
]


def tree(folder, path, text, room_lines=ROOMS):
    for name, content in [("src/ROOMS", room_lines), ("tools/lint/third_party.txt", THIRD_PARTY),
                          ("docs/architecture.md", DESCRIBED), (path, text)]:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(content)
    return rooms.Lint(folder).run([pathlib.Path(path)])


def rules_that_spoke(findings):
    return sorted({finding.split(": ")[1] for finding in findings})


def main():
    suite = tap.Suite("lint")
    for name, path, text, rule in CASES:
        with tempfile.TemporaryDirectory() as folder:
            spoke = rules_that_spoke(tree(pathlib.Path(folder), path, HEAD + text))
        suite.equal(name, spoke, [rule] if rule else [])
    with tempfile.TemporaryDirectory() as folder:
        suite.equal("a source without the licence line",
                    rules_that_spoke(tree(pathlib.Path(folder), "src/http/a.cpp", "int a();\n")), ["spdx"])
    with tempfile.TemporaryDirectory() as folder:
        suite.equal("a lock file that names a registry",
                    rules_that_spoke(tree(pathlib.Path(folder), "ui/package-lock.json", '"resolved": "somewhere"\n')),
                    ["registry"])
    with tempfile.TemporaryDirectory() as folder:
        circle = "base []\nhttp [storage]\nstorage [http]\n"
        suite.equal("arrows in a circle",
                    rules_that_spoke(tree(pathlib.Path(folder), "src/http/a.cpp", HEAD, circle)), ["rooms"])
    suite.end()


if __name__ == "__main__":
    main()
