"""The file of a stopped store is changed by somebody who can write it: it is not served, and the
reason names table and key. And which master key a store belongs to, an older one included."""

import json
import os
import shutil
import sqlite3
import subprocess
import time
from contextlib import closing

import writ
from disk_trouble import settled
from world import Fact, World
from wrong_clock import Clock

HERE = os.path.dirname(os.path.abspath(__file__))
OLDER = os.path.join(HERE, "older_store")


def check(data, *options):
    """Exit status and what `writ check` says."""
    done = subprocess.run([writ.binary(), "check", "--data", data, *options],
                          stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=120,
                          check=False)
    return done.returncode, (done.stdout + done.stderr).strip()


def edit(data, *statements):
    with closing(sqlite3.connect(f"{data}/writ.db")) as database:
        database.execute("PRAGMA ignore_check_constraints=1")
        for statement in statements:
            database.execute(statement)
        database.commit()


def aged(world, clock):
    """A stopped store whose rows are in the tables: its oldest events are about to leave."""
    settled(world)
    clock.set(40 * 24 * 3600)
    world.facts.clear()  # too old
    with world.serve(environment=clock.environment) as server:
        wire = server.wire()
        world.sign_in(wire)
        world.live_a_while(wire, 12)
        assert server.terminate() == 0
    assert ended(world.data), "no row of a revoked grant is in the tables"


def expect_refused(world, words):
    """By the start and by the check, for the same reason."""
    said = world.refusal(words=words)
    status, checked = check(world.data)
    assert (status, checked) == (1, said), (status, checked, said)
    return said


def whole(world):
    status, said = check(world.data)
    assert status == 0 and "is whole" in said, (status, said)
    with world.serve() as server:
        facts = world.verify_on(server)
        status, said = check(world.data)
        assert status == 1 and "process" in said, (status, said)
        assert server.terminate() == 0
    assert check(world.data)[0] == 0
    return f"{facts} facts; {said!r} while it is served"


def ended(data):
    with closing(sqlite3.connect(f"{data}/writ.db")) as database:
        return database.execute('SELECT min(id) FROM "grant" WHERE ended_at IS NOT NULL'
                                ).fetchone()[0]


# What somebody does who can write the file, and what is said of it.
EDITS = {
    "a revoked grant that lives again": (
        ('UPDATE "grant" SET ended_at=NULL, end_cause=NULL WHERE id={ended}',),
        "row {ended} of table grant is not what was written"),
    "a revoked token that is forgotten": (
        ("DELETE FROM revoked_token WHERE sequence=(SELECT max(sequence) FROM revoked_token)",),
        " of table revoked_token, which event"),
    "a revoked grant that is dropped": (
        ('DELETE FROM "grant" WHERE id={ended}',), "row {ended} of table grant, which event"),
    "two grants that change places": (
        ('UPDATE "grant" SET id=999 WHERE id=1', 'UPDATE "grant" SET id=1 WHERE id=2',
         'UPDATE "grant" SET id=2 WHERE id=999'), "row 1 of table grant is not what was written"),
    "an app that is suspended": (
        ("UPDATE client SET record=replace(record, '\"enabled\":true', '\"enabled\":false') WHERE id=1",),
        "row 1 of table client"),
    "a merchant that is enabled": (
        ("UPDATE subject SET changed_at=changed_at+1 WHERE id=1",), "row 1 of table subject"),
    "a wider consent": (("UPDATE consent SET scopes=2 WHERE id=1",), "row 1 of table consent"),
    "a key that seals again": (("UPDATE key SET state=1, made_time=0",), "of table key"),
    "a cut of everything undone": (("UPDATE server SET cut_all=0, cut_access=1",),
                                   "row 1 of table server"),
    "sums of one's own": (("UPDATE integrity SET sums=zeroblob(length(sums))",),
                          "row 1 of table integrity"),
    "sums that are gone": (("DELETE FROM integrity",), "--trust-this-key"),
}


