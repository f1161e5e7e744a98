"""A store that is not what was answered is not served, until somebody says to go on without."""

import os
import shutil
import sqlite3
import subprocess
from contextlib import closing

import store_files
import writ
from world import World

JUMP = 1 << 32
FRAME = 24 + 4096
WAY_OUT = ("--accept-lost-history",)


def server_row(data):
    with closing(sqlite3.connect(f"file:{data}/writ.db?mode=ro", uri=True)) as database:
        return database.execute("SELECT incarnation, folded_through FROM server").fetchone()


def accepted_events(data):
    with closing(sqlite3.connect(f"file:{data}/writ.db?mode=ro", uri=True)) as database:
        return database.execute("SELECT sequence, number FROM event "
                                "WHERE kind = 'accept_lost_history' ORDER BY sequence").fetchall()


def bytes_of(data):
    """What a refused start must leave as it was. An empty log says no more than none."""
    content = {}
    for name in ("writ.db", "writ.db-wal", "watermark"):
        path = os.path.join(data, name)
        if os.path.exists(path) and os.path.getsize(path) > 0:
            with open(path, "rb") as file:
                content[name] = file.read()
    return content


def killed_after_a_while(world, times=12):
    """Serves, then a kill -9 once the watermark names the last change; returns its number."""
    with world.serve() as server:
        wire = server.wire()
        world.live_a_while(wire, times)
        last = world.wait_for_watermark()
        server.kill()
    return last


def flip(path, position, bit):
    with open(path, "r+b") as file:
        file.seek(position)
        byte = file.read(1)[0]
        file.seek(position)
        file.write(bytes([byte ^ 1 << bit]))


def what_sqlite_thinks(data):
    """integrity_check's word and the last event, of a copy."""
    copy = data + ".look"
    os.mkdir(copy)
    for name in ("writ.db", "writ.db-wal"):
        shutil.copyfile(f"{data}/{name}", f"{copy}/{name}")
    with closing(sqlite3.connect(f"{copy}/writ.db")) as database:
        word, = database.execute("PRAGMA integrity_check").fetchone()
        last, = database.execute("SELECT max(sequence) FROM event").fetchone()
    shutil.rmtree(copy)
    return word, last


def refused(world, *words):
    """Twice, by the server and by an offline command, and nothing is touched."""
    before = bytes_of(world.data)
    said = world.refusal(words=(*words, *WAY_OUT))
    offline = subprocess.run([writ.binary(), "app", "list", "--data", world.data],
                             stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=60,
                             check=False)
    assert offline.returncode != 0 and WAY_OUT[0] in offline.stderr, offline
    assert world.refusal(words=words) == said
    after = bytes_of(world.data)
    assert after.keys() == before.keys(), (sorted(before), sorted(after))
    changed = [name for name in before if before[name] != after[name]]
    assert not changed, f"a refused start wrote to {changed}"
    return said


def gone_on(world, survived):
    """Accepts that everything after the change `survived` is lost: what is older holds, what is
    younger never works again, numbers begin far above, and the next start is an ordinary one."""
    known = max(fact.since for fact in world.facts.values())
    old = [fact for fact in world.facts.values() if fact.since <= survived]
    # A grant that was made later is unknown now. Of an older one, what was made of it later lives with
    # it, and its later end is what was lost.
    lost = [fact for fact in world.facts.values() if fact.grant_since > survived and fact.active]
    assert old and lost, (survived, known)
    with world.serve("--accept-lost-history") as server:
        events = accepted_events(world.data)
        assert events and events[-1][0] > known + JUMP // 2, (events, known)
        world.verify_on(server, old)
        wire = server.wire()
        fresh = [world.make(wire) for _ in range(8)]  # as many as were lost, and more
        world.end(wire, fresh[0])
        for fact in lost:
            assert not writ.is_active(wire, fact.client, fact.token), (
                "a token of a grant that is lost works again")
            answer = writ.send(wire, writ.refresh(fact.client, fact.token))
            assert answer.status == 400, (answer.status, answer.body)
        world.wait_for_watermark()
        server.kill()
    for fact in lost:
        world.facts.pop(fact.token)
    for token in [fact.token for fact in world.facts.values() if survived < fact.since <= known]:
        world.facts.pop(token)
    with world.serve() as server:
        checked = world.verify_on(server)
        assert server.terminate() == 0
    assert len(accepted_events(world.data)) == len(events)
    return f"{len(old)} facts kept, {len(lost)} lost tokens stay dead, {checked} checked at the end"


