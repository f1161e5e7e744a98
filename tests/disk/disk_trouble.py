"""A full disk, a read-only one, syncs that fail, and files that are damaged or not ours: each is
said in one sentence, and no answer is wrong."""

import os
import shutil
import sqlite3
import subprocess
import time
from contextlib import closing

import loop_disk
import shim
import world as worlds
import writ
from wire import Gone
from world import World

HERE = os.path.dirname(os.path.abspath(__file__))
PAGE = 4096


def poll(seconds, condition, what):
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, what
        time.sleep(0.01)  # polls; what is awaited has no other sign


def fill(path):
    """Takes all the room there is, to the last block."""
    with open(path, "wb", buffering=0) as file:
        for size in (1 << 20, 1 << 12, 1):
            try:
                while True:
                    file.write(bytes(size))
            except OSError:
                pass
        os.fsync(file.fileno())


def assert_unavailable(answer):
    assert answer.status == 503, (answer.status, answer.body)
    assert int(answer.header("retry-after")) > 0, answer.headers
    assert answer.json()["error"] == "temporarily_unavailable", answer.body


def writ_status(world):
    """Exit status and words of `writ status`."""
    done = subprocess.run([writ.binary(), "status", "--data", world.data],
                          stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=60,
                          check=False)
    return done.returncode, done.stdout + done.stderr


def expect_logged_once(server, begin, *words):
    """However much was refused, one line says so, and why."""
    lines = [line for line in server.log().splitlines() if begin in line]
    assert len(lines) == 1 and all(word in lines[0] for word in words), server.log()


def refusals_while_full(world, wire, live, rotating_code, fixed_code):
    """Every kind of durable request is refused, changes nothing, and may be sent again."""
    assert_unavailable(writ.send(wire, writ.revoke(world.rotating, live["access_token"],
                                                   "access_token")))
    assert_unavailable(writ.send(wire, writ.revoke(world.rotating, live["refresh_token"],
                                                   "refresh_token")))
    assert_unavailable(writ.send(wire, writ.revoke_7009(world.rotating, live["refresh_token"])))
    assert_unavailable(writ.send(wire, writ.refresh(world.rotating, live["refresh_token"])))
    assert_unavailable(writ.send(wire, writ.redeem(world.rotating, *rotating_code)))
    assert_unavailable(writ.send(wire, writ.redeem(world.fixed, *fixed_code)))


def full_while_serving(disk):
    world = World(f"{disk.path}/full")
    filler = f"{disk.path}/filler"
    with world.serve() as server:
        wire = server.wire()
        world.live_a_while(wire, 8)
        fixed = world.make(wire, world.fixed)
        live = world.make(wire)
        codes = world.code(wire, world.rotating), world.code(wire, world.fixed)
        assert worlds.ready(server) == 200
        fill(filler)
        # The log may have a little room left in a block of its own.
        poll(60, lambda: writ.send(wire, writ.redeem(world.rotating,
                                                     *world.code(wire, world.rotating))
                                   ).status == 503, "a full disk is never noticed")
        refusals_while_full(world, wire, live, *codes)
        facts = world.verify(wire)
        # What needs no write goes on.
        writ.expect(wire, writ.refresh(world.fixed, fixed["refresh_token"]), 200)
        assert worlds.ready(server) == 503
        assert worlds.get(server.ready["health"] + "/health/live").status == 200
        status, said = writ_status(world)
        assert status == 7 and "full" in said, (status, said)
        os.unlink(filler)
        poll(30, lambda: worlds.ready(server) == 200, "not ready although there is room again")
        assert writ_status(world)[0] == 0, writ_status(world)
        expect_logged_once(server, "changes are refused: ", "the disk is full")
        expect_logged_once(server, "the store can be written again")
        writ.expect(wire, writ.redeem(world.fixed, *codes[1]), 200)
        live = world.rotate(wire, live)
        world.facts.pop(live["earlier"][-1])
        live["earlier"].clear()
        world.end(wire, live)
        facts += world.verify(wire)
        server.kill()
    with world.serve() as server:
        facts += world.verify_on(server)
        assert server.terminate() == 0
    return f"{facts} facts checked: while full, with room again, after a restart"


