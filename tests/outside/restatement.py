# SPDX-License-Identifier: LicenseRef-Bayme
"""What fetching the same days again does: nothing where TikTok says the same; a day later, only what moved is
superseded; and what was known yesterday can be asked for, to the byte, as often as one likes. Which facts moved is
worked out from the sandbox's answers, which facts lie in the store is read with DuckDB. Planted defects are noticed."""

import csv
import io
import json
from decimal import Decimal

import answers
import clock
import facts
import program
import tap

WORLD = ["--scale", "tiny", "--seed", "4", "--now", "2026-03-20T12:00:00Z"]
TODAY = "2026-03-20"  # when the walk begins
FIRST, LAST = "2026-03-12", "2026-03-21"
SYNC = ["sync", "all", "--from", FIRST, "--to", LAST, "--wait", "--json"]
METRICS = ["spend", "impressions", "clicks", "ctr", "conversion"]
REPORT = ["report", "--dimensions", "campaign,day", "--metrics", ",".join(METRICS), "--from", FIRST, "--to", LAST]
# Every cube is asked for, and every format.
REPORTS = [
    *([*REPORT, "--format", name] for name in ("csv", "json", "ndjson", "table")),
    *(["report", "--dimensions", dimensions, "--metrics", "spend,impressions,conversion", "--from", FIRST, "--to", LAST,
       "--format", "csv"] for dimensions in ("advertiser,day", "adgroup,day", "ad,day", "advertiser,day,hour",
                                              "campaign,day,hour")),
]


class Walk:
    """An installation and its sandbox, both of which can be a day later."""

    def __init__(self, planted):
        self.sandbox = program.Sandbox(*WORLD)
        self.here = program.Installation(self.sandbox)
        if planted:
            self.here.environment["BAYME_FAILPOINTS"] = f"{planted}=planted"
        self.clock = clock.Clock(self.here, self.sandbox)
        self.here.connect(self.sandbox)
        self.read = 0

    def sync(self):
        """(report calls the sandbox was asked, what the program says it wrote) of one sync."""
        results = json.loads(self.here.must(*SYNC))["results"]
        calls = self.sandbox.calls(answers.REPORT)
        fresh, self.read = calls[self.read:], len(calls)
        written = {name: sum(result["reports"][name] for result in results) for name in ("superseded", "new", "ended")}
        return fresh, written

    def facts(self):
        return facts.read(self.here.folder / "data")

    def states(self, day):
        """What the ledger says of a day's windows."""
        ledger = json.loads(self.here.must("ledger", "--cells", "--from", day, "--to", day, "--json"))
        return {cell["state"] for cell in ledger["cells"]}

    def known_at(self, moment):
        return [self.here.must(*report, "--as-of", moment) for report in REPORTS]

    def report(self):
        return self.here.must(*REPORT, "--format", "csv")

    def rename_a_campaign(self):
        """As somebody does in Ads Manager; the report names campaigns."""
        account = self.sandbox.advertiser_ids[0]
        campaign = self.sandbox.control(f"/objects?advertiser_id={account}&level=campaign")["list"][0]
        self.sandbox.control("/edit", {"advertiser_id": account, "level": "campaign", "id": campaign["campaign_id"],
                                       "name": "Renamed in between"})

    def end(self):
        self.here.remove()
        self.sandbox.stop()


def cells(text):
    return {(row["campaign_id"], row["day"]): {name: Decimal(row[name]) if row[name] else None for name in METRICS}
            for row in csv.DictReader(io.StringIO(text))}


def answered(windows):
    return {key: {name: answers.ctr(metrics) if name == "ctr" else metrics[name] for name in METRICS}
            for key, metrics in answers.by_object_and_day(windows, "campaign_day").items()}


def differences(got, expected):
    """Some of the places where two dictionaries, sets or lists of texts differ, in words."""
    if isinstance(got, list):
        got, expected = dict(enumerate(got)), dict(enumerate(expected))
    if isinstance(got, dict):
        got, expected = set(map(repr, got.items())), set(map(repr, expected.items()))
    return "\n".join([f"too much: {one}" for one in sorted(map(str, got - expected))[:3]] +
                     [f"missing:  {one}" for one in sorted(map(str, expected - got))[:3]])


def story(walk):
    """(claim, got, expected), in the order in which they come to be."""
    first_calls, _ = walk.sync()
    before = answers.windows(first_calls)
    stored = walk.facts()
    yesterday = walk.clock.now()
    known = walk.known_at(yesterday)
    yield "every fact that was answered lies in the store, and no other", set(stored.current), \
        answers.moves({}, before).new
    yield "the report is what was answered", cells(walk.report()), answered(before)
    yield "what is known of today is provisional", walk.states(TODAY), {"provisional"}
    yield "the report as of now is the report", known[0], walk.report()

    again_calls, written = walk.sync()
    yield "a second sync asks as often as the first", len(again_calls), len(first_calls)
    yield "a second sync says that it wrote nothing", written, {"superseded": 0, "new": 0, "ended": 0}
    yield "a second sync writes no fact", walk.facts(), stored

    walk.rename_a_campaign()
    walk.clock.advance("1d")
    later_calls, _ = walk.sync()
    later = answers.windows(later_calls)
    moved = answers.moves(before, later)
    mark = max(stored.current.values())
    now_stored = walk.facts()
    yield "a day later TikTok restates some facts, not all", \
        0 < len(moved.superseded) < len(stored.current) and len(moved.new) > 0, True
    yield "only what moved is superseded", {key for key, _, until in now_stored.history if until > mark}, \
        moved.superseded | moved.ended
    yield "only what moved or is new is written", {key for key, since in now_stored.current.items() if since > mark}, \
        moved.superseded | moved.new
    yield "a superseded fact keeps the moment it was first seen", \
        {(key, since) for key, since, _ in now_stored.history}, \
        {(key, stored.current[key]) for key in moved.superseded | moved.ended}
    yield "the report is what was answered a day later", cells(walk.report()), answered(before | later)
    yield "the day that is over now is complete", walk.states(TODAY), {"complete"}
    yield "the report is another one than yesterday's", walk.report() != known[0], True
    yield "yesterday's reports, asked for today, are the same to the byte", walk.known_at(yesterday), known

    today = walk.clock.now()
    known_today = walk.known_at(today)
    walk.clock.advance("6h")
    walk.sync()
    yield "yesterday's reports are the same after a third sync", walk.known_at(yesterday), known
    yield "today's reports are the same after a third sync", walk.known_at(today), known_today


def first_failure(planted):
    """The claim that a program with this defect doesn't meet."""
    walk = Walk(planted)
    try:
        return next((claim for claim, got, expected in story(walk) if got != expected), None)
    finally:
        walk.end()


def main():
    suite = tap.Suite("restatement")
    walk = Walk("")
    for claim, got, expected in story(walk):
        plain = isinstance(got, (bool, int)) or got == expected
        suite.check(claim, got == expected, f"got {got}, expected {expected}" if plain else differences(got, expected))
    walk.end()
    suite.equal("a program that writes unchanged facts again is noticed",
                first_failure("snapshots.publish.rewrite_unchanged"), "a second sync says that it wrote nothing")
    suite.equal("a program that forgets superseded facts is noticed",
                first_failure("snapshots.publish.skip_history"), "only what moved is superseded")
    suite.end()


if __name__ == "__main__":
    main()
