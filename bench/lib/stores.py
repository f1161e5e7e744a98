"""Stores that bench_seed fills, and requests with real tokens of their grants."""

import dataclasses
import pathlib
import subprocess

from .place import BIN, fail


@dataclasses.dataclass
class Store:
    """`shape` is a number of grants, or blocks of CLIENTSxGRANTS: see bench/world.h."""

    data: pathlib.Path
    shape: str
    next: int = 0  # the first grant that no request of this run has used

    def requests(self, operation, count, first=None):
        """A file of requests, each on a grant that nothing else of this run uses; or, from `first`
        on, on those of an earlier call. Returns it with the place of its first grant."""
        place = self.next if first is None else first
        path = self.data.parent / f"{self.data.name}-{operation}-{place}.requests"
        with open(path, "w") as output:
            done = subprocess.run([BIN / "bench_requests", self.data, operation, self.shape,
                                   str(place), str(count)], stdout=output, stderr=subprocess.PIPE,
                                  text=True, check=False)
        if done.returncode != 0:
            fail(done.stderr.strip())
        if first is None:
            self.next = int(done.stderr)
        return path, place


def seed(data, shape):
    """A new store in the folder `data`, which must not have one."""
    done = subprocess.run([BIN / "bench_seed", data, str(shape)], check=False,
                          stdout=subprocess.DEVNULL)
    if done.returncode != 0:
        fail(f"cannot make a store in {data}")
    return Store(data, str(shape))


def token_of(line):
    """The token of a request line of bench_requests."""
    return line.split()[3].rsplit("token=", 1)[1]