def full_at_start(disk):
    """It starts, since checks need no room, or says why not."""
    world = World(f"{disk.path}/start")
    with world.serve() as server:
        wire = server.wire()
        world.live_a_while(wire, 4)
        live = world.make(wire)
        server.kill()
    filler = f"{disk.path}/filler"
    fill(filler)
    try:
        server = world.serve()
        said = "served"
    except writ.StartFailure as refusal:
        said = str(refusal).splitlines()[1]
        assert "disk" in said or "No space" in said, refusal
    else:
        with server:
            world.verify_on(server)
            wire = server.wire()
            poll(60, lambda: writ.send(wire, writ.redeem(world.rotating,
                                                         *world.code(wire, world.rotating))
                                       ).status == 503, "a full disk is never noticed")
            assert_unavailable(writ.send(wire, writ.revoke(
                world.rotating, live["refresh_token"], "refresh_token")))
            world.verify_on(server)
            assert worlds.ready(server) == 503
            server.kill()
    os.unlink(filler)
    with world.serve() as server:
        facts = world.verify_on(server)
        assert server.terminate() == 0
    return f"{said!r}; {facts} facts afterwards"


def read_only(disk):
    world = World(f"{disk.path}/readonly")
    with world.serve() as server:
        wire = server.wire()
        world.live_a_while(wire, 4)
        assert server.terminate() == 0
    disk.remount("ro")
    try:
        said = world.refusal(words=("Read-only file system",))
    finally:
        disk.remount()
    with world.serve() as server:
        facts = world.verify_on(server)
        assert server.terminate() == 0
    return f"{said!r}; {facts} facts afterwards"


def disk_gone_while_serving(disk):
    """Every write fails from one moment on: nobody is told that anything was done."""
    world = World(f"{disk.path}/gone")
    with world.serve() as server:
        wire = server.wire()
        world.live_a_while(wire, 4)
        live = world.make(wire)
        world.wait_for_watermark()
        disk.cut_power()
        try:
            answer = writ.send(wire, writ.revoke(world.rotating, live["refresh_token"],
                                                 "refresh_token"))
            assert_unavailable(answer)
            world.verify(wire)
            seen = "503"
        except Gone:
            assert server.process.wait(timeout=30) != 0
            assert "stopping" in server.log(), server.log()
            seen = "the process stopped"
        server.kill()
    disk.remount()
    with world.serve() as server:
        facts = world.verify_on(server)
        assert server.terminate() == 0
    return f"{seen}; {facts} facts afterwards"


def failed_sync(folder, library, suffix, strict):
    """No answer, a stop that is explained, and a right restart."""
    world = World(f"{folder}/sync{suffix}{strict}")
    control = f"{folder}/control"
    with open(control, "w", encoding="utf-8"):
        pass
    environment = {"LD_PRELOAD": library, "WRIT_FAIL_SYNC": control}
    with world.serve(*(["--strict-watermark"] if strict else []),
                     environment=environment) as server:
        wire = server.wire()
        world.live_a_while(wire, 4)
        live = world.make(wire)
        world.wait_for_watermark()
        with open(control, "w", encoding="utf-8") as file:
            file.write(suffix)
        try:
            answer = writ.send(wire, writ.revoke(world.rotating, live["refresh_token"],
                                                 "refresh_token"))
            raise AssertionError(f"answered {answer.status} although the sync failed")
        except Gone:
            pass
        assert server.process.wait(timeout=30) != 0
        said = [line for line in server.log().splitlines() if "stopping" in line]
        assert len(said) == 1, server.log()
    # The revocation may be there or not: it was not answered. All of it is the same.
    facts = [fact for fact in world.facts.values()
             if fact.token not in (live["access_token"], live["refresh_token"])]
    with world.serve() as server:
        checked = world.verify_on(server, facts)
        wire = server.wire()
        states = {writ.is_active(wire, world.rotating, live[name])
                  for name in ("access_token", "refresh_token")}
        assert len(states) == 1, "half of a revocation survived"
        assert server.terminate() == 0
    return f"{said[0]!r}; {checked} facts afterwards"


def failed_mark(folder, library):
    """Not strict: the mark is written when the disk takes it again, and answers do not wait."""
    world = World(f"{folder}/mark")
    control = f"{folder}/control"
    with open(control, "w", encoding="utf-8") as file:
        file.write("")
    environment = {"LD_PRELOAD": library, "WRIT_FAIL_SYNC": control}
    with world.serve(environment=environment) as server:
        with open(control, "w", encoding="utf-8") as file:
            file.write("/watermark")
        wire = server.wire()
        world.live_a_while(wire, 4)
        with open(control, "w", encoding="utf-8") as file:
            file.write("")
        world.make(wire)
        world.wait_for_watermark()
        server.kill()
    with world.serve() as server:
        facts = world.verify_on(server)
        server.kill()
    return f"{facts} facts afterwards"


