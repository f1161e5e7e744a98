"""What size costs: memory, start, a check and a revocation."""

import pathlib
import re

from .load import load, median, ratios
from .servers import start_writ
from .stores import seed
from .tables import print_size


def requests(store, grants, operation, count):
    """As many for a small store as for a large one, whose grants then have several tokens each."""
    path = store.data.parent / f"{store.data.name}-{operation}.requests"
    # Half of the grants have a client of the preset in question.
    share = grants // 4
    with open(path, "w") as out:
        for begin in range(0, count, share):
            part, _ = store.requests(operation, min(share, count - begin), first=0)
            out.write(part.read_text())
    return path


def more(place, first):
    """Bytes of memory for each grant that the first size does not have."""
    grants = place["grants"] - first["grants"]
    return (place["resident"] - first["resident"]) / grants if grants else None


class Size:
    title = "size"

    def __init__(self, sizes):
        self.sizes = sizes

    def steps(self, options):
        return len(self.sizes) + options.rounds

    def run(self, bench):
        options = bench.options
        places = [self.place(bench, grants) for grants in self.sizes]
        for turn in range(options.rounds):
            bench.progress.step(f"size, round {turn + 1} of {options.rounds}")
            for place in places:
                place["checks"].append(load(place["server"], place["introspect"],
                                            seconds=options.seconds, text='"active":true'))
                place["revocations"].append(
                    load(place["server"], place["revoke"], status=204,
                         first=turn * place["count"], count=place["count"]))
        for place in places:
            place["server"].stop()
        return [{"grants": place["grants"], "start_seconds": place["server"].start_seconds,
                 "resident": place["resident"], "bytes_a_grant": more(place, places[0]),
                 "introspect_us": median(place["checks"], "cpu_us"),
                 "introspect_ratio": ratios(place["checks"], places[0]["checks"]),
                 "revoke_us": median(place["revocations"], "cpu_us"),
                 "revoke_ratio": ratios(place["revocations"], places[0]["revocations"]),
                 "samples": place["checks"], "revocations": place["revocations"]}
                for place in places]

    @staticmethod
    def place(bench, grants):
        bench.progress.step(f"seeding {grants:,} grants")
        bench.progress.clear()
        store = seed(bench.work / f"size-{grants}", grants)
        server = start_writ(bench.work, store.data)
        status = pathlib.Path(f"/proc/{server.pids[0]}/status").read_text()
        resident = int(re.search(r"RssAnon:\s+(\d+)", status)[1]) * 1024
        count = bench.options.count
        return {"grants": grants, "server": server, "resident": resident, "count": count,
                "introspect": requests(store, grants, "introspect", count),
                "revoke": requests(store, grants, "revoke-access", count * bench.options.rounds),
                "checks": [], "revocations": []}

    show = staticmethod(print_size)
