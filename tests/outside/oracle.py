# SPDX-License-Identifier: LicenseRef-Bayme
"""Recomputes the report from what the sandbox answered, in decimal arithmetic and with nothing of ours, and compares
every (campaign, day) cell with what `bayme report` prints."""

import csv
import io
from decimal import Decimal

import answers
import program
import tap

DAYS = ("2026-03-01", "2026-03-14")
METRICS = ["spend", "impressions", "clicks", "ctr", "conversion"]


def answered_cells(calls):
    """(campaign id, day) -> metrics, from the campaign reports among the sandbox's calls."""
    cells = answers.by_object_and_day(answers.windows(calls), "campaign_day")
    return {key: {metric: answers.ctr(cell) if metric == "ctr" else cell[metric] for metric in METRICS}
            for key, cell in cells.items() if DAYS[0] <= key[1] <= DAYS[1]}


def printed_cells(text):
    return {(row["campaign_id"], row["day"]): {metric: Decimal(row[metric]) if row[metric] else None for metric in METRICS}
            for row in csv.DictReader(io.StringIO(text))}


def main():
    suite = tap.Suite("oracle")
    sandbox = program.Sandbox("--scale", "tiny", "--seed", "3", "--now", "2026-03-20T12:00:00Z")
    here = program.Installation(sandbox)
    here.connect(sandbox)
    here.must("sync", "all", "--from", DAYS[0], "--to", DAYS[1], "--wait")
    text = here.must("report", "--dimensions", "campaign,day", "--metrics", ",".join(METRICS),
                     "--from", DAYS[0], "--to", DAYS[1], "--format", "csv")
    expected, printed = answered_cells(sandbox.calls("report/integrated/get")), printed_cells(text)
    suite.check("the sandbox answered campaign reports", len(expected) > 0)
    suite.equal("the same (campaign, day) pairs", sorted(printed), sorted(expected))
    for metric in METRICS:
        wrong = [f"{key}: printed {printed[key][metric]}, answered {expected[key][metric]}"
                 for key in sorted(expected) if key in printed and printed[key][metric] != expected[key][metric]]
        suite.check(f"every cell of {metric} ({len(expected)})", not wrong, "\n".join(wrong[:10]))
    here.remove()
    sandbox.stop()
    suite.end()


if __name__ == "__main__":
    main()
