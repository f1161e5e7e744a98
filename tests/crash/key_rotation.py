"""`writ key rotate` under load: nothing fails, tokens of the old key stay good, and what a refresh
answers afterwards is sealed under the new key."""

import threading

import writ
from wire import Gone


class Load(threading.Thread):
    """Refreshes and introspects; counts what was not answered as it should be."""

    def __init__(self, server, client, token):
        super().__init__()
        self._wire = server.wire()
        self._client = client
        self._token = token
        self._over = threading.Event()
        self.answered = 0
        self.failure = None

    def run(self):
        try:
            while not self._over.is_set():
                made = writ.expect(self._wire, writ.refresh(self._client, self._token), 200).json()
                assert writ.is_active(self._wire, self._client, made["access_token"])
                self.answered += 2
        except (AssertionError, Gone) as error:
            self.failure = error

    def end(self):
        self._over.set()
        self.join(60)
        self._wire.close()
        assert self.failure is None, repr(self.failure)
        return self.answered


def states(data):
    listed = writ.command("key", "list", "--data", data)
    return {key["id"]: key["state"] for key in listed["items"]}


def rotate(server, data, rounds=5):
    client, merchant = server.clients()[0], server.merchants()[0]
    wire = server.wire()
    rotating = writ.new_client(wire, "oauth21")
    old = writ.tokens_of(wire, client, merchant)
    old_rotating = writ.tokens_of(wire, rotating, merchant, rotating=True)
    code = writ.authorize(wire, client, merchant, "payments.read")["code"]
    loads = [Load(server, client, old["refresh_token"]) for _ in range(8)]
    for load in loads:
        load.start()
    first = states(data)
    for _ in range(rounds):
        before = sum(load.answered for load in loads)
        writ.command("key", "rotate", "--data", data)
        # The load must go on under the new key before the next one is made.
        while sum(load.answered for load in loads) < before + 50:
            assert all(load.failure is None for load in loads), loads
            writ.expect(wire, writ.introspect(client, old["access_token"]), 200)
    answered = sum(load.end() for load in loads)
    now = states(data)
    assert len(now) == len(first) + rounds, now
    assert [state for state in now.values()].count("issue") == 1, now

    assert writ.is_active(wire, client, old["access_token"])
    writ.expect(wire, writ.redeem(client, code), 200)
    fresh = writ.expect(wire, writ.refresh(client, old["refresh_token"]), 200).json()
    moved = writ.expect(wire, writ.refresh(rotating, old_rotating["refresh_token"]), 200).json()
    # Under the new key the same refresh token is spelt differently, and is the same grant's.
    assert fresh["refresh_token"] != old["refresh_token"]
    retired = min(first)
    assert states(data)[retired] == "open"

    # Tokens of the first key die with it; those that were refreshed live on.
    writ.command("key", "retire", str(retired), "--dead", "--yes", "--data", data)
    assert not writ.is_active(wire, client, old["access_token"])
    assert not writ.is_active(wire, client, old["refresh_token"])
    assert writ.is_active(wire, client, fresh["access_token"])
    writ.expect(wire, writ.refresh(client, fresh["refresh_token"]), 200)
    writ.expect(wire, writ.refresh(rotating, moved["refresh_token"]), 200)
    wire.close()
    return f"{rounds} rotations, {answered} answers under load"


def survives(data, fresh_states):
    with writ.Server("sandbox", "--data", data, "--port", "0"):
        assert states(data) == fresh_states


def run(report, folder):
    data = f"{folder}/keys"
    with writ.Server("sandbox", "--data", data, "--port", "0") as server:
        report.check("key rotate under load", rotate, server, data)
        after = states(data)
        server.kill()
    report.check("the keys' states survive a kill", survives, data, after)