def tampered(folder):
    world = World(f"{folder}/tampered")
    clock = Clock(folder, "tampered")
    aged(world, clock)
    original = world.data
    facts = {"ended": ended(original)}
    for name, (statements, words) in EDITS.items():
        world.data = f"{original}.edited"
        world.copy(original, world.data)
        edit(world.data, *(statement.format(**facts) for statement in statements))
        try:
            expect_refused(world, (words.format(**facts),))
        except AssertionError as failure:
            raise AssertionError(f"{name}: {failure}") from failure
        shutil.rmtree(world.data)
    world.data = original
    with world.serve(environment=clock.environment) as server:
        count = world.verify_on(server)
        assert server.terminate() == 0
    return f"{len(EDITS)} edits, each refused; {count} facts of the store that nobody touched"


def older_rows(folder):
    """Rows as they were before a revocation, each with the MAC that it had then."""
    world = World(f"{folder}/rows")
    clock = Clock(folder, "rows")
    aged(world, clock)
    before = f"{world.data}.before"
    world.copy(world.data, before)
    clock.set(80 * 24 * 3600)
    world.facts.clear()
    with world.serve(environment=clock.environment) as server:
        wire = server.wire()
        world.sign_in(wire)
        world.live_a_while(wire, 12)
        assert server.terminate() == 0
    after = f"{world.data}.after"
    world.copy(world.data, after)
    said = []
    for table in ("grant", "consent", "server", "integrity"):
        shutil.rmtree(world.data)
        world.copy(after, world.data)
        with closing(sqlite3.connect(f"{world.data}/writ.db")) as database:
            database.execute("ATTACH ? AS before", (f"{before}/writ.db",))
            if table == "grant":
                database.execute('DELETE FROM main."grant" WHERE id NOT IN'
                                 ' (SELECT id FROM before."grant")')
            database.execute(f'REPLACE INTO main."{table}" SELECT * FROM before."{table}"')
            database.commit()
        said.append(expect_refused(world, ("table ",)))
    shutil.rmtree(world.data)
    world.copy(after, world.data)
    with world.serve(environment=clock.environment) as server:
        facts = world.verify_on(server)
        assert server.terminate() == 0
    return f"{said}; {facts} facts of the store that nobody touched"


def dropped_events(folder):
    """The start misses the oldest and those that are not folded, the check any."""
    world = World(f"{folder}/events")
    clock = Clock(folder, "events")
    aged(world, clock)
    original = world.data
    with closing(sqlite3.connect(f"file:{original}/writ.db?mode=ro", uri=True)) as database:
        folded, = database.execute("SELECT folded_through FROM server").fetchone()
        last, = database.execute("SELECT max(sequence) FROM event").fetchone()
        oldest, = database.execute("SELECT min(sequence) FROM event").fetchone()
    assert oldest + 2 < folded < last, (oldest, folded, last)
    for sequence, start_sees_it in ((last, True), (folded, True), (folded - 1, False),
                                    (oldest + 1, False), (oldest, True)):
        world.data = f"{original}.edited"
        world.copy(original, world.data)
        edit(world.data, f"DELETE FROM event WHERE sequence={sequence}")
        status, said = check(world.data)
        assert status == 1 and said, (sequence, status)
        if start_sees_it:
            world.refusal(environment=clock.environment)
        shutil.rmtree(world.data)
    world.data = original
    assert check(world.data)[0] == 0
    return f"{folded - oldest + 1} events are folded, {last - folded} are not"


def restored_with_another_key(folder):
    """A copy of the store in a folder with a master key of its own, however it got there."""
    world = World(f"{folder}/store")
    settled(world)
    other = World(f"{folder}/elsewhere")
    right = f"{world.data}/master.key"
    shutil.copyfile(right, f"{folder}/right")
    shutil.copyfile(f"{other.data}/master.key", right)
    for _ in range(2):
        for options in ((), ("--trust-this-key",)):
            world.refusal(*options, words=("master key is not the one",))
    shutil.copyfile(f"{folder}/right", right)
    with world.serve() as server:
        facts = world.verify_on(server)
        assert server.terminate() == 0
    return f"{facts} facts with the right key"