def flipped_bit(folder, chance):
    world = World(f"{folder}/flipped")
    last = killed_after_a_while(world)
    wal = f"{world.data}/writ.db-wal"
    frames = (os.path.getsize(wal) - 32) // FRAME
    position = 32 + FRAME * (frames * 3 // 5) + 24 + chance.randrange(4096)
    flip(wal, position, chance.randrange(8))
    word, survived = what_sqlite_thinks(world.data)
    assert word == "ok" and 0 < survived < last, (word, survived, last)
    said = refused(world, f"ends at change {survived}", f"names change {last}")
    return f"SQLite says {word!r} of {survived} of {last} changes; {said!r}; " + gone_on(
        world, survived)


def flips_anywhere(folder, chance, rounds):
    """Any bit of the log of a killed server: all of it is right, or nothing is served."""
    world = World(f"{folder}/anywhere")
    killed_after_a_while(world)
    original = world.data
    served = 0
    for number in range(rounds):
        world.data = f"{original}.{number}"
        world.copy(original, world.data)
        wal = f"{world.data}/writ.db-wal"
        flip(wal, chance.randrange(os.path.getsize(wal)), chance.randrange(8))
        try:
            server = world.serve()
        except writ.StartFailure as refusal:
            assert WAY_OUT[0] in str(refusal) or "restore a backup" in str(refusal), refusal
        else:
            with server:
                world.verify_on(server)
                served += 1
        shutil.rmtree(world.data)
    assert served < rounds, "no flip was noticed"
    return f"{rounds} flips: {rounds - served} refused, {served} served and every answer right"


def yesterdays_store(folder):
    """The database of yesterday beside the watermark of today."""
    world = World(f"{folder}/yesterday")
    with world.serve() as server:
        wire = server.wire()
        world.live_a_while(wire, 8)
        kept = world.make(wire)
        assert server.terminate() == 0
    survived = store_files.last_event(world.data)
    shutil.copyfile(f"{world.data}/writ.db", f"{folder}/backup.db")
    with world.serve() as server:
        wire = server.wire()
        ahead = world.rotate(wire, world.rotate(wire, kept))
        world.live_a_while(wire, 8)
        assert server.terminate() == 0
    shutil.copyfile(f"{folder}/backup.db", f"{world.data}/writ.db")
    said = refused(world, f"ends at change {survived}")
    # The app kept on rotating: its generation is one that the store has never made.
    ahead_tokens = [ahead["access_token"], ahead["refresh_token"], *ahead["others"],
                    *ahead["earlier"]]
    for token in ahead_tokens:
        world.facts.pop(token, None)
    figures = gone_on(world, survived)
    with world.serve() as server:
        wire = server.wire()
        answer = writ.send(wire, writ.refresh(world.rotating, ahead["refresh_token"]))
        assert answer.status == 400, (answer.status, answer.body)
        server.kill()
    return f"{said!r}; {figures}"


def no_watermark(folder, damage):
    world = World(f"{folder}/watermark-{damage or 'missing'}")
    survived = killed_after_a_while(world, 6)
    path = f"{world.data}/watermark"
    if damage:
        with open(path, "r+b") as file:
            file.seek(8)  # behind what tells a watermark from any other file
            file.write(b"\xff" * (os.path.getsize(path) - 8))
    else:
        os.unlink(path)
    said = refused(world, "watermark", "damaged" if damage else "missing")
    # Nothing was lost in truth: everything holds afterwards.
    with world.serve("--accept-lost-history") as server:
        facts = world.verify_on(server)
        assert len(accepted_events(world.data)) == 1
        server.kill()
    with world.serve() as server:
        world.verify_on(server)
        assert server.terminate() == 0
    assert store_files.last_event(world.data) > survived + JUMP // 2
    return f"{said!r}; {facts} facts kept"


def torn_watermark(folder):
    """A power cut in the middle of writing one slot leaves the other: that is no loss."""
    world = World(f"{folder}/torn")
    killed_after_a_while(world, 4)
    path = f"{world.data}/watermark"
    with open(path, "rb") as file:
        content = file.read()
    older = min((0, 4096), key=lambda start: content[start + 8:start + 16][::-1])
    flip(path, older + 20, 3)
    with world.serve() as server:
        facts = world.verify_on(server)
        server.kill()
    return f"{facts} facts kept"


def run(report, folder, chance, long):
    report.check("a bit flipped in the middle of the log", flipped_bit, folder, chance)
    report.check("a bit flipped anywhere in the log", flips_anywhere, folder, chance,
                 200 if long else 12)
    report.check("yesterday's store beside today's watermark", yesterdays_store, folder)
    report.check("no watermark", no_watermark, folder, None)
    report.check("a damaged watermark", no_watermark, folder, "damaged")
    report.check("a watermark torn in one slot", torn_watermark, folder)
