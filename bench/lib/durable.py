"""Durable changes: beside a raw log on the same disk, and while a checkpoint runs."""

import json
import subprocess

from .load import load, median, ratios, spread
from .place import BIN, SERVER_CORE
from .servers import start_writ
from .tables import print_checkpoints, print_raw_log

# A row of the event table with its index and the frame around it, rounded up; what a raw log would
# append for one change.
RECORD_BYTES = 128
OUTSTANDING = (1, 16, 64, 256)
KINDS = {"revoke access": ("revoke-access", 204), "rotate": ("rotate", 200)}
CHECKPOINT_CONNECTIONS = 64


class RawLog:
    title = "beside a raw log (append, fdatasync, the same number outstanding)"

    def steps(self, options):
        return len(OUTSTANDING) * options.rounds

    def run(self, bench):
        server = start_writ(bench.work, bench.store.data)
        rows = []
        for outstanding in OUTSTANDING:
            rows += self.measure(bench, server, outstanding)
        server.stop()
        return rows

    def measure(self, bench, server, outstanding):
        options = bench.options
        count = max(options.count // (16 if outstanding == 1 else 1), min(options.count, 500))
        samples = {"raw": [], **{kind: [] for kind in KINDS}}
        paths = {kind: bench.store.requests(operation, count * options.rounds)[0]
                 for kind, (operation, _) in KINDS.items()}
        for turn in range(options.rounds):
            bench.progress.step(f"raw log, {outstanding} outstanding, round {turn + 1} of "
                                f"{options.rounds}")
            raw = subprocess.run(["taskset", "-c", SERVER_CORE, BIN / "bench_raw_log",
                                  bench.work / "raw.log", str(outstanding), str(RECORD_BYTES),
                                  str(options.seconds)], check=True, capture_output=True, text=True)
            samples["raw"].append(json.loads(raw.stdout))
            for kind, (_, status) in KINDS.items():
                samples[kind].append(load(server, paths[kind], connections=outstanding,
                                          status=status, first=turn * count, count=count))
        return [{"kind": kind, "outstanding": outstanding,
                 "raw_per_second": median(samples["raw"], "per_second"),
                 "per_second": median(samples[kind], "per_second"),
                 "of_raw": ratios(samples[kind], samples["raw"], "per_second"),
                 "cpu_us": median(samples[kind], "cpu_us"),
                 "p50_us": median(samples[kind], "p50_us"),
                 "p99_us": median(samples[kind], "p99_us"), "samples": samples[kind],
                 "yardstick": samples["raw"]} for kind in KINDS]

    show = staticmethod(print_raw_log)


class Checkpoints:
    """Latencies of the answers that were under way while SQLite's log was copied into the database,
    and of the others, told apart by the log's index, which is shared memory."""

    title = "while a checkpoint runs, 64 connections"

    def steps(self, options):
        return options.rounds

    def run(self, bench):
        options = bench.options
        server = start_writ(bench.work, bench.store.data)
        index = f"{bench.store.data}/writ.db-shm"
        samples = {kind: [] for kind in KINDS}
        for turn in range(options.rounds):
            bench.progress.step(f"checkpoints, round {turn + 1} of {options.rounds}")
            place = bench.store.next  # shared: the kinds are about clients of different presets
            for kind, (operation, status) in KINDS.items():
                bench.store.next = place
                path, _ = bench.store.requests(operation, options.checkpoint_count)
                samples[kind].append(load(server, path, connections=CHECKPOINT_CONNECTIONS,
                                          status=status, wal_index=index))
        server.stop()
        return [self.row(kind, samples[kind]) for kind in KINDS]

    @staticmethod
    def row(kind, samples):
        row = {"kind": kind, "rounds": len(samples), "samples": samples,
               "checkpoints": sum(one["checkpoints"] for one in samples)}
        for when in ("outside", "during"):
            told = [one[when] for one in samples if one[when]["answers"]]
            row[when] = {"answers": sum(one["answers"] for one in told)}
            for key in ("p50_us", "p99_us", "p999_us"):
                row[when][key] = spread(one[key] for one in told) if told else None
        return row

    show = staticmethod(print_checkpoints)
