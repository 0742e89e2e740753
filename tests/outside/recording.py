# SPDX-License-Identifier: LicenseRef-Bayme
"""A recording of the sandbox, made while an installation connects and syncs, holds no secret of it and feeds a second
installation: what that one reports is the same to the byte."""

import json
import os
import pathlib
import shutil
import tempfile
import types
import urllib.parse

import program
import tap

FIRST, LAST = "2026-02-01", "2026-02-03"
REPORT = ["report", "--dimensions", "campaign,day", "--metrics", "spend,impressions,clicks", "--from", FIRST, "--to", LAST,
          "--order-by", "campaign_id,day", "--format", "csv"]


def relay(folder, *options):
    return program.Process(["sandbox", "--listen", "127.0.0.1:0", "--json", *options], program.clean_environment(),
                           folder / "relay.log")


def ready_line(process):
    return json.loads(process.first_line(lambda line: line.startswith("{")))


def work_through(api_url, app_id, app_secret, auth_code):
    """Connects, syncs and reports against whatever answers at api_url; returns the report and how the sync ended."""
    installation = program.Installation(types.SimpleNamespace(
        api_url=api_url, authorize_url=api_url, app_id=app_id, app_secret=app_secret))
    try:
        installation.connect(types.SimpleNamespace(auth_code=auth_code))
        synced = installation.run("sync", "all", "--from", FIRST, "--to", LAST, "--wait")
        return installation.must(*REPORT), synced
    finally:
        installation.remove()


def main():
    suite = tap.Suite("recording")
    scratch = pathlib.Path(tempfile.mkdtemp(prefix="bayme-recording-"))
    folder = scratch / "recording"
    sandbox = program.Sandbox("--scale", "tiny")
    upstream = "http://" + urllib.parse.urlsplit(sandbox.api_url).netloc
    try:
        recorder = relay(scratch, "--record", str(folder), "--upstream", upstream)
        report, synced = work_through(ready_line(recorder)["api_url"], sandbox.app_id, sandbox.app_secret,
                                      sandbox.auth_code)
        recorder.stop()
        suite.check("a sync through the recorder ends well", synced.returncode == 0, synced.stdout + synced.stderr)
        suite.check("its report has rows", report.count("\n") > 3, report)

        stored = {file.name: file.read_text() for file in sorted(folder.iterdir())}
        suite.note(f"{len(stored) // 2} exchanges, {sum(map(len, stored.values()))} bytes")
        for name, secret in {"app id": sandbox.app_id, "app secret": sandbox.app_secret, "code": sandbox.auth_code}.items():
            suite.equal(f"the {name} is in no file", [file for file, text in stored.items() if secret in text], [])
        tokens = {header["value"] for file, text in stored.items() if file.endswith(".json")
                  for header in json.loads(text)["headers"] if header["name"] == "Access-Token"}
        suite.equal("every call's token is the same placeholder", tokens, {"redacted-token-1"})
        suite.equal("files are the owner's only", {oct(file.stat().st_mode & 0o777) for file in folder.iterdir()}, {"0o600"})

        sandbox.stop()
        replay = relay(scratch, "--replay", str(folder))
        again, synced = work_through(ready_line(replay)["api_url"], "1234567", "another-secret", "another-code")
        replay.stop()
        suite.check("a sync against the replay ends well", synced.returncode == 0, synced.stdout + synced.stderr +
                    (scratch / "relay.log").read_text()[-2000:])
        suite.equal("its report is the same", again, report)

        refused = program.subprocess.run([program.BAYME, "sandbox", "--record", str(scratch / "other"), "--upstream",
                                          "https://example.org"], capture_output=True, text=True, timeout=60)
        suite.equal("a host that is nobody's is refused", refused.returncode, 4)
        suite.check("and nothing was made", not os.path.exists(scratch / "other"))
    finally:
        sandbox.stop()
        shutil.rmtree(scratch, ignore_errors=True)
    suite.end()


if __name__ == "__main__":
    main()
