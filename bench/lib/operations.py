"""Groups of operations, each measured in turn with nginx's constant."""

import re

from .load import load, summarize
from .place import LOAD_CORE, SERVER_CORE
from .servers import start_nginx, start_writ
from .tables import print_group

# name: (operation of bench_requests, status, text of the answer, one request per token, of 1.0 nginx)
OPERATIONS = {
    "introspect, live": ("introspect", 200, '"active":true', False, 1.20),
    "introspect, dead": ("dead", 200, '"active":false', False, None),
    "introspect, unknown": ("unknown", 200, '"active":false', False, 1.10),
    "introspect, forged": ("forged", 200, '"active":false', False, 1.10),
    "client credentials": ("client-credentials", 200, "access_token", False, None),
    "refresh, fixed": ("refresh", 200, "refresh_token", False, 1.40),
    "refresh, rotating": ("rotate", 200, "refresh_token", True, 3.0),
    "redeem a code": ("redeem", 200, "refresh_token", True, None),
    "revoke access": ("revoke-access", 204, "", True, 3.0),
    "revoke refresh": ("revoke-refresh", 204, "", True, 3.0),
    "mixed 90/8/2": ("mixed", 0, "", True, None),
}
READS = [name for name, operation in OPERATIONS.items() if not operation[3]]
BOTH_CORES = f"{SERVER_CORE},{LOAD_CORE}"


def empty_requests(path):
    """The same requests, to nginx's 204."""
    other = path.with_suffix(".empty")
    other.write_text(re.sub(r"^(\S+) \S+", r"\1 /oauth2/empty", path.read_text(), flags=re.M))
    return other


class Group:
    def __init__(self, title, names, *, connections=64, pipeline=1, tls=False, log=False, threads=1,
                 any_caller=False, bars=None):
        self.title, self.names = title, names
        self.server = {"log": log, "tls": tls, "threads": threads}
        self.load = {"connections": connections, "pipeline": pipeline, "tls": tls,
                     "any_caller": any_caller}
        self.bars = bars

    def steps(self, options):
        return options.rounds

    def bar(self, name):
        return OPERATIONS[name][4] if self.bars is None else self.bars.get(name)

    def run(self, bench):
        """Two threads run on both cores beside the load, and so does nginx then."""
        threads = self.server["threads"]
        if threads == 1:
            return self.measure(bench, bench.nginx, SERVER_CORE)
        nginx = start_nginx(bench.work, BOTH_CORES, threads)
        result = self.measure(bench, nginx, BOTH_CORES)
        nginx.stop()
        return result

    def measure(self, bench, nginx, core):
        options = bench.options
        server = start_writ(bench.work, bench.store.data, core=core, **self.server)
        prepared = {name: self.prepare(bench, server, name) for name in self.names}
        samples = {name: [] for name in self.names}
        yardstick = {name: [] for name in self.names}
        for turn in range(options.rounds):
            bench.progress.step(f"{self.title}, round {turn + 1} of {options.rounds}")
            for name in self.names:
                _, status, text, once, _ = OPERATIONS[name]
                path, plain = prepared[name]
                yardstick[name].append(load(nginx, plain, seconds=options.seconds,
                                            count=options.count,
                                            status=204 if status == 204 else 200, **self.load))
                much = ({"first": turn * options.count, "count": options.count} if once
                        else {"seconds": options.seconds})
                samples[name].append(load(server, path, status=status, text=text, **much,
                                          **self.load))
        server.stop()
        return {"title": self.title, "rows": [
            summarize(name, samples[name], yardstick[name], self.bar(name)) for name in self.names]}

    def prepare(self, bench, server, name):
        """The requests, and those for nginx."""
        operation, status, _, once, _ = OPERATIONS[name]
        count = bench.options.count * (bench.options.rounds if once else 1)
        if operation == "dead":
            revoked, place = bench.store.requests("revoke-refresh", count)
            load(server, revoked, status=204, tls=self.load["tls"])
            path, _ = bench.store.requests("introspect", count, first=place)
        else:
            path, _ = bench.store.requests(operation, count)
        return path, empty_requests(path) if status == 204 else path

    show = staticmethod(print_group)


class DurableGroup(Group):
    """Each operation on a store and a server of its own, so that none folds what another left, and
    only once folding has begun."""

    def steps(self, options):
        return options.rounds * len(self.names)

    def measure(self, bench, nginx, core):
        options, rows = bench.options, []
        for name in self.names:
            bench.renew_store()
            server = start_writ(bench.work, bench.store.data, core=core, **self.server)
            operation, status, text, _, _ = OPERATIONS[name]
            warm = self.warm(options)
            path, _ = bench.store.requests(operation, warm + options.count * options.rounds)
            plain = empty_requests(path) if status == 204 else path
            load(server, path, status=status, text=text, count=warm, **self.load)
            samples, yardstick = [], []
            for turn in range(options.rounds):
                bench.progress.step(f"{name}, round {turn + 1} of {options.rounds}")
                yardstick.append(load(nginx, plain, seconds=options.seconds, count=options.count,
                                      status=204 if status == 204 else 200, **self.load))
                samples.append(load(server, path, status=status, text=text,
                                    first=warm + turn * options.count, count=options.count,
                                    **self.load))
            server.stop()
            rows.append(summarize(name, samples, yardstick, self.bar(name)))
        return {"title": self.title, "rows": rows}

    @staticmethod
    def warm(options):
        """A little more than the ledger lets wait (a quarter of the grants, or 65,536), as far as a
        small store has tokens for it."""
        return min(max(70_000, options.grants * 26 // 100), options.grants // 3)


GROUPS = [
    Group("64 keep-alive connections", READS + ["mixed 90/8/2"]),
    DurableGroup("64 keep-alive connections, changes",
                 ["refresh, rotating", "redeem a code", "revoke access", "revoke refresh"]),
    Group("256 keep-alive connections", READS + ["revoke access"], connections=256),
    Group("64 connections with requests of all apps on each, as behind a proxy",
          ["introspect, live", "introspect, forged", "refresh, fixed", "revoke access"],
          any_caller=True),
    Group("64 connections, 16 requests pipelined", READS, pipeline=16),
    Group("TLS 1.3, 64 keep-alive connections", ["introspect, live", "refresh, fixed"], tls=True,
          bars={"introspect, live": 1.15}),
    Group("with the request log, 64 connections",
          ["introspect, live", "refresh, fixed", "revoke access"], log=True, bars={}),
    Group("two threads on both cores, which the load shares: only the CPU time means something",
          ["introspect, live", "refresh, fixed", "revoke access"], threads=2, bars={}),
]
