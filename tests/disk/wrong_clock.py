"""A clock that goes back: what has expired stays expired, and a start with it is refused."""

import os

import shim
import writ
from disk_trouble import poll
from lost_history import accepted_events, server_row
from world import World

HERE = os.path.dirname(os.path.abspath(__file__))
YEAR = 365 * 24 * 3600


class Clock:
    """What `writ` takes for the time, by so many seconds off; may be moved while it runs."""

    def __init__(self, folder, name):
        self._path = f"{folder}/{name}.clock"
        self.environment = {"LD_PRELOAD": shim.build(os.path.join(HERE, "set_clock.c"), folder),
                            "WRIT_SET_CLOCK": self._path}
        self.set(0)

    def set(self, seconds):
        with open(self._path + ".new", "w", encoding="utf-8") as file:
            file.write(str(seconds))
        os.replace(self._path + ".new", self._path)


def back_at_start(folder):
    world = World(f"{folder}/back")
    clock = Clock(folder, "back")
    with world.serve(environment=clock.environment) as server:
        wire = server.wire()
        world.live_a_while(wire, 6)
        world.wait_for_watermark()
        server.kill()
    clock.set(-3600)
    said = world.refusal(environment=clock.environment, words=("the clock is", "--accept-clock"))
    clock.set(-30)  # as a time server may correct it
    with world.serve(environment=clock.environment) as server:
        world.verify_on(server)
        server.kill()
    clock.set(-3600)
    dead = [fact for fact in world.facts.values() if not fact.active]
    incarnation = server_row(world.data)[0]
    with world.serve("--accept-clock", environment=clock.environment) as server:
        assert not accepted_events(world.data) and server_row(world.data)[0] == incarnation
        facts = world.verify_on(server, dead)
        wire = server.wire()
        fresh = world.make(wire)
        assert writ.is_active(wire, world.rotating, fresh["access_token"])
        server.kill()
    with world.serve(environment=clock.environment) as server:
        wire = server.wire()
        assert writ.is_active(wire, world.rotating, fresh["access_token"])
        facts += world.verify(wire, dead)
        assert server.terminate() == 0
    return f"{said!r}; {facts} revoked tokens stay dead"


def ahead_for_a_while(folder):
    """Changes made by a clock a year ahead, put right afterwards."""
    world = World(f"{folder}/ahead")
    clock = Clock(folder, "ahead")
    with world.serve(environment=clock.environment) as server:
        wire = server.wire()
        world.live_a_while(wire, 3)
        clock.set(YEAR)
        world.sign_in(wire)
        made = world.make(wire)
        world.end(wire, made)
        assert server.terminate() == 0
    clock.set(0)
    said = world.refusal(environment=clock.environment, words=("the clock is", "--accept-clock"))
    with world.serve("--accept-clock", environment=clock.environment) as server:
        facts = world.verify_on(server)
        assert server.terminate() == 0
    with world.serve(environment=clock.environment) as server:
        facts += world.verify_on(server)
        assert server.terminate() == 0
    return f"{said!r}; {facts} facts afterwards"


def back_while_serving(folder):
    world = World(f"{folder}/serving")
    clock = Clock(folder, "serving")
    with world.serve(environment=clock.environment) as server:
        assert server.terminate() == 0
    with world.serve(environment=clock.environment) as server:
        wire = server.wire()
        made = world.make(wire)
        old_code = world.code(wire, world.rotating)
        clock.set(4000)  # access tokens live for an hour, codes for less
        assert not writ.is_active(wire, world.rotating, made["access_token"])
        world.sign_in(wire)
        clock.set(1000)
        assert not writ.is_active(wire, world.rotating, made["access_token"]), (
            "an expired token came back with the clock")
        writ.expect(wire, writ.redeem(world.rotating, *old_code), 400)
        assert writ.is_active(wire, world.rotating, made["refresh_token"])
        fresh = world.make(wire)
        assert writ.is_active(wire, world.rotating, fresh["access_token"])
        # A thread of its own writes what the loops have to say.
        poll(30, lambda: "clock was set back" in server.log(), "nothing is said of the clock")
        assert server.log().count("clock was set back") == 1, server.log()
        clock.set(4000 + 3700)
        assert not writ.is_active(wire, world.rotating, fresh["access_token"])
        server.kill()


def run(report, folder):
    report.check("the clock goes back between two starts", back_at_start, folder)
    report.check("the clock was ahead and is put right", ahead_for_a_while, folder)
    report.check("the clock goes back while serving", back_while_serving, folder)
