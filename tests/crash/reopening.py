"""One process owns a store, and what a kill leaves behind opens as if nothing had happened."""

import re
import subprocess
import time

import writ


def second_owner(server, data):
    began = time.monotonic()
    done = subprocess.run([writ.binary(), "sandbox", "--data", data, "--port", "0"],
                          capture_output=True, text=True, timeout=20, check=False)
    assert done.returncode > 0, done.returncode
    assert re.search(rf"\b{server.pid}\b", done.stderr), done.stderr
    assert server.is_alive()
    return f"refused after {(time.monotonic() - began) * 1000:.0f} ms"


def same_after_kill(data):
    def start():
        return writ.Server("sandbox", "--data", data, "--port", "0")

    with start() as server:
        wire = server.wire()
        client, merchant = server.clients()[0], server.merchants()[0]
        clients, merchants = server.ready["clients"], server.ready["merchants"]
        made = writ.new_client(wire, "oauth21")
        tokens = writ.tokens_of(wire, client, merchant)
        rotating = writ.tokens_of(wire, made, merchant, rotating=True)
        now = wire.ask_json("POST", "/_sandbox/clock", {"advance": 1800}).json()["now"]
        server.kill()
    with start() as server:
        assert [one["client_secret"] for one in server.ready["clients"]
                if one["client_id"] in {known["client_id"] for known in clients}] == [
                    one["client_secret"] for one in clients]
        assert {one["id"] for one in merchants} <= {one["id"] for one in server.ready["merchants"]}
        wire = server.wire()
        assert writ.is_active(wire, client, tokens["access_token"])
        assert writ.is_active(wire, made, rotating["access_token"])
        again = wire.ask_json("POST", "/_sandbox/clock", {"advance": 1800}).json()["now"]
        assert again >= now + 1800, (now, again)
        # An hour by the one clock: access tokens have run out, refresh tokens have not.
        assert not writ.is_active(wire, client, tokens["access_token"])
        writ.expect(wire, writ.refresh(client, tokens["refresh_token"]), 200)
        writ.expect(wire, writ.refresh(made, rotating["refresh_token"]), 200)
        server.kill()


def cut_short_start(data, chance):
    """Killed while it opens the store, at random moments: the next start finds all of it."""
    with writ.Server("sandbox", "--data", data, "--port", "0") as server:
        wire = server.wire()
        client = server.clients()[0]
        live = writ.tokens_of(wire, client, server.merchants()[0])
        dead = writ.tokens_of(wire, client, server.merchants()[1])
        writ.expect(wire, writ.revoke(client, dead["refresh_token"], "refresh_token"), 204)
        server.kill()
    for _ in range(20):
        process = subprocess.Popen([writ.binary(), "sandbox", "--data", data, "--port", "0"],
                                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            process.wait(timeout=chance.random() * 0.06)
        except subprocess.TimeoutExpired:
            process.kill()
        process.wait()
    with writ.Server("sandbox", "--data", data, "--port", "0") as server:
        wire = server.wire()
        assert writ.is_active(wire, client, live["access_token"])
        assert not writ.is_active(wire, client, dead["access_token"])
        writ.expect(wire, writ.refresh(client, live["refresh_token"]), 200)
        writ.expect(wire, writ.refresh(client, dead["refresh_token"]), 400)


def run(report, folder, chance):
    data = f"{folder}/owned"
    with writ.Server("sandbox", "--data", data, "--port", "0") as server:
        report.check("a second process on the same store", second_owner, server, data)
        assert server.terminate() == 0
    report.check("the same clients, tokens and clock after a kill", same_after_kill,
                 f"{folder}/again")
    report.check("kills while starting", cut_short_start, f"{folder}/starting", chance)
