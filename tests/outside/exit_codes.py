# SPDX-License-Identifier: LicenseRef-Bayme
"""The table of wrong inputs: what went wrong -> the exact exit status and the exact `code` of the error."""

import concurrent.futures
import json
import os
import pathlib
import shutil
import stat
import subprocess
import tempfile
import time

import clock
import program
import tap

DAYS = ["--from", "2026-03-17", "--to", "2026-03-19"]
SYNC = ["sync", "reports", *DAYS, "--wait"]
REPORT = "report/integrated/get"
PAUSE = "campaign/status/update"
WORLD = ["--scale", "tiny", "--seed", "9", "--now", "2026-03-20T12:00:00Z"]

# The platform answers this -> exit status, code
PLATFORM = [
    ("the token was revoked (40105)", {"code": 40105, "message": "Access token is incorrect or revoked"}, 4, "access_refused"),
    ("too many calls (40100)", {"code": 40100, "message": "Too many requests"}, 5, "rate_limited"),
    ("HTML instead of JSON", {"status": 200, "body": "<html><body>Bad gateway</body></html>"}, 5, "unavailable"),
    ("half a page", {"truncate": 200}, 5, "unavailable"),
    ("half of the items (20001)", {"code": 20001, "message": "Partial success"}, 3, "uncertain"),
    ("a code nobody knows (49999)", {"code": 49999, "message": "?"}, 1, "internal"),
    ("a server error (50002)", {"code": 50002, "message": "Service error"}, 5, "unavailable"),
]

# The platform answers this to a change -> exit status, code, state of the plan, how often the change was sent. What was
# done without a clear answer is found by reading and not sent again; what wasn't done is.
WRITES = [
    ("half a page after the change", {"truncate": 100}, 0, None, "done", 1),
    ("20001 and the change", {"partial": True}, 0, None, "done", 1),
    ("20001 once without the change", {"code": 20001, "count": 1}, 0, None, "done", 2),
    ("20001 always without the change", {"code": 20001}, 5, "unavailable", "approved", 3),
    ("HTML after the change", {"status": 200, "body": "<html>", "effect": True}, 0, None, "done", 1),
    ("HTML once without the change", {"status": 200, "body": "<html>", "count": 1}, 0, None, "done", 2),
    ("a code nobody knows after the change", {"code": 49999, "effect": True}, 0, None, "done", 1),
    ("a server error after the change", {"code": 50002, "effect": True}, 0, None, "done", 1),
    ("40100 once", {"code": 40100, "count": 1}, 0, None, "done", 2),
    ("the token was revoked (40105)", {"code": 40105}, 4, None, "failed", 1),
    ("a wrong app secret (40101)", {"code": 40101}, 4, None, "failed", 1),
    ("a permission that is missing (40001)", {"code": 40001}, 4, None, "failed", 1),
    ("a value that TikTok refuses (40002)", {"code": 40002}, 2, None, "failed", 1),
]

# What is typed -> exit status, code
TYPED = [
    ("an unknown verb", ["fly"], 2, None),
    ("an unknown option", ["report", "--sideways"], 2, None),
    ("a metric that doesn't exist", ["report", "--dimensions", "day", "--metrics", "spent", *DAYS], 2, "invalid_input"),
    ("a day that doesn't exist", ["report", "--dimensions", "day", "--metrics", "spend", "--from", "2026-02-30", "--to", "2026-03-01"],
     2, "invalid_input"),
    ("an operation that doesn't exist", ["call", "nothing.here"], 2, "not_found"),
    ("an account that isn't connected", ["sync", "reports", *DAYS, "--advertiser", "1", "--wait"], 2, "not_found"),
    ("an unknown field", ["call", "accounts.list", '{"colour":"red"}'], 2, "invalid_input"),
]


def code_of(done):
    """The `code` of the error: one JSON object, on whichever line of the output it is."""
    for line in (done.stdout + "\n" + done.stderr).splitlines():
        if line.startswith("{"):
            try:
                found = json.loads(line)
            except json.JSONDecodeError:
                continue
            found = found.get("error", found)
            if "code" in found:
                return found["code"]
    return None


