"""Reads a data folder with SQLite itself, independently of writ."""

import os
import shutil
import sqlite3
import tempfile
from contextlib import closing

MAGIC = b"SQLite format 3\0"


def database_path(data):
    found = []
    for name in sorted(os.listdir(data)):
        path = os.path.join(data, name)
        if os.path.isfile(path):
            with open(path, "rb") as file:
                if file.read(len(MAGIC)) == MAGIC:
                    found.append(path)
    assert len(found) == 1, f"databases in {data}: {found}"
    return found[0]


def last_event(data):
    """The number of the newest event, also of a store that is being served."""
    uri = f"file:{database_path(data)}?mode=ro"
    with closing(sqlite3.connect(uri, uri=True)) as database:
        return database.execute("SELECT max(sequence) FROM event").fetchone()[0] or 0


def look(data):
    """After a kill: how many events the rows of their grants do not show yet, and how many rows of
    grants there are. Works on a copy, so that what the restart finds is what the kill left behind,
    and checks that events have no gap."""
    path = database_path(data)
    with tempfile.TemporaryDirectory(prefix="writ-test-") as folder:
        copy = os.path.join(folder, "copy.db")
        shutil.copyfile(path, copy)
        if os.path.exists(path + "-wal"):
            shutil.copyfile(path + "-wal", copy + "-wal")
        with closing(sqlite3.connect(copy)) as database:
            assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            first, last, count = database.execute(
                "SELECT min(sequence), max(sequence), count(*) FROM event").fetchone()
            assert last - first + 1 == count, f"events {first} to {last}, but {count} of them"
            newest, = database.execute(
                "SELECT coalesce(max(changed_at), 0) FROM \"grant\"").fetchone()
            assert newest <= last, f"a grant row of {newest} beyond the last event {last}"
            unfolded, = database.execute(
                "SELECT count(*) FROM event LEFT JOIN \"grant\" ON \"grant\".id = event.grant_id "
                "WHERE event.kind IN ('make_grant', 'widen_grant', 'end_grant', 'rotate_grant') "
                "AND event.sequence > (SELECT folded_through FROM server) "
                "AND coalesce(\"grant\".changed_at, 0) < event.sequence").fetchone()
            rows, = database.execute("SELECT count(*) FROM \"grant\"").fetchone()
            return unfolded, rows
