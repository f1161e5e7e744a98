"""The power goes while the server works: nothing that was answered is missing afterwards.

The ledger of answers, the clients and the checks are those of the kill rounds; here the disk
forgets whatever was not synced, which a killed process alone never shows."""

import os
import signal
import threading
import time

import kill_serve
import ledger as books
import store_files
import writ


# A rotation whose answer was lost is answered again for ten seconds; some are for the restart.
SETTLE_SECONDS = 4


class Trial(kill_serve.Trial):
    def __init__(self, disk, name, seed, changes, revocations):
        super().__init__(os.path.join(disk.path, name), seed)
        self._disk = disk
        self._wanted = (changes, revocations)
        self._preload = None
        self._strict = False
        self._cut_at = 0.0

    def launch(self):
        arguments = ["--strict-watermark"] if self._strict else []
        environment = {"LD_PRELOAD": self._preload} if self._preload else {}
        # The issuer names the cookies: sessions outlive a start only where it stays the same.
        return writ.Server("serve", "--data", self._data, "--issuer", "http://127.0.0.1:8080",
                           "--listen", "127.0.0.1:0", "--health-listen", "127.0.0.1:0", *arguments,
                           "--no-access-log", environment=environment)

    def _cut(self, server):
        # Frozen first, as a machine without power is: Linux may call a sync that races with the
        # ioctl done although it was not (seen with nothing but fdatasync in a loop).
        server.process.send_signal(signal.SIGSTOP)
        os.waitid(os.P_PID, server.process.pid, os.WSTOPPED)  # until every thread stands still
        self._disk.cut_power()
        server.kill()
        self._cut_at = time.monotonic()

    def _load_and_cut(self, number, honest=True):
        ledger = books.Ledger()
        with self.start() as server:
            workers = self.workers(server, ledger, number)
            for worker in workers:
                worker.start()
            reached = ledger.wait_for(*self._wanted)
            threading.Event().wait(self._chance.random() * 0.2)
            alive = server.is_alive()
            self._cut(server)
            for worker in workers:
                worker.join(60)
            assert alive, "the server died by itself:\n" + server.log()
        self._disk.remount()
        failures = [worker.failure for worker in workers if worker.failure]
        assert not failures, f"{len(failures)} workers failed, the first: {failures[0]!r}"
        assert reached, f"only {ledger.changes} changes, {ledger.revocations} revocations"
        # Also checks that the events have no gap, and that SQLite finds its file whole.
        if honest:
            self._lags.append(store_files.look(self._data)[0])
        return ledger

    def round(self, number):
        self._strict = number % 2 == 0
        ledger = self._load_and_cut(number)
        if time.monotonic() - self._cut_at > SETTLE_SECONDS:
            # What was in flight can be asked for within the grace window only.
            ledger.families = [family for family in ledger.families
                               if family.rotation != books.MAYBE]
        verified_at = time.monotonic() - self._cut_at
        try:
            return self._verify(ledger, number)
        except AssertionError as error:
            raise AssertionError(f"looked at {verified_at:.1f} s after the cut") from error

    def make(self):
        """A durable folder with apps and merchants, before anything goes wrong."""
        with self.start() as server:
            self.workers(server, books.Ledger(), 0)
            assert server.terminate() == 0
        os.sync()

    def control(self, no_sync):
        """The same cut over syncs that do nothing must lose answered changes."""
        self._preload = no_sync
        ledger = self._load_and_cut(0, honest=False)
        self._preload = None
        known = [family for family in ledger.families if family.state == books.LIVE]
        try:
            server = self.start()
        except writ.StartFailure as refusal:
            assert "lost" in str(refusal) or "damaged" in str(refusal), refusal
            return "the store was refused afterwards"
        with server:
            wire = server.wire()
            lost = sum(not books.active(wire, family.client, token)
                       for family in known for token in family.live_access())
            wire.close()
        assert lost, "syncing nothing lost nothing: this trial would not notice a lost change"
        return f"{lost} answered tokens lost of {ledger.changes} changes"


def run(report, disk, no_sync, rounds, seed, changes, revocations):
    trial = Trial(disk, "served", seed, changes, revocations)
    report.check("a data folder on a disk of its own", trial.make)
    for number in range(1, rounds + 1):
        report.check(f"power cut, round {number} of {rounds}", trial.round, number)
    report.check("after all power cuts", trial.last_look)
    control = Trial(disk, "control", seed, changes, revocations)
    report.check("control: a folder for a disk that lies", control.make)
    report.check("control: without syncs, answered changes are lost", control.control, no_sync)
