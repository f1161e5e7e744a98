#!/usr/bin/env python3
"""Makes the stores of this folder, by a binary of 7f56315, the last commit whose events say no
version: WRIT=/path/to/that/writ tests/store/old_stores/make.py

Each is an SQL dump, and a JSON file with the master key (32 times the same byte: no secret), the
watermark, the time at which it was stopped, and tokens with what that binary said of them then.
`unfolded` has an event of every kind that it could make, and none of them is in the tables yet;
`folded` has been swept after a month, and its old events have left."""

import json
import os
import sqlite3
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "..", "support", "python"))
import writ  # noqa: E402

KEY = "42" * 32
LONG = "65535"
MONTH = 31 * 24 * 3600
KINDS = {
    "make_client", "change_client", "delete_client", "make_subject", "change_subject",
    "delete_subject", "give_consent", "make_grant", "widen_grant", "end_grant", "rotate_grant",
    "spend_code", "revoke_access", "cut_server", "cut_client", "cut_subject", "cut_consent",
    "cut_grant_access", "make_key", "change_key", "advance_clock", "accept_lost_history"}


class Store:
    """A data folder, the sandbox that serves it, and the tokens that it gave away."""

    def __init__(self, folder):
        self.data = os.path.join(folder, "data")
        self.tokens = {}
        os.mkdir(self.data, 0o700)
        with open(os.path.join(self.data, "master.key"), "w", encoding="ascii") as file:
            os.fchmod(file.fileno(), 0o600)
            file.write(KEY + "\n")

    def sandbox(self):
        return writ.Server("sandbox", "--data", self.data, "--port", "0",
                           "--access-token-lifetime", LONG)

    def keep(self, name, answer):
        for kind in ("access_token", "refresh_token"):
            self.tokens[f"{name}, {kind.replace('_', ' ')}"] = answer[kind]

    def admin(self, *arguments):
        return writ.command(*arguments, "--data", self.data, "--yes")

    def mint(self, name, *arguments):
        self.tokens[name] = self.admin("token", "mint", *arguments)["token"]

    def inspect(self, token):
        done = writ.subprocess.run(
            [writ.binary(), "token", "inspect", token, "--data", self.data, "-o", "json"],
            capture_output=True, text=True, check=False)
        return done.returncode == 0

    def write(self, name, now, kinds):
        database = sqlite3.connect(os.path.join(self.data, "writ.db"))
        found = {kind for (kind,) in database.execute("SELECT DISTINCT kind FROM event")}
        assert kinds(found), KINDS - found
        with open(os.path.join(HERE, name + ".sql"), "w", encoding="utf-8") as file:
            for pragma in ("application_id", "user_version"):
                value = database.execute(f"PRAGMA {pragma}").fetchone()[0]
                file.write(f"PRAGMA {pragma}={value};\n")
            for line in database.iterdump():
                file.write(line + "\n")
        with open(os.path.join(self.data, "watermark"), "rb") as file:
            mark = file.read().hex()
        facts = {"master_key": KEY, "watermark": mark, "now": now,
                 "tokens": [{"name": what, "token": token, "live": live}
                            for what, (token, live) in self.tokens.items()]}
        with open(os.path.join(HERE, name + ".json"), "w", encoding="utf-8") as file:
            json.dump(facts, file, indent=1)
            file.write("\n")


def lives(store, wire, basic, strict, merchants):
    """The lives of grants that one app and another can have."""
    grant_of = {}
    for name in ("kept", "access revoked", "ended", "access cut", "withdrawn"):
        grant_of[name] = writ.tokens_of(wire, basic, merchants.pop())
        store.keep(name, grant_of[name])
    writ.expect(wire, writ.revoke(basic, grant_of["access revoked"]["access_token"],
                                  "access_token"), 204)
    writ.expect(wire, writ.revoke(basic, grant_of["withdrawn"]["refresh_token"],
                                  "refresh_token"), 204)
    ended = store.admin("token", "inspect", grant_of["ended"]["refresh_token"])["grant"]["id"]
    store.admin("grant", "revoke", ended)
    cut = store.admin("token", "inspect", grant_of["access cut"]["refresh_token"])["grant"]["id"]
    store.admin("grant", "revoke", cut, "--access-only")

    merchant = merchants.pop()
    store.keep("narrow", writ.tokens_of(wire, basic, merchant, "payments.read"))
    store.keep("widened", writ.tokens_of(wire, basic, merchant, "payments.read refunds.read"))

    first = writ.tokens_of(wire, strict, merchants.pop(), rotating=True)
    store.keep("rotated away", first)
    second = writ.expect(wire, writ.refresh(strict, first["refresh_token"]), 200).json()
    store.keep("rotated", second)
    verifier, challenge = writ.pkce()
    code = writ.authorize(wire, strict, merchants.pop(), "payments.read", **challenge)["code"]
    store.keep("replayed", writ.expect(wire, writ.redeem(strict, code, verifier), 200).json())
    writ.expect(wire, writ.redeem(strict, code, verifier), 400)
    store.tokens["client credentials"] = writ.expect(wire, basic.message(
        "POST", "/oauth2/tokens", {"grant_type": "client_credentials"}), 200).json()["access_token"]


