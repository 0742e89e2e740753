# SPDX-License-Identifier: LicenseRef-Bayme
"""What the sandbox answered to report calls, as figures: read from its ledger, in decimal arithmetic."""

import collections
import datetime
import json
from decimal import ROUND_HALF_EVEN, Decimal, InvalidOperation

REPORT = "report/integrated/get"


def figure(text):
    """A number as sent; nothing where TikTok says it has none; other text as it is."""
    if text in (None, "", "-"):
        return None
    try:
        return Decimal(text)
    except InvalidOperation:
        return text


def days_of(asked):
    first, last = (datetime.date.fromisoformat(asked[name]) for name in ("start_date", "end_date"))
    return [str(first + datetime.timedelta(days)) for days in range((last - first).days + 1)]


def windows(calls):
    """(cube, account, day) -> {(hour, object): metrics}, from the report calls among `calls`. The last answer counts:
    a window asked for again holds what came then, and an object that no longer came isn't in it."""
    found = {}
    for call in calls:
        asked = call["parameters"]
        if call["path"] != REPORT or call["code"] != 0 or not call["delivered"]:
            continue
        object_name, time_name = json.loads(asked["dimensions"])
        account = asked["advertiser_id"]
        cube = f"{object_name.removesuffix('_id')}_{time_name.removeprefix('stat_time_')}"
        if int(asked.get("page", 1)) == 1:
            found |= {(cube, account, day): {} for day in days_of(asked)}
        for row in call["answer"]["data"]["list"]:
            day, time = row["dimensions"][time_name].split(" ")
            hour = int(time[:2]) if cube.endswith("_hour") else -1
            metrics = {name: figure(text) for name, text in row["metrics"].items()}
            found[cube, account, day][hour, row["dimensions"][object_name]] = metrics
    return found


def ctr(metrics):
    """Clicks per hundred impressions, six decimals, half to even; nothing where nothing was shown."""
    shown = metrics["impressions"]
    return (100 * metrics["clicks"] / shown).quantize(Decimal("0.000001"), ROUND_HALF_EVEN) if shown else None


def by_object_and_day(found, cube):
    """(object, day) -> metrics of a cube by day."""
    return {(key, day): metrics for (name, _, day), rows in found.items() if name == cube
            for (_, key), metrics in rows.items()}


Moves = collections.namedtuple("Moves", "superseded new ended")


def moves(before, after):
    """What a second set of answers changes: (cube, account, day, hour, object) of facts that came with other values, for
    the first time, and no more."""
    superseded, new, ended = set(), set(), set()
    for (cube, account, day), rows in after.items():
        earlier = before.get((cube, account, day), {})
        for place in {*rows, *earlier}:
            key = (cube, account, day, *place)
            if place not in earlier:
                new.add(key)
            elif place not in rows:
                ended.add(key)
            elif rows[place] != earlier[place]:
                superseded.add(key)
    return Moves(superseded, new, ended)