def older_store(data):
    """The folder that a server of before rows had MACs left; its facts, and the time of then."""
    with open(f"{OLDER}/store.json", encoding="utf-8") as file:
        facts = json.load(file)
    os.mkdir(data, 0o700)
    with closing(sqlite3.connect(f"{data}/writ.db")) as database, \
            open(f"{OLDER}/store.sql", encoding="utf-8") as file:
        database.executescript(file.read())
    with open(f"{data}/watermark", "wb") as file:
        for place, slot in facts["watermark"].items():
            file.seek(int(place))
            file.write(bytes.fromhex(slot))
    for name in ("master_key", "master_id"):
        path = f"{data}/{name.replace('_', '.')}"
        with open(os.open(path, os.O_WRONLY | os.O_CREAT, 0o600), "w", encoding="ascii") as file:
            file.write(facts[name])
    return facts


def older_world(folder, name):
    """A World on that store, and the clock under which its tokens are young."""
    world = World.__new__(World)
    world.data = f"{folder}/{name}"
    facts = older_store(world.data)
    world.facts = {fact["token"]: Fact(writ.Client(**fact["client"]), fact["token"],
                                       fact["active"], fact["since"])
                   for fact in facts["tokens"]}
    world._sessions = {}  # pylint: disable=protected-access
    clock = Clock(folder, name)
    clock.set(int(facts["now"] - time.time()))
    return world, clock.environment


def from_before_macs(folder):
    """It gets its MACs at its first start, and takes the key that master.id names."""
    world, then = older_world(folder, "older-named")
    with world.serve(environment=then) as server:
        facts = world.verify_on(server)
        assert server.terminate() == 0
    assert not os.path.exists(f"{world.data}/master.id")
    assert check(world.data)[0] == 0
    with world.serve(environment=then) as server:
        facts += world.verify_on(server)
        assert server.terminate() == 0
    edit(world.data, f'UPDATE "grant" SET ended_at=NULL, end_cause=NULL WHERE id={ended(world.data)}')
    said = world.refusal(environment=then, words=("of table grant is not what was written",))
    return f"{facts} facts; then {said!r}"


def from_before_with_another_key(folder):
    world, then = older_world(folder, "older-other")
    shutil.move(f"{world.data}/master.key", f"{folder}/master.key.right")
    other = World(f"{folder}/older-other.data")
    shutil.copy(f"{other.data}/master.key", f"{world.data}/master.key")
    for options in ((), ("--trust-this-key",)):
        world.refusal(*options, environment=then, words=("master key is not the one",))
    shutil.move(f"{folder}/master.key.right", f"{world.data}/master.key")
    with world.serve(environment=then) as server:
        return f"{world.verify_on(server)} facts with the right key"


def from_before_without_master_id(folder):
    """Nothing says whose it is: the operator has to, once."""
    world, then = older_world(folder, "older-unnamed")
    os.unlink(f"{world.data}/master.id")
    said = world.refusal(environment=then, words=("--trust-this-key",))
    with world.serve("--trust-this-key", environment=then) as server:
        world.verify_on(server)
        server.kill()
    with world.serve(environment=then) as server:
        facts = world.verify_on(server)
        assert server.terminate() == 0
    return f"{said!r}; {facts} facts afterwards"


def run(report, folder):
    world = World(f"{folder}/whole")
    settled(world)
    report.check("a store that is whole", whole, world)
    report.check("cells and rows that were changed", tampered, folder)
    report.check("rows from before", older_rows, folder)
    report.check("events that were dropped", dropped_events, folder)
    report.check("another master key", restored_with_another_key, folder)
    report.check("a store from before MACs", from_before_macs, folder)
    report.check("a store from before MACs and another key", from_before_with_another_key, folder)
    report.check("a store from before MACs without its master.id", from_before_without_master_id,
                 folder)