def settled(world, times=6):
    """Lives a while and ends properly, so that everything is in the one file."""
    with world.serve() as server:
        wire = server.wire()
        world.live_a_while(wire, times)
        assert server.terminate() == 0
    assert not os.path.exists(f"{world.data}/writ.db-wal")


def damaged_pages(folder, chance):
    """Each page in turn is overwritten: the server says so, or every answer is right."""
    world = World(f"{folder}/pages")
    settled(world)
    original = world.data
    pages = os.path.getsize(f"{original}/writ.db") // PAGE
    said = set()
    served = 0
    for page in range(pages):
        world.data = f"{original}.{page}"
        world.copy(original, world.data)
        with open(f"{world.data}/writ.db", "r+b") as file:
            file.seek(page * PAGE)
            file.write(chance.randbytes(PAGE))
        try:
            server = world.serve()
        except writ.StartFailure as refusal:
            line = str(refusal).splitlines()[1]
            assert line.startswith("writ: the store"), refusal
            said.add(line)
        else:
            with server:
                world.verify_on(server)
                served += 1
        shutil.rmtree(world.data)
    assert said, "no damage was noticed"
    return f"{pages} pages: {pages - served} refused, {served} served rightly; {sorted(said)}"


def damaged_log_of_a_copy(folder, chance):
    """A log cut short in the middle, and one of noise."""
    world = World(f"{folder}/log")
    with world.serve() as server:
        wire = server.wire()
        world.live_a_while(wire, 8)
        world.wait_for_watermark()
        server.kill()
    original = world.data
    size = os.path.getsize(f"{original}/writ.db-wal")
    for name, content in (("cut", lambda old: old[:size // 2]),
                          ("empty", lambda old: b""),
                          ("noise", lambda old: chance.randbytes(len(old)))):
        world.data = f"{original}.{name}"
        world.copy(original, world.data)
        with open(f"{world.data}/writ.db-wal", "r+b") as file:
            old = file.read()
            file.seek(0)
            file.truncate()
            file.write(content(old))
        world.refusal(words=("--accept-lost-history",))
    return "cut, empty, noise: each refused"


def newer_schema(folder):
    world = World(f"{folder}/newer")
    settled(world)
    with closing(sqlite3.connect(f"{world.data}/writ.db")) as database:
        version, = database.execute("PRAGMA user_version").fetchone()
        database.execute("PRAGMA user_version = 99")
        said = world.refusal(words=("99", "newer"))
        database.execute(f"PRAGMA user_version = {version}")
    with world.serve() as server:
        world.verify_on(server)
    return repr(said)


def wrong_master_key(folder):
    world = World(f"{folder}/key")
    settled(world)
    path = f"{world.data}/master.key"
    other = World(f"{folder}/other")
    os.rename(path, path + ".right")
    missing = world.refusal(words=("master key",))
    shutil.copyfile(f"{other.data}/master.key", path)
    os.chmod(path, 0o600)
    said = world.refusal(words=("master key",))
    with open(path, encoding="utf-8") as file:
        assert file.read().strip() not in said, "a key in a message"
    os.rename(path + ".right", path)
    with world.serve() as server:
        world.verify_on(server)
    return f"{missing!r}; {said!r}"


def foreign_database(folder):
    world = World(f"{folder}/foreign")
    os.unlink(f"{world.data}/writ.db")
    with closing(sqlite3.connect(f"{world.data}/writ.db")) as database:
        database.execute("CREATE TABLE somebody_elses(id)")
    return repr(world.refusal(words=("not a store of Writ",)))


def on_a_disk(report, folder):
    try:
        with loop_disk.LoopDisk(folder, 96) as disk:
            report.check("the disk fills up while serving", full_while_serving, disk)
            report.check("the disk is full at the start", full_at_start, disk)
            report.check("a read-only disk", read_only, disk)
            report.check("the disk is gone while serving", disk_gone_while_serving, disk)
    except loop_disk.Unmountable as reason:
        report.skip("full, read-only and vanished disks", reason)


def run(report, folder, chance):
    on_a_disk(report, folder)
    library = shim.build(os.path.join(HERE, "fail_sync.c"), folder)
    report.check("a failed sync of the log", failed_sync, folder, library, "/writ.db-wal", False)
    report.check("a failed sync of a strict watermark", failed_sync, folder, library,
                 "/watermark", True)
    report.check("a watermark that cannot be synced for a while", failed_mark, folder, library)
    report.check("damaged pages", damaged_pages, folder, chance)
    report.check("a damaged log", damaged_log_of_a_copy, folder, chance)
    report.check("a newer schema", newer_schema, folder)
    report.check("a missing and a wrong master key", wrong_master_key, folder)
    report.check("another program's database", foreign_database, folder)
