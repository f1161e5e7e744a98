"""Where things are, on which cores they run, and how to end when something is wrong."""

import pathlib
import socket
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
BIN = ROOT / "build/release/bin"
SERVER_CORE, LOAD_CORE = "0", "1"
TOOLS = ("bench_load", "bench_seed", "bench_requests", "bench_raw_log")


def fail(text):
    sys.exit(f"bench: {text}")


def build(*targets):
    subprocess.run([ROOT / "tools/build", "release", *targets], check=True)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def cpu_seconds(pids):
    """What all threads of these processes have used, to the nanosecond."""
    nanoseconds = 0
    for pid in pids:
        for task in pathlib.Path(f"/proc/{pid}/task").iterdir():
            try:
                nanoseconds += int((task / "schedstat").read_text().split()[0])
            except OSError:
                pass  # the thread has ended
    return nanoseconds * 1e-9


def family(pid):
    """The process and all that descend from it."""
    pids = [pid]
    for one in pids:
        for task in pathlib.Path(f"/proc/{one}/task").glob("*/children"):
            pids += [int(child) for child in task.read_text().split()]
    return pids
