# SPDX-License-Identifier: LicenseRef-Bayme
"""kill -9 at every named failpoint and at random, while an installation connects, syncs and carries out a plan. After
each kill the step is said again; then the report, the sandbox's ledger and the program's own check must agree with
an installation that nobody killed. Counters per failpoint are printed; a planted defect must be noticed."""

import collections
import concurrent.futures
import csv
import datetime
import http.client
import io
import json
import os
import random
import signal
import statistics
import subprocess
import threading
import time

import own_accounts
import program
import tap

ROUNDS = int(os.environ.get("CRASH_ROUNDS", "1"))
RANDOM = int(os.environ.get("CRASH_RANDOM", "10"))
SEED = int(os.environ.get("CRASH_SEED", "20260320"))
# A planted defect in every life but the first, as "NAME=planted": then the suite must go red.
DEFECT = os.environ.get("CRASH_DEFECT", "")
WORLD = ["--scale", "tiny", "--seed", "5", "--now", "2026-03-20T12:00:00Z"]
DAYS = ["--from", "2026-03-14", "--to", "2026-03-19"]
REPORT = ["report", "--dimensions", "advertiser,campaign,day", "--metrics", "spend,impressions,clicks,conversion", *DAYS,
          "--format", "csv"]
# Not part of this life: the tests of accounts and of snapshots cut off there.
# A renewal comes when a token has two hours left, by the program's own clock, which runs here as ever.
ELSEWHERE = {"accounts.renewal_announced", "accounts.renewal_answered", "accounts.renewal_stored", "snapshots.expire.staged",
             "snapshots.thin.staged"}
OWN_LOGIN = "tiktok-developers"
# Which time a failpoint is reached may be the one to die at: the first, and later ones. Publishing restated days begins
# at about the twenty-fifth.
OCCURRENCES = [1, 2, 3, 5, 8, 13, 21, 28, 34, 55, 89]


