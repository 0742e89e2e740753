# SPDX-License-Identifier: LicenseRef-Bayme
"""Runs what the documents tell people to type. A block fenced as ```sh run``` is typed by this test: the blocks of one
document, in order, into one shell in an empty folder, with `bayme` on the path. Also: `./dev X` that a document
mentions is a command of ./dev, and a link inside the repository leads somewhere."""

import os
import pathlib
import re
import subprocess
import tempfile

import program
import tap

ROOT = pathlib.Path(__file__).resolve().parents[2]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
BLOCK = re.compile(r"^```sh run\n(.*?)^```", re.MULTILINE | re.DOTALL)
FENCED = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\(([^)#:]+)(?:#[^)]*)?\)")


def run_blocks(suite, document, blocks):
    """One shell types every block; it says which block it is in, so that the failing one is named."""
    # What the document started in the background ends with its shell.
    script = "set -euo pipefail\ntrap 'kill $(jobs -p) 2>/dev/null || true' EXIT\n"
    for number, block in enumerate(blocks, 1):
        script += f"echo @@{number}\n{block}\n"
    with tempfile.TemporaryDirectory(prefix="bayme-docs-") as folder:
        environment = program.clean_environment() | {"HOME": folder,
            "PATH": f"{pathlib.Path(program.BAYME).resolve().parent}:{os.environ['PATH']}"}
        done = subprocess.run(["timeout", "120", "bash", "-c", script], cwd=folder, env=environment, text=True,
                              stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    reached = len(re.findall(r"^@@\d+$", done.stdout, re.MULTILINE))
    for number, block in enumerate(blocks, 1):
        name = f"{document.relative_to(ROOT)}, block {number}: {block.strip().splitlines()[0][:60]}"
        suite.check(name, number < reached or (number == reached and done.returncode == 0),
                    f"ended with {done.returncode}\n{done.stdout[-1500:]}" if number == reached else "not reached")


def main():
    suite = tap.Suite("docs")
    offered = subprocess.run([ROOT / "dev", "help"], capture_output=True, text=True, check=True).stdout
    offered = {"help", *re.findall(r"^\./dev ([a-z]+)", offered, re.MULTILINE)}
    for document in DOCUMENTS:
        text = document.read_text()
        unknown = sorted({word for word in re.findall(r"\./dev ([a-z]+)", text) if word not in offered})
        broken = sorted({link for link in LINK.findall(FENCED.sub("", text)) if not (document.parent / link).exists()})
        suite.equal(f"{document.relative_to(ROOT)}: its ./dev commands exist", unknown, [])
        suite.equal(f"{document.relative_to(ROOT)}: its links lead somewhere", broken, [])
        blocks = BLOCK.findall(text)
        if blocks:
            run_blocks(suite, document, blocks)
    suite.end()


if __name__ == "__main__":
    main()
