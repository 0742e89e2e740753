# SPDX-License-Identifier: LicenseRef-Bayme
"""An export as Ads Manager writes it, made here from the sandbox's own truth, is compared with what the program holds:
equal in every dress a spreadsheet gives it, and different exactly where a difference was planted. And the ledger's map
shows the days that were fetched and names those that were not."""

import json
import pathlib
import tempfile
from decimal import ROUND_HALF_UP, Decimal

import clock
import program
import tap

WORLD = ["--scale", "tiny", "--seed", "4", "--now", "2026-03-20T14:00:00Z"]
FIRST, LAST = "2026-03-12", "2026-03-18"
HEAD = ["Campaign ID", "Campaign name", "By Day", "Cost", "Impressions", "Clicks (destination)", "Conversions",
        "CTR (destination)", "CPA", "Currency"]


def truth(sandbox, account):
    """(currency, rows of exact counts) of campaigns by day, by name where it is known."""
    objects = sandbox.control(f"/objects?advertiser_id={account}&level=campaign")["list"]
    names = {one["campaign_id"]: one["campaign_name"] for one in objects}
    told = sandbox.control(f"/truth?advertiser_id={account}&level=campaign&from={FIRST}&to={LAST}")
    rows = []
    for row in told["rows"]:
        counts = {name: Decimal(value) for name, value in row["counts"].items()}
        counts["spend"] = counts["spend"].scaleb(-told["digits"])
        rows.append((row["id"], names.get(row["id"], ""), row["day"], counts))
    return told["currency"], rows


def ratio(part, whole, scale=1):
    """Two digits, as the screen shows them; a dash where nothing is divided."""
    return "-" if whole == 0 else str((part * scale / whole).quantize(Decimal("0.01"), ROUND_HALF_UP))


def table(told):
    """The cells of an export, without any dress."""
    currency, rows = told
    return [HEAD, *([key, name, day, f"{counts['spend']:f}", f"{counts['impressions']:f}", f"{counts['clicks']:f}",
                     f"{counts['conversion']:f}", ratio(counts["clicks"], counts["impressions"], 100),
                     ratio(counts["spend"], counts["conversion"]), currency]
                    for key, name, day, counts in rows)]


def grouped(number, group, point):
    whole, _, fraction = number.partition(".")
    whole = f"{int(whole):,}".replace(",", group)
    return f"{whole}{point}{fraction}" if fraction else whole


def quoted(cell, delimiter):
    return '"' + cell.replace('"', '""') + '"' if any(sign in cell for sign in f'{delimiter}"\n') else cell


def dressed(rows, delimiter=",", group=",", point=".", percent="%", encoding="utf-8-sig", total=True, end="\n"):
    lines = [rows[0]]
    for row in rows[1:]:
        numbers = [cell if cell == "-" else grouped(cell, group, point) for cell in row[3:9]]
        numbers[4] += percent if numbers[4] != "-" else ""
        lines.append([*row[:3], *numbers, row[9]])
    if total:
        lines.append([f"Total of {len(rows) - 1} results", "-", "-", "99", "99", "99", "99", "-", "-", ""])
    return end.join(delimiter.join(quoted(cell, delimiter) for cell in line) for line in lines).encode(encoding)