class Life:
    """One installation against a sandbox of its own, from init to an applied plan, killed at most once on the way.
    The victim is the process that owns the data folder: init first, then the server."""

    def __init__(self):
        self.sandbox = program.Sandbox(*WORLD)
        self.here = program.Installation(self.sandbox, **own_accounts.settings(self.sandbox))
        self.victims = []
        self.plan = None
        self.known_at = None
        self.listed = False
        self.glimpses = []
        self.interrupted = []

    def live(self, arm="", planted="", kill_after=None, armed_from=None):
        """Takes every step. The armed failpoint, or a moment `kill_after` seconds from now, kills; the step that was
        going on is then taken again, with a program in which only what is planted is armed. `armed_from` names the
        step before which the failpoint isn't armed yet."""
        self.arm, self.planted = "" if armed_from else arm, planted
        timer = threading.Timer(kill_after or 0, self.kill)
        if kill_after is not None:
            timer.start()
        try:
            self.init()
            self.serve()
            for step in (self.connect, self.connect_own, self.sync, self.restate, self.change, self.look, self.choose_from,
                         self.disconnect):
                if step.__name__ == armed_from:
                    self.arm = arm
                    self.serve()
                self.must(step)
        finally:
            timer.cancel()

    @property
    def kills(self):
        return sum(victim.poll() == -signal.SIGKILL for victim in self.victims)

    def armed(self):
        names = ",".join(filter(None, [self.arm if self.kills == 0 else "", self.planted]))
        return {"BAYME_FAILPOINTS": names} if names else {}

    def kill(self):
        if self.victims and self.victims[-1].poll() is None:
            self.victims[-1].kill()

    def died(self):
        """Whether the last victim was killed; the kernel may need a moment to say so."""
        try:
            return self.victims[-1].wait(1) == -signal.SIGKILL
        except subprocess.TimeoutExpired:
            return False

    def init(self):
        started = subprocess.Popen([program.BAYME, "init"], env=self.here.environment | self.armed(), text=True,
                                   stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        self.victims.append(started)
        said, _ = started.communicate(timeout=program.PATIENCE)
        if self.died():
            self.interrupted.append("init")
            return self.init()
        if started.returncode != 0:
            raise RuntimeError(f"init ended with {started.returncode}: {said}")

    def serve(self):
        server = self.here.serve("--json", **self.armed())
        self.victims.append(server.process)
        try:
            server.first_line(lambda line: line.startswith("{"))
        except RuntimeError:
            if not self.died():
                raise
            self.interrupted.append("start")
            self.serve()

    def must(self, step):
        try:
            step()
        except (RuntimeError, OSError, http.client.HTTPException):
            if not self.died():
                raise
            self.interrupted.append(step.__name__)
            self.glimpse()
            self.serve()
            step()

    def glimpse(self):
        """What somebody sees who asks right after the crash, before any work goes on."""
        seen = self.here.run(*REPORT)
        if seen.returncode == 0:  # there are accounts to report on
            self.glimpses.append((seen.stdout, self.here.run("doctor")))

    def connect(self):
        self.here.connect_in_browser(self.sandbox)
        self.here.run("sync", "all", "--wait")  # waits for the first sync, which the choice began

    def connect_own(self):
        """One of the company's own TikTok accounts, unless it was connected by a program that died of it."""
        if not self.own():
            page = own_accounts.connect(self.here, self.sandbox, OWN_LOGIN)
            if "The TikTok account is connected" not in page:
                raise RuntimeError(f"the TikTok account wasn't connected: {page}")

    def own(self):
        """Those that are connected."""
        found = json.loads(self.here.must("own-accounts", "list", "--json"))["accounts"]
        return [one["account_id"] for one in found if one["state"] == "active"]

    def sync(self):
        self.here.must("sync", "all", *DAYS, "--wait")

    def restate(self):
        """A day later TikTok knows more about the same days."""
        if not self.known_at:
            self.known_at = datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
            self.sandbox.control("/clock", {"advance": "1d"})
        self.here.must("sync", "reports", *DAYS, "--wait")

    def change(self):
        """Pauses a campaign through a plan; after a kill, what a person does: look how far the plan came."""
        if not self.plan:
            advertiser = self.sandbox.advertiser_ids[0]
            drafted = self.here.must("plan", "draft", "--advertiser", advertiser, "--level", "campaign",
                                     "--object", running_campaign(self.sandbox, advertiser), "--pause", "--json")
            self.plan = json.loads(drafted)["plan_id"]
        if self.plan_state() == "draft":
            self.here.must("plan", "approve", self.plan, "--wait")
        deadline = time.monotonic() + program.PATIENCE
        while self.plan_state() == "approved" and time.monotonic() < deadline:
            time.sleep(0.1)

    def plan_state(self):
        return json.loads(self.here.must("plan", "show", self.plan, "--json"))["state"]

    def look(self):
        self.here.must("sync", "structure", "--wait")

    def choose_from(self):
        """Whatever was connected, also by a program that died of it, has its accounts listed in the end."""
        deadline = time.monotonic() + program.PATIENCE
        while not self.listed and time.monotonic() < deadline:
            self.listed = all(connection["accounts"] for connection in self.connections() if connection["state"] != "revoked")
            time.sleep(0.1)

    def disconnect(self):
        for connection in self.connections():
            if connection["state"] != "revoked":
                self.here.must("call", "connections.revoke", json.dumps({"connection_id": connection["connection_id"]}),
                               "--idempotency-key", f"farewell-{connection['connection_id']}-{self.kills}")

        for account in self.own():
            self.here.must("own-accounts", "revoke", account)

    def connections(self):
        return json.loads(self.here.must("call", "connections.list"))["connections"]

    def report(self):
        """What is known now, and what was known before TikTok restated it."""
        return self.here.must(*REPORT), self.here.must(*REPORT, "--as-of", self.known_at)

    def end(self):
        self.here.remove()
        self.sandbox.stop()


Outcome = collections.namedtuple("Outcome", "kills wrong interrupted lived")


def outcome(planted=DEFECT, **how):
    """How often one life was killed, what is wrong with it or None, the steps that the kills interrupted, and how many
    seconds it lived."""
    life = Life()
    born = time.monotonic()
    try:
        life.live(planted=planted, **how)
        lived = time.monotonic() - born
        return Outcome(life.kills, compare(life), life.interrupted, lived)
    except Exception as error:  # whatever ended this life early is the finding
        return Outcome(life.kills, f"{type(error).__name__}: {error}", life.interrupted, time.monotonic() - born)
    finally:
        life.end()


def running_campaign(sandbox, advertiser):
    listed = sandbox.control(f"/objects?advertiser_id={advertiser}&level=campaign")["list"]
    return min(campaign["campaign_id"] for campaign in listed if campaign["operation_status"] == "ENABLE")


def days_of(report):
    """(account, day) -> its rows."""
    days = collections.defaultdict(list)
    for row in csv.DictReader(io.StringIO(report)):
        days[row["advertiser_id"], row["day"]].append(row)
    return days


def is_whole(seen):
    """Every account's day is as it was before the restatement, or as it was after, or not there at all."""
    after, before = map(days_of, reference)
    return all(rows in (before[day], after[day]) for day, rows in days_of(seen).items())


def compare(life):
    """What the program shows, what the platform was told and what the program says of itself must agree."""
    effects = [effect for call in life.sandbox.calls() for effect in call["effects"]]
    changes = [(effect["member"], effect["after"]) for effect in effects if effect["level"] == "campaign"]
    found = {
        "the report, now and as of the day before": life.report() == reference,
        "only whole days right after the crash": all(is_whole(seen) for seen, _ in life.glimpses),
        "a program that finds itself well right after the crash": all(seen.returncode == 0 for _, seen in life.glimpses),
        f"the change made once (was: {changes})": changes == [("operation_status", "DISABLE")],
        f"the plan done (is {life.plan_state()})": life.plan_state() == "done",
        "the accounts of every connection listed": life.listed,
        "every connection ended": all(connection["state"] == "revoked" for connection in life.connections()),
        "every own account disconnected": not life.own(),
        "a whole audit trail": life.here.run("audit", "verify").returncode == 0,
        "a program that finds itself well": life.here.run("doctor").returncode == 0,
    }
    return "\n".join(f"not as it should be: {name}" for name, holds in found.items() if not holds) or None


def kill_at(name):
    """The outcomes of the lives that it takes to die there ROUNDS times: at the latest of OCCURRENCES that
    a life comes to, which is searched for, and at those before it. A single round is the first occurrence."""
    results = []

    def die(occurrence):
        results.append(outcome(arm=f"{name}=kill@{occurrence}"))
        return results[-1].kills > 0

    reached, beyond = 0, len(OCCURRENCES) if ROUNDS > 1 else 1
    while beyond - reached > 1:
        middle = (reached + beyond) // 2
        reached, beyond = (middle, beyond) if die(OCCURRENCES[middle]) else (reached, middle)
    for number in range(2 * ROUNDS):
        if kills_of(results) < ROUNDS:
            die(OCCURRENCES[number % (reached + 1)])
    return results


def kill_at_random(pool, lived):
    """The outcomes of lives that are killed at some moment of it, until RANDOM of them were: some had ended. How long a
    life lasts is looked at again and again, because the machine has other work."""
    dice, results = random.Random(SEED), []
    while kills_of(results) < RANDOM and len(results) < 3 * RANDOM:
        several = min(RANDOM - kills_of(results), 4 * os.cpu_count())
        wanted = [pool.submit(outcome, kill_after=dice.uniform(0, lived)) for _ in range(several)]
        lives = [life.result() for life in wanted]
        lived = statistics.median(life.lived for life in lives)
        results += lives
    return results


def kills_of(results):
    return sum(result.kills for result in results)


def failpoints():
    said = subprocess.run([program.BAYME, "failpoints"], capture_output=True, text=True, check=True).stdout
    return [line for line in said.split() if line not in ELSEWHERE]


def main():
    global reference
    suite = tap.Suite("crash")
    unharmed = Life()
    unharmed.live()
    reference = unharmed.report()
    suite.check("a life without kills has a report that was restated",
                reference[0].count("\n") > 1 and reference[0] != reference[1], reference)
    suite.equal("a life without kills passes the checks", compare(unharmed), None)
    unharmed.end()

    # A life waits about as long as it works.
    with concurrent.futures.ThreadPoolExecutor(2 * os.cpu_count()) as pool:
        side_by_side = list(pool.map(lambda _: outcome(), range(2 * os.cpu_count())))
        judge(suite, "lives side by side pass them too", 0, side_by_side)
        at = {name: pool.submit(kill_at, name) for name in failpoints()}
        suite.note(f"{'failpoint':<44} {'kills':>5} of {ROUNDS}")
        for name, results in at.items():
            suite.note(f"{name:<44} {kills_of(results.result()):>5}")
            judge(suite, f"killed at {name}", ROUNDS, results.result())
        at_random = kill_at_random(pool, statistics.median(life.lived for life in side_by_side))
        steps = collections.Counter(step for result in at_random for step in result.interrupted)
        suite.note(f"{'at random, seed ' + str(SEED):<44} {kills_of(at_random):>5} of {RANDOM}: " +
                   ", ".join(f"{count} in {step}" for step, count in steps.most_common()) +
                   "; the others between two steps")
        judge(suite, "killed at random", RANDOM, at_random)
        noticed = list(pool.map(lambda occurrence: outcome(
            arm=f"snapshots.publish.moved=kill@{occurrence}", armed_from="restate",
            planted="snapshots.publish.without_transaction=planted"), (2, 3, 4)))
    suite.check("publishing without a transaction is noticed", any(life.kills and life.wrong for life in noticed), noticed)
    suite.end()


def judge(suite, case, wanted, results):
    """Killed as often as wanted, and every life came out right."""
    wrong = [result.wrong for result in results if result.wrong]
    suite.check(case, kills_of(results) >= wanted and not wrong,
                "\n".join(wrong) or f"killed {kills_of(results)} times, wanted {wanted}")


if __name__ == "__main__":
    main()
