# SPDX-License-Identifier: LicenseRef-Bayme
"""Which facts lie in a data folder, current and superseded: read with DuckDB itself from a copy of the file, after the
program has ended. No SQL of the program's own, none of its code."""

import collections
import csv
import ctypes
import pathlib
import shutil
import tempfile

import program

CUBES = ["advertiser_day", "campaign_day", "adgroup_day", "ad_day", "advertiser_hour", "campaign_hour", "adgroup_hour"]

# current: key -> the moment since which it stands; history: (key, from, until)
Facts = collections.namedtuple("Facts", "current history")


class Engine:
    """As much of DuckDB's C interface as a question needs whose answer is written to a file."""

    def __init__(self, file):
        self.library = ctypes.CDLL(str(pathlib.Path(program.BAYME).resolve().parent / "libduckdb.so"))
        self.database, self.connection = ctypes.c_void_p(), ctypes.c_void_p()
        self.must(self.library.duckdb_open(str(file).encode(), ctypes.byref(self.database)), f"open {file}")
        self.must(self.library.duckdb_connect(self.database, ctypes.byref(self.connection)), "connect")

    @staticmethod
    def must(state, what):
        if state != 0:
            raise RuntimeError(f"DuckDB could not: {what}")

    def rows(self, question, scratch):
        command = f"COPY ({question}) TO '{scratch}' (FORMAT csv, HEADER false)"
        self.must(self.library.duckdb_query(self.connection, command.encode(), None), question)
        with open(scratch, newline="") as answer:
            return list(csv.reader(answer))

    def close(self):
        self.library.duckdb_disconnect(ctypes.byref(self.connection))
        self.library.duckdb_close(ctypes.byref(self.database))


def read(data_folder):
    """Facts with keys as answers.windows has them: (cube, account, day, hour, object)."""
    facts = Facts({}, [])
    with tempfile.TemporaryDirectory(prefix="bayme-facts-") as scratch:
        for file in pathlib.Path(data_folder).glob("snapshots.duckdb*"):
            shutil.copy(file, scratch)
        engine = Engine(f"{scratch}/snapshots.duckdb")
        for cube in CUBES:
            level, grain = cube.split("_")
            columns = f"advertiser_id, day, {'hour' if grain == 'hour' else -1}, {level}_id, observed_at"
            for account, day, hour, key, since in engine.rows(f"SELECT {columns} FROM {cube}", f"{scratch}/rows"):
                facts.current[cube, account, day, int(hour), key] = int(since)
            history = f"SELECT {columns}, superseded_at FROM {cube}_history"
            for account, day, hour, key, since, until in engine.rows(history, f"{scratch}/rows"):
                facts.history.append(((cube, account, day, int(hour), key), int(since), int(until)))
        engine.close()
    return facts
