"""Revocations that reach much, each beside the same one that reaches little."""

import json
import os
import shutil
import time

from .calls import Socket, connect, is_active, send, send_line
from .load import load, spread
from .place import LOAD_CORE, cpu_seconds, fail
from .servers import start_writ
from .stores import Store, seed
from .tables import print_wholesale

SETTLE_SECONDS = 0.005  # what the server does after it has answered is part of the cost
BATCH = 2               # revocations of a refresh token in a round, of each kind
WARM = 20               # single revocations before a server's first measurement
CLIENTS_MIN = 10
SAMPLE = 100            # tokens whose death is checked


def timed(server, call, expected):
    """Costs of one revocation: CPU µs and the latency."""
    before = cpu_seconds(server.pids)
    begin = time.perf_counter()
    status, body = call()
    took = time.perf_counter() - begin
    time.sleep(SETTLE_SECONDS)
    if status != expected:
        fail(f"a revocation was answered {status}: {body[:200]}")
    return {"cpu_us": (cpu_seconds(server.pids) - before) * 1e6, "latency_us": took * 1e6}


def mean(samples):
    return {key: sum(one[key] for one in samples) / len(samples) for key in samples[0]}


def compare(what, much, little, one, other):
    row = {"what": what, "much": much, "little": little, "samples": one, "yardstick": other}
    for key in ("cpu_us", "latency_us"):
        row[key] = {"much": spread(sample[key] for sample in one),
                    "little": spread(sample[key] for sample in other),
                    "ratio": spread(a[key] / b[key] for a, b in zip(one, other))}
    return row


def read_lines(path):
    return path.read_text().splitlines()


def must_be_active(port, lines, expected):
    connection = connect(port)
    wrong = sum(is_active(connection, line) != expected for line in lines)
    connection.close()
    if wrong:
        fail(f"{wrong} of {len(lines)} tokens are {'in' if expected else ''}active")


def must_refresh(port, lines, expected):
    connection = connect(port)
    wrong = sum((send_line(connection, line)[0] == 200) != expected for line in lines)
    connection.close()
    if wrong:
        fail(f"{wrong} of {len(lines)} refresh tokens are {'dead' if expected else 'alive'}")