def main():
    suite = tap.Suite("reconcile")
    sandbox = program.Sandbox(*WORLD)
    here = program.Installation(sandbox)
    walk = clock.Clock(here, sandbox)
    here.connect(sandbox)
    account = sandbox.advertiser_ids[0]
    folder = pathlib.Path(tempfile.mkdtemp(prefix="bayme-exports-"))

    def sync(first):
        here.must("sync", "all", "--advertiser", account, "--from", first, "--to", LAST, "--wait", "--json")

    def compare(export, *more):
        """(exit code, answer) of one comparison."""
        file = folder / "export.csv"
        file.write_bytes(export)
        done = here.run("reconcile", "--file", str(file), "--advertiser", account, "--json", *more)
        return done.returncode, json.loads(done.stdout or done.stderr)

    def ledger(*more):
        return json.loads(here.must("ledger", "--advertiser", account, "--from", FIRST, "--to", LAST, "--json", *more))

    sync("2026-03-15")
    early = table(truth(sandbox, account))
    row = ledger()["rows"][0]
    suite.check("the map shows three days that were not fetched, and no other", row["tiles"].startswith("...") and
                "." not in row["tiles"][3:], row["tiles"])
    gaps = ledger("--gaps")
    suite.equal("the gaps are one stretch in each of the four cubes",
                {(gap["cube"], gap["from"], gap["to"]) for gap in gaps["gaps"]},
                {(cube, FIRST, "2026-03-14") for cube in ("advertiser_day", "campaign_day", "adgroup_day", "ad_day")})
    before = len(sandbox.calls("report/integrated/get"))
    here.must("sync", "reports", "--advertiser", account, "--from", FIRST, "--to", LAST, "--only-missing", "--wait")
    suite.equal("filling them costs the calls that were told", gaps["fill"]["calls"],
                len([call for call in sandbox.calls("report/integrated/get")[before:]
                     if "stat_time_hour" not in json.dumps(call)]))
    suite.equal("then there is no gap", ledger("--gaps")["count"], 0)

    walk.advance("1d")
    sync(FIRST)
    rows = table(truth(sandbox, account))
    for name, export in {
            "UTF-8 with a mark, thousands, percent and a row of totals": dressed(rows),
            "UTF-16 with tabs": dressed(rows, delimiter="\t", encoding="utf-16", end="\r\n"),
            "semicolons and decimal commas": dressed(rows, ";", ".", ",", " %", "utf-8"),
            "no grouping at all": dressed(rows, group="", total=False)}.items():
        code, answer = compare(export)
        suite.check(f"an export of the truth agrees: {name}", code == 0 and answer["agrees"] and answer["cells"] > 50,
                    f"{code} {json.dumps(answer)[:1500]}")

    spoilt = [list(row) for row in rows]
    spending = next(row for row in spoilt[1:] if Decimal(row[3]) > 0)
    spending[3] = str(Decimal(spending[3]) + Decimal("0.01"))
    code, answer = compare(dressed(spoilt))
    suite.equal("a cent too much is named where it is", (code, [(one["object_id"], one["day"], one["metric"], one["reason"])
                                                                for one in answer["differences"]]),
                (3, [(spending[0], spending[2], "spend", "unexplained")]))

    left_out = next(row for row in rows[1:] if Decimal(row[3]) > 0)
    code, answer = compare(dressed([row for row in rows if row is not left_out]))
    suite.check("a row that is left out is named",
                code == 3 and {(one["object_id"], one["day"]) for one in answer["differences"]} == {(left_out[0], left_out[2])},
                json.dumps(answer)[:800])

    code, answer = compare(dressed(early))
    reasons = {one["reason"] for one in answer["differences"] if one["day"] >= "2026-03-15"}
    suite.equal("yesterday's export shows what stood before TikTok restated it", (code, reasons), (3, {"restated_since"}))

    other = [[*row[:9], "Currency" if row is rows[0] else "SEK"] for row in rows]
    other[1][3] = str(Decimal(other[1][3]) + 1)
    code, answer = compare(dressed(other))
    suite.equal("money in another currency is told apart", {one["reason"] for one in answer["differences"]},
                {"other_currency"})

    named = [[*row[1:], "Notes" if row is rows[0] else "x"] for row in rows]
    code, answer = compare(b"\n".join(",".join(quoted(cell, ",") for cell in row).encode() for row in named))
    suite.equal("names do without ids, and a column nobody knows is listed", (code, answer["unknown_columns"]), (0, ["Notes"]))

    before = len(sandbox.calls())
    here.must("report", "--dimensions", "campaign,day", "--metrics", "spend,ctr", "--from", FIRST, "--to", LAST)
    here.must("maturity", "--advertiser", account)
    ledger()
    compare(dressed(rows))
    suite.equal("reports, the ledger, maturity and comparing ask TikTok nothing", len(sandbox.calls()), before)

    code, answer = compare(b"PK\x03\x04 and so on")
    suite.check("a workbook is refused with what to do", code == 2 and "save it as CSV" in json.dumps(answer), answer)

    here.remove()
    sandbox.stop()
    suite.end()


if __name__ == "__main__":
    main()