def operations(store, wire, merchants):
    """What operators do to apps and merchants."""
    for name, verb in (("app kept", None), ("app cut", ("app", "revoke")),
                       ("app access cut", ("app", "revoke", "--access-only")),
                       ("app suspended", ("app", "disable")), ("app deleted", ("app", "delete"))):
        client = writ.new_client(wire, "mollie")
        store.keep(name, writ.tokens_of(wire, client, merchants.pop()))
        if verb:
            store.admin(verb[0], verb[1], client.id, *verb[2:])
    for name, verb in (("merchant cut", ("revoke",)), ("merchant access cut",
                                                       ("revoke", "--access-only")),
                       ("merchant suspended", ("disable",)), ("merchant deleted", ("delete",))):
        merchant = merchants.pop()
        client = writ.new_client(wire, "mollie")
        store.keep(name, writ.tokens_of(wire, client, merchant))
        store.admin("merchant", verb[0], merchant, *verb[1:])
    merchant = merchants.pop()
    for kind in ("live", "test", "organization"):
        store.mint(kind + " key", "--kind", kind, "--merchant", merchant)
    store.mint("live key revoked", "--kind", "live", "--merchant", merchant)
    store.admin("token", "revoke", store.tokens["live key revoked"])
    store.admin("app", "update", client.id, "--name", "Naïve “quotes” & <tags>", "--scope",
                "payments.read refunds.read")
    store.admin("app", "rotate-secret", client.id)
    store.admin("merchant", "update", merchant, "--name", "A merchant 商人")


def make_merchants(store, count):
    made = [store.admin("merchant", "create", "--name", f"Merchant {i}", "--email",
                        f"m{i}@merchant.example", "--locale", "nl_NL") for i in range(count)]
    return [one["id"] for one in made]


def judge(store, wire):
    now = wire.ask_json("POST", "/_sandbox/clock", {"advance": 1}).json()["now"]
    store.tokens = {name: (token, store.inspect(token)) for name, token in store.tokens.items()}
    return now


def accept_lost_history(store):
    """The sandbox has no such flag; serve refuses a sandbox's store, but only afterwards."""
    os.remove(os.path.join(store.data, "watermark"))
    try:
        writ.Server("serve", "--data", store.data, "--listen", "127.0.0.1:0",
                    "--issuer", "http://127.0.0.1:1", "--accept-lost-history").kill()
    except writ.StartFailure:
        pass


def unfolded(folder):
    store = Store(folder)
    with store.sandbox() as server:
        wire = server.wire()
        merchants = make_merchants(store, 24)
        basic = writ.new_client(wire, "mollie", resource_server=True)
        strict = writ.new_client(wire, "oauth21")
        store.keep("under a retired key", writ.tokens_of(wire, basic, merchants[0]))
        store.admin("key", "rotate")
        store.admin("key", "retire", "1")
        store.keep("of the server that was cut", writ.tokens_of(wire, basic, merchants.pop()))
        store.admin("revoke")
        store.keep("of the server whose access was cut",
                   writ.tokens_of(wire, basic, merchants.pop()))
        store.admin("revoke", "--access-only")
        lives(store, wire, basic, strict, merchants)
        operations(store, wire, merchants)
        store.admin("key", "rotate")
        store.mint("under the third key", "--kind", "live", "--merchant", merchants[-1])
        now = judge(store, wire)
        server.kill()
    accept_lost_history(store)
    store.write("unfolded", now, lambda found: found == KINDS)


def folded(folder):
    store = Store(folder)
    with store.sandbox() as server:
        wire = server.wire()
        merchants = make_merchants(store, 20)
        basic = writ.new_client(wire, "mollie", resource_server=True)
        lives(store, wire, basic, writ.new_client(wire, "oauth21"), merchants)
        operations(store, wire, merchants)
        wire.ask_json("POST", "/_sandbox/clock", {"advance": MONTH})
        for _ in range(200):
            wire.ask_json("POST", "/_sandbox/clock", {"advance": 1})
        store.keep("after the month", writ.tokens_of(wire, basic, merchants.pop()))
        now = judge(store, wire)
        assert server.terminate() == 0
    store.write("folded", now, lambda found: "make_client" not in found)


def main():
    for make in (unfolded, folded):
        with tempfile.TemporaryDirectory() as folder:
            make(folder)


if __name__ == "__main__":
    main()
