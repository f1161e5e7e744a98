"""Revocations that reach much, each beside the same one that reaches little."""

import json
import os
import shutil
import time

from .calls import Socket, connect, is_active, send, send_line
from .load import load, spread
from .place import LOAD_CORE, cpu_seconds, fail
from .servers import start_writ
from .stores import seed
from .tables import print_wholesale

SETTLE_SECONDS = 0.005  # what the server does after it has answered is part of the cost
BATCH = 4               # revocations of a refresh token in a round
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


class Wholesale:
    title = "wholesale revocations"

    def steps(self, options):
        return 2 * options.rounds + self.clients(options) + 2

    @staticmethod
    def clients(options):
        return max(CLIENTS_MIN, options.rounds)

    def run(self, bench):
        cores = os.sched_getaffinity(0)
        server = start_writ(bench.work, bench.store.data)
        rows = [self.refresh_tokens(bench, server)]
        bench.progress.step("seeding clients with many grants")
        bench.progress.clear()
        number = self.clients(bench.options)
        store = seed(bench.work, f"{number}x{bench.options.wholesale_grants},{number}x1")
        # Revoking its clients leaves nothing for the revocation of everything to end.
        whole = bench.work / "data-whole"
        shutil.copytree(store.data, whole)
        try:
            rows.append(self.client_revocations(bench, store))
            big = start_writ(bench.work, whole)
            rows += self.everything(bench, store, big, server)
            big.stop()
        finally:
            os.sched_setaffinity(0, cores)
        server.stop()
        return rows

    def refresh_tokens(self, bench, server):
        options, tokens = bench.options, bench.options.wholesale_tokens
        count = 2 * BATCH * options.rounds
        refreshes, place = bench.store.requests("refresh", count)
        refreshes = read_lines(refreshes)
        revocations = read_lines(bench.store.requests("revoke-refresh", count, first=place)[0])
        checks = read_lines(bench.store.requests("introspect", count, first=place)[0])
        much, little = [], []
        for turn in range(options.rounds):
            bench.progress.step(f"{tokens:,} tokens each, round {turn + 1} of {options.rounds}")
            one, other = [], []
            for number in range(2 * BATCH * turn, 2 * BATCH * (turn + 1)):
                many = number % 2 == 0
                self.issue(bench, server, refreshes[number], tokens if many else 1)
                connection = connect(server.port)
                sample = [checks[number], self.issued(connection, refreshes[number], checks[number])]
                must_be_active(server.port, sample, True)
                (one if many else other).append(
                    timed(server, lambda: send_line(connection, revocations[number]), 204))
                connection.close()
                must_be_active(server.port, sample, False)
            much.append(mean(one))
            little.append(mean(other))
        return compare("a refresh token", f"{tokens:,} access tokens", "1", much, little)

    @staticmethod
    def issue(bench, server, line, tokens):
        """All but the last, which `issued` makes."""
        if tokens > 1:
            path = bench.work / "one.requests"
            path.write_text(line + "\n")
            load(server, path, total=tokens - 1, text="access_token")

    @staticmethod
    def issued(connection, refresh, check):
        """Refreshes once more; the introspection of what came."""
        status, body = send_line(connection, refresh)
        if status != 200:
            fail(f"a refresh was answered {status}: {body[:200]}")
        return check.rsplit("token=", 1)[0] + "token=" + json.loads(body)["access_token"]

    def client_revocations(self, bench, store):
        number, grants = self.clients(bench.options), bench.options.wholesale_grants
        server = start_writ(bench.work, store.data)
        os.sched_setaffinity(0, {int(LOAD_CORE)})
        checks = read_lines(store.requests("introspect", min(SAMPLE, number * grants // 8))[0])
        must_be_active(server.port, checks, True)
        admin = Socket(store.data / "control.sock")
        ids = self.client_ids(admin)

        def revoke(client):
            return timed(server, lambda: send(admin, "POST", f"/admin/v1/clients/{ids[client]}/revoke",
                                              "{}", {"Content-Type": "application/json"}), 200)
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

    def everything(self, bench, store, big, small):
        rounds = bench.options.rounds
        whole = store.data.parent / "data-whole"
        samples = {}
        places = {"much": (big, whole, store), "little": (small, bench.store.data, bench.store)}
        checks = {}
        for name, (server, _, source) in places.items():
            count = max(1, min(SAMPLE, self.grants(bench, name) // 8))
            checks[name] = read_lines(source.requests("introspect", count)[0])
            must_be_active(server.port, checks[name], True)
            samples[name] = []
        for turn in range(rounds):
            bench.progress.step(f"everything, round {turn + 1} of {rounds}")
            for name, (server, data, _) in places.items():
                admin = Socket(data / "control.sock")
                samples[name].append(timed(
                    server, lambda: send(admin, "POST", "/admin/v1/server/revoke", "{}",
                                         {"Content-Type": "application/json"}), 200))
                admin.close()
                if turn == 0:
                    must_be_active(server.port, checks[name], False)
        labels = [f"{self.grants(bench, name):,} grants" for name in ("much", "little")]
        first = [compare("everything, the first time", *labels, samples["much"][:1],
                         samples["little"][:1])]
        return first + [compare("everything, again", *labels, samples["much"][1:],
                                samples["little"][1:])] if rounds > 1 else first

    def grants(self, bench, name):
        if name == "little":
            return bench.options.grants
        return self.clients(bench.options) * (bench.options.wholesale_grants + 1)

    show = staticmethod(print_wholesale)
