"""kill -9 under load, restart, and every answered change is still there."""

import json
import random
import threading

import ledger as books
import store_files
import writ
from load import Worker
from wire import message

CHANGES = 1000
REVOCATIONS = 100
WORKERS = 64


class Trial:
    """Rounds of `writ sandbox` on one data folder; kill_serve.py has the same of `writ serve`."""

    def __init__(self, data, seed):
        self._data = data
        self._chance = random.Random(seed)
        self._clients = []
        self._families = []
        self._facts = 0
        self._starts = []
        self._restarts = []  # of those, the first after each kill
        self._lags = []
        self._folds = []
        self._changes = 0
        self._revocations = 0

    def launch(self):
        return writ.Server("sandbox", "--data", self._data, "--port", "0")

    def workers(self, server, ledger, number):
        """Not started yet. Rotating clients and clients with fixed refresh tokens, half each."""
        wire = server.wire()
        while len(self._clients) < WORKERS:
            preset = "oauth21" if len(self._clients) % 2 else "mollie"
            self._clients.append((writ.new_client(wire, preset), preset == "oauth21"))
        wire.close()
        return [Worker(server, ledger, number, client, server.merchants(), rotating,
                       self._chance.random())
                for client, rotating in self._clients]

    def start(self):
        server = self.launch()
        self._starts.append(server.start_seconds)
        return server

    def round(self, number):
        ledger = books.Ledger()
        with self.start() as server:
            workers = self.workers(server, ledger, number)
            for worker in workers:
                worker.start()
            reached = ledger.wait_for(CHANGES, REVOCATIONS)
            # Not at the moment of an answer: anywhere in the next fifth of a second.
            threading.Event().wait(self._chance.random() * 0.2)
            alive = server.is_alive()
            server.kill()
            for worker in workers:
                worker.join(60)
            failures = [worker.failure for worker in workers if worker.failure]
            assert not failures, f"{len(failures)} workers failed, the first: {failures[0]!r}"
            assert alive, "the server died by itself:\n" + server.log()
            assert reached, f"only {ledger.changes} changes, {ledger.revocations} revocations"
        unfolded, rows = store_files.look(self._data)
        self._lags.append(unfolded)
        self._folds.append(rows)
        return self._verify(ledger, number)

    def _verify(self, ledger, number):
        with self.start() as server:
            self._restarts.append(server.start_seconds)
            wire = server.wire()
            for family in ledger.families:
                books.settle(wire, family)
            books.carry_over(self._families + ledger.families)
            facts = books.verify(wire, ledger.families)
            books.use(wire, ledger.families, 100, self._chance)
            books.replay_codes(wire, ledger.families, 100, self._chance)
            old = self._chance.sample(self._families, min(300, len(self._families)))
            facts += books.verify(wire, ledger.families + old)
            wire.close()
            assert server.terminate() == 0
        self._families += ledger.families
        self._facts += facts
        self._changes += ledger.changes
        self._revocations += ledger.revocations
        return (f"{ledger.changes} answered changes, {ledger.revocations} of them revocations, "
                f"{facts} facts verified, {self._lags[-1]} events unfolded at the kill, "
                f"ready again after {self._starts[-1] * 1000:.0f} ms")

    def fill(self, count):
        """So many grants of as many merchants that the store begins to fold events into rows."""
        families = []

        def pour(server, client):
            wire = server.wire()
            body = json.dumps({"client_id": client.id, "scope": "payments.read"}).encode()
            request = message("POST", "/_sandbox/tokens", body, content_type="application/json")
            for answer in wire.pipeline([request] * (count // WORKERS)):
                assert answer.status == 200, (answer.status, answer.body)
                family = books.Family(client, False, 0)
                family.took(answer.json())
                families.append(family)
            wire.close()

        with self.start() as server:
            client = server.clients()[0]
            threads = [threading.Thread(target=pour, args=(server, client))
                       for _ in range(WORKERS)]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
            server.kill()
        assert len(families) == count // WORKERS * WORKERS, f"only {len(families)} answers"
        self._families += families
        return f"{len(families)} grants"

    def last_look(self):
        """All rounds' families once more, after the last restart."""
        with self.start() as server:
            wire = server.wire()
            facts = books.verify(wire, self._families)
            wire.close()
        return (f"{self._changes} answered changes in all, {self._revocations} revocations, "
                f"{facts} facts verified at the end")

    def start_up_times(self):
        """A kill must not make the next start long."""
        times = sorted(round(seconds * 1000) for seconds in self._restarts)
        assert times[-1] < 20_000, f"ready only after {times[-1]} ms"
        return (f"{len(times)} starts after kills, ready after {times[0]} ms at least, "
                f"{times[len(times) // 2]} ms in the median, {times[-1]} ms at most")

    def tail_was_replayed(self):
        """Without this the rounds would say nothing about replay."""
        assert max(self._lags) > 0, "no kill found an event that was not folded yet"
        return f"events that their grants' rows did not show at the kills: {self._lags}"

    def fold_was_under_way(self):
        """Without this they would say nothing about a fold that a kill interrupts."""
        assert max(self._folds) > 0, "no kill found a grant in the state tables"
        return f"rows of grants at the kills: {self._folds}"


def run(report, trial, name, rounds, grants=0):
    if grants:
        report.check(f"{name}: grants beforehand, then kill -9", trial.fill, grants)
    for number in range(1, rounds + 1):
        report.check(f"kill -9 of {name}, round {number} of {rounds}", trial.round, number)
    report.check(f"{name} after all kills", trial.last_look)
    report.check(f"{name}: start-up after a kill", trial.start_up_times)
    report.check(f"{name}: kills leave a tail to replay", trial.tail_was_replayed)
    if grants:
        report.check(f"{name}: kills interrupt the fold", trial.fold_was_under_way)