def expect(suite, name, done, status, code):
    got = done.returncode, code_of(done) if code else None
    suite.check(f"{name}: exit {status}" + (f", {code}" if code else ""), got == (status, code),
                f"got {got}\n{done.stdout[-600:]}{done.stderr[-600:]}")


def connected(sandbox, **settings):
    here = program.Installation(sandbox, **settings)
    here.must("init")
    here.must("connect", "--auth-code", sandbox.code(), "--yes")
    here.forgo_first_sync()
    return here


def read_fault(fault):
    """A sync of an account whose reports are answered wrongly."""
    sandbox = program.Sandbox(*WORLD)
    here = connected(sandbox)
    sandbox.control("/faults", {"rules": [{"path": REPORT, **fault}]})
    done = here.run(*SYNC, "--json")
    here.remove()
    sandbox.stop()
    return done


def write_fault(fault):
    """(what approving said, the plan's state, how often the change was sent, how often it was made, the state in the
    end) of a campaign that is paused while the platform answers wrongly."""
    sandbox = program.Sandbox(*WORLD)
    here = connected(sandbox)
    times = clock.Clock(here, sandbox)
    here.must("sync", "structure", "--wait")
    account = sandbox.advertiser_ids[0]
    listed = sandbox.control(f"/objects?advertiser_id={account}&level=campaign")["list"]
    campaign = next(one["campaign_id"] for one in listed if one["operation_status"] == "ENABLE")
    plan = json.loads(here.must("plan", "draft", "--advertiser", account, "--level", "campaign", "--object", campaign,
                                "--pause", "--json"))["plan_id"]
    sandbox.control("/faults", {"rules": [{"path": PAUSE, **fault}]})
    done = here.run("plan", "approve", plan, "--wait", "--json")

    def state():
        return json.loads(here.must("plan", "show", plan, "--json"))["state"]

    found = state()
    if found == "approved":  # it goes on by itself; a good while later it is known what came of it
        times.advance("10m")
        here.serve("--json").first_line(lambda line: line.startswith("{"))
        deadline = time.monotonic() + program.PATIENCE
        while state() == "approved" and time.monotonic() < deadline:
            time.sleep(0.1)
    calls = sandbox.calls(PAUSE)
    answer = done, found, len(calls), sum(len(call["effects"]) for call in calls), state()
    here.remove()
    sandbox.stop()
    return answer


def platform_faults(suite, _):
    """Side by side, each with a sandbox of its own: they wait between their attempts."""
    with concurrent.futures.ThreadPoolExecutor(8) as pool:
        reads = [(row, pool.submit(read_fault, row[1])) for row in PLATFORM]
        writes = [(row, pool.submit(write_fault, row[1])) for row in WRITES]
        for (name, _, status, code), done in reads:
            expect(suite, name, done.result(), status, code)
        for (name, _, status, code, plan, sent), row in writes:
            done, found, calls, changes, in_the_end = row.result()
            expect(suite, f"a change: {name}", done, status, code)
            suite.equal(f"a change: {name}: the plan, how often sent, how often made", (found, calls, changes),
                        (plan, sent, 1 if plan == "done" else 0))
            if plan == "approved":
                suite.equal(f"a change: {name}: the plan in the end", in_the_end, "uncertain")


def typed(suite, sandbox):
    here = connected(sandbox)
    for name, arguments, status, code in TYPED:
        expect(suite, name, here.run(*arguments, *(["--json"] if code else [])), status, code)
    here.remove()