class Wholesale:
    title = "wholesale revocations"

    def steps(self, options):
        return 2 * options.rounds + self.clients(options) + 3

    @staticmethod
    def clients(options):
        return max(CLIENTS_MIN, options.rounds)

    def run(self, bench):
        cores = os.sched_getaffinity(0)
        os.sched_setaffinity(0, {int(LOAD_CORE)})
        try:
            rows = [self.refresh_tokens(bench)]
            bench.progress.step("seeding clients with many grants")
            bench.progress.clear()
            number = self.clients(bench.options)
            shape = f"{number}x{bench.options.wholesale_grants},{number}x1"
            store = seed(bench.work / "clients", shape)
            # Revoking its clients leaves nothing for the revocation of everything to end.
            whole = Store(bench.work / "whole", store.shape)
            shutil.copytree(store.data, whole.data)
            rows.append(self.client_revocations(bench, store))
            rows += self.everything(bench, whole)
        finally:
            os.sched_setaffinity(0, cores)
        return rows

    @staticmethod
    def start(bench, store):
        """The server, once some single revocations have warmed it."""
        server = start_writ(bench.work, store.data)
        connection = connect(server.port)
        for line in read_lines(store.requests("revoke-access", WARM)[0]):
            send_line(connection, line)
        connection.close()
        return server

    def refresh_tokens(self, bench):
        """A grant with many tokens beside one with one; before the latter as many tokens are made
        of a third, so that the server comes from the same work."""
        options, tokens, store = bench.options, bench.options.wholesale_tokens, bench.store
        server = self.start(bench, store)
        count = 2 * BATCH * options.rounds
        other_grant = read_lines(store.requests("refresh", 1)[0])[0]
        refreshes, place = store.requests("refresh", count)
        refreshes = read_lines(refreshes)
        revocations = read_lines(store.requests("revoke-refresh", count, first=place)[0])
        checks = read_lines(store.requests("introspect", count, first=place)[0])
        samples = {True: [], False: []}
        for turn in range(options.rounds):
            bench.progress.step(f"{tokens:,} tokens each, round {turn + 1} of {options.rounds}")
            costs = {True: [], False: []}
            for number in range(2 * BATCH * turn, 2 * BATCH * (turn + 1)):
                many = (number + turn) % 2 == 0
                self.issue(bench, server, refreshes[number] if many else other_grant, tokens)
                connection = connect(server.port)
                alive = [checks[number], self.issued(connection, refreshes[number], checks[number])]
                must_be_active(server.port, alive, True)
                costs[many].append(
                    timed(server, lambda: send_line(connection, revocations[number]), 204))
                connection.close()
                must_be_active(server.port, alive, False)
            for many in (True, False):
                samples[many].append(mean(costs[many]))
        server.stop()
        return compare("a refresh token", f"{tokens:,} access tokens", "1", samples[True],
                       samples[False])

    @staticmethod
    def issue(bench, server, line, tokens):
        """All but the last, which `issued` makes."""
        path = bench.work / "one.requests"
        path.write_text(line + "\n")
        load(server, path, total=max(tokens - 1, 1), text="access_token")

    @staticmethod
    def issued(connection, refresh, check):
        """Refreshes once more; the introspection of what came."""
        status, body = send_line(connection, refresh)
        if status != 200:
            fail(f"a refresh was answered {status}: {body[:200]}")
        return check.rsplit("token=", 1)[0] + "token=" + json.loads(body)["access_token"]

    def client_revocations(self, bench, store):
        number, grants = self.clients(bench.options), bench.options.wholesale_grants
        server = self.start(bench, store)
        checks = read_lines(store.requests("introspect", min(SAMPLE, number * grants // 8))[0])
        must_be_active(server.port, checks, True)
        admin = Socket(store.data / "control.sock")
        ids = self.client_ids(admin)

        def revoke(client):
            target = f"/admin/v1/clients/{ids[client]}/revoke"
            return timed(server, lambda: send(admin, "POST", target, "{}",
                                              {"Content-Type": "application/json"}), 200)

        much, little = [], []
        for turn in range(number):
            bench.progress.step(f"clients, round {turn + 1} of {number}")
            order = [(much, turn + 1), (little, number + turn + 1)]
            for samples, client in order if turn % 2 == 0 else reversed(order):
                samples.append(revoke(client))
        must_be_active(server.port, checks, False)
        server.stop()
        return compare("a client", f"{grants:,} grants", "1", much, little)

    @staticmethod
    def client_ids(admin):
        """By the number that seeding gave them."""
        ids, target = {}, "/admin/v1/clients?limit=250"
        while target:
            status, body = send(admin, "GET", target)
            if status != 200:
                fail(f"the list of clients was answered {status}")
            page = json.loads(body)
            ids |= {int(client["name"].split()[1]): client["id"] for client in page["items"]}
            cursor = page["next_cursor"]
            target = f"/admin/v1/clients?limit=250&cursor={cursor}" if cursor else None
        return ids

    def everything(self, bench, whole):
        """Every access token, again and again, since the grants stay alive; then all, once."""
        rounds = bench.options.rounds
        bench.renew_store()
        places = {}
        for name, store in (("much", whole), ("little", bench.store)):
            bench.progress.step(f"starting {self.grants(bench, name):,} grants")
            server = self.start(bench, store)
            count = max(1, min(SAMPLE, self.grants(bench, name) // 8))
            checks, place = store.requests("introspect", count)
            refreshes, _ = store.requests("refresh", count, first=place)
            places[name] = (server, store.data / "control.sock", read_lines(checks),
                            read_lines(refreshes))
            must_be_active(server.port, places[name][2], True)
        samples = {"much": [], "little": []}
        for turn in range(rounds):
            bench.progress.step(f"every access token, round {turn + 1} of {rounds}")
            for name in sorted(places, reverse=turn % 2 == 0):
                samples[name].append(self.revoke_all(places[name], "access"))
        all_of_it = {}
        for name, (server, _, checks, refreshes) in places.items():
            must_be_active(server.port, checks, False)
            must_refresh(server.port, refreshes, True)
            all_of_it[name] = [self.revoke_all(places[name], "all")]
            must_refresh(server.port, refreshes, False)
            server.stop()
        labels = [f"{self.grants(bench, name):,} grants" for name in ("much", "little")]
        return [compare("every access token", *labels, samples["much"], samples["little"]),
                compare("everything, once", *labels, all_of_it["much"], all_of_it["little"])]

    @staticmethod
    def revoke_all(place, reach):
        server, control, _, _ = place
        admin = Socket(control)
        admin.connect()
        cost = timed(server, lambda: send(admin, "POST", "/admin/v1/server/revoke",
                                          json.dumps({"reach": reach}),
                                          {"Content-Type": "application/json"}), 200)
        admin.close()
        return cost

    def grants(self, bench, name):
        if name == "little":
            return bench.options.grants
        return self.clients(bench.options) * (bench.options.wholesale_grants + 1)

    show = staticmethod(print_wholesale)
