#!/usr/bin/env python3
"""Makes the store of this folder: WRIT=/path/to/a/writ/of/7f56315 tests/disk/older_store/make.py

7f56315 is of before rows had MACs. `store.sql` is a dump of what its server left when it was
killed: some of it in the tables, the rest in events. `store.json` has the master key (32 times the
same byte: no secret), the file master.id, the watermark, the time, and what every token was then."""

import json
import os
import sqlite3
import sys
import tempfile
import time
from contextlib import closing

HERE = os.path.dirname(os.path.abspath(__file__))
for folder in ("..", "../../support/python", "../../crash", "../../power"):
    sys.path.insert(0, os.path.join(HERE, folder))

import store_files  # noqa: E402
import world as worlds  # noqa: E402
import writ  # noqa: E402
from wrong_clock import Clock  # noqa: E402

KEY = "42" * 32
LATER = 40 * 24 * 3600


class World(worlds.World):
    """By the words of then."""

    def _app(self, preset):
        made = writ.command("app", "create", "--name", preset, "--preset", preset,
                            "--redirect-uri", worlds.REDIRECT_URI, "--data", self.data)
        return writ.Client(made["id"], made["client_secret"], worlds.REDIRECT_URI)


def dump(data):
    with closing(sqlite3.connect(store_files.database_path(data))) as database:
        for pragma in ("application_id", "user_version"):
            yield f"PRAGMA {pragma}={database.execute(f'PRAGMA {pragma}').fetchone()[0]};"
        yield from database.iterdump()


def text(path):
    with open(path, encoding="ascii") as file:
        return file.read()


def slots(path):
    """The two slots of a watermark by their place; all between them is zeros."""
    with open(path, "rb") as file:
        content = file.read()
    return {place: content[place:place + 56].hex() for place in (0, 4096)}


def main():
    with tempfile.TemporaryDirectory() as folder:
        data = os.path.join(folder, "data")
        os.mkdir(data, 0o700)
        with open(os.open(f"{data}/master.key", os.O_WRONLY | os.O_CREAT, 0o600), "w",
                  encoding="ascii") as file:
            file.write(KEY + "\n")
        world = World(data)
        clock = Clock(folder, "then")
        clock.set(0)
        with world.serve(environment=clock.environment) as server:
            world.live_a_while(server.wire(), 6)
            assert server.terminate() == 0
        # The events of then go into the tables, since they are to leave; those of now do not.
        clock.set(LATER)
        world.facts.clear()
        with world.serve(environment=clock.environment) as server:
            wire = server.wire()
            world.sign_in(wire)
            world.live_a_while(wire, 6)
            world.wait_for_watermark()
            server.kill()
        assert text(f"{data}/master.key").strip() == KEY
        with open(f"{HERE}/store.sql", "w", encoding="utf-8") as file:
            file.writelines(line + "\n" for line in dump(data))
        facts = {"master_key": KEY, "master_id": text(f"{data}/master.id"),
                 "watermark": slots(f"{data}/watermark"), "now": int(time.time()) + LATER,
                 "tokens": [{"client": vars(fact.client), "token": fact.token,
                             "active": fact.active, "since": fact.since}
                            for fact in world.facts.values()]}
        with open(f"{HERE}/store.json", "w", encoding="utf-8") as file:
            json.dump(facts, file, indent=1)
            file.write("\n")


if __name__ == "__main__":
    main()