def fault_files(suite, sandbox):
    """`bayme sandbox --faults FILE`: a good file is in force from the first call, a bad one ends the start."""
    here = program.Installation(sandbox)
    file = here.folder / "faults.json"
    file.write_text(json.dumps({"rules": [{"path": "user/info", "code": 40100, "count": 1}]}))
    faulty = program.Sandbox(*WORLD, "--faults", str(file))
    suite.equal("--faults: the rules are in force", [(rule["path"], rule["fired"]) for rule in faulty.control("/faults")["rules"]],
                [("user/info", 0)])
    codes = [program.request(f"{faulty.api_url}user/info/", headers={"Access-Token": faulty.access_token})[1] for _ in range(2)]
    suite.equal("--faults: the first call goes wrong, the second does not", [json.loads(body)["code"] for body in codes], [40100, 0])
    faulty.stop()
    for name, text, words in [("that is not JSON", "{", "not JSON"),
                              ("with a member that does not exist", '{"rules":[{"luck":1}]}', "rules[0].luck: there is no such member"),
                              ("with a member twice", '{"rules":[{"code":1,"code":2}]}', "rules[0].code: comes twice"),
                              ("that does not exist", None, "gone.json")]:
        path = here.folder / ("faults.json" if text else "gone.json")
        if text:
            path.write_text(text)
        done = here.run("sandbox", "--json", *WORLD, "--faults", str(path))
        suite.check(f"--faults with a file {name}: exit 2", done.returncode == 2, f"got {done.returncode}")
        suite.check(f"--faults with a file {name}: says so", words in done.stderr, done.stderr[-400:])
    here.remove()


def wrong_secret(suite, sandbox):
    here = program.Installation(sandbox, BAYME_TIKTOK_APP_SECRET="0" * 40)
    here.must("init")
    expect(suite, "a wrong app secret (40101)",
           here.run("connect", "--auth-code", sandbox.code(), "--yes", "--json"), 4, "access_refused")
    here.remove()


def second_process(suite, sandbox):
    here = connected(sandbox)
    server = here.serve("--json")
    server.first_line(lambda line: line.startswith("{"))
    expect(suite, "a second process on the folder", here.run("serve", "--json"), 1, "conflict")
    here.remove()


def wrong_master_key(suite, sandbox):
    here = connected(sandbox)
    key = here.folder / "data/master.key"
    kept = key.read_bytes()
    key.chmod(stat.S_IRUSR | stat.S_IWUSR)
    key.write_bytes(bytes(reversed(kept.strip())) + kept[len(kept.strip()):])
    key.chmod(stat.S_IRUSR)
    expect(suite, "a wrong master key", here.run(*SYNC, "--json"), 1, "conflict")
    key.chmod(stat.S_IRUSR | stat.S_IWUSR)
    key.write_bytes(kept)
    expect(suite, "a master key with a mode wider than 0400", here.run(*SYNC, "--json"), 1, "forbidden")
    here.remove()


def no_space(suite, sandbox):
    """The data folder is moved to a file system of its own that is full; needs root, and a name space of its own."""
    if os.geteuid() != 0 or not shutil.which("unshare"):
        suite.skip("no disk space", "needs root to mount a small file system")
        return
    sync = f"{program.BAYME} {' '.join(SYNC)} --json"
    expect(suite, "no disk space", on_small_disk(sandbox, 64, f"exec {sync}"), 1, "internal")
    # The server has room to begin with; what it fetches fills the disk.
    served = f"{program.BAYME} serve --json > $READY & until [ -s $READY ] || ! kill -0 $!; do sleep 0.1; done; {sync}"
    expect(suite, "no disk space under the server that owns the folder", on_small_disk(sandbox, 512, served), 1, "internal")


def on_small_disk(sandbox, spare, script):
    """Runs a script beside a data folder on a disk with so many KiB to spare; what it leaves behind is ended with it."""
    here = connected(sandbox)
    small = pathlib.Path(tempfile.mkdtemp(prefix="bayme-small-"))
    size = sum(path.stat().st_blocks * 512 for path in here.folder.rglob("*") if path.is_file()) + (spare << 10)
    script = f"mount -t tmpfs -o size={size} tmpfs {small} && cp -a {here.folder}/data {small}/data && {script}"
    bayme = {"BAYME_DATA_DIR": str(small / "data"), "READY": str(here.folder / "ready")}
    try:
        return subprocess.run(["unshare", "--mount", "--pid", "--fork", "--kill-child", "sh", "-c", script], text=True,
                              capture_output=True, timeout=120, env=here.environment | bayme, stdin=subprocess.DEVNULL)
    finally:
        small.rmdir()
        here.remove()


def main():
    suite = tap.Suite("exit codes")
    sandbox = program.Sandbox(*WORLD)
    for part in (fault_files, wrong_secret, platform_faults, typed, second_process, wrong_master_key, no_space):
        part(suite, sandbox)
    sandbox.stop()
    suite.end()


if __name__ == "__main__":
    main()
