"""Refreshing with a fixed token writes nothing: the store stays as it is, and strace sees no write
to the data folder."""

import os
import re
import shutil
import signal
import subprocess
import tempfile
import time

import store_files
import writ


def sizes(data):
    found = {}
    for folder, _, names in os.walk(data):
        for name in names:
            path = os.path.join(folder, name)
            found[os.path.relpath(path, data)] = os.stat(path).st_size
    return found


def wait_until_still(data):
    """Until nothing in the folder has changed for a second: watermark and checkpoint are done."""
    def look():
        return {name: os.stat(os.path.join(data, name)).st_mtime_ns for name in sizes(data)}

    state, since = look(), time.monotonic()
    deadline = since + 30
    while time.monotonic() - since < 1:
        assert time.monotonic() < deadline, "an idle server goes on writing to its data folder"
        time.sleep(0.02)
        if (now := look()) != state:
            state, since = now, time.monotonic()


def refreshes(server, client, token, count):
    wire = server.wire()
    request = writ.refresh(client, token)
    seen = set()
    for answer in wire.pipeline(request for _ in range(count)):
        assert answer.status == 200, (answer.status, answer.body)
        seen.add(answer.body)
    wire.close()
    assert len(seen) == count, "the same answer twice"


def same_size(server, data, client, token, count):
    wait_until_still(data)
    before, event = sizes(data), store_files.last_event(data)
    began = time.monotonic()
    refreshes(server, client, token, count)
    rate = count / (time.monotonic() - began)
    wait_until_still(data)
    assert sizes(data) == before, f"sizes before: {before}, after: {sizes(data)}"
    assert store_files.last_event(data) == event
    return f"{count} refreshes ({rate:.0f}/s by one connection), {sum(before.values())} bytes"


class Trace:
    """strace attached to a server: the system calls that write, with the paths they write to."""

    CALLS = "write,writev,pwrite64,pwritev,pwritev2,fsync,fdatasync,ftruncate,fallocate,rename," \
            "renameat,renameat2,unlink,unlinkat,openat,sendfile,copy_file_range,msync"

    def __init__(self, pid):
        self._folder = tempfile.TemporaryDirectory(prefix="writ-test-")
        self._path = os.path.join(self._folder.name, "trace")
        self._process = subprocess.Popen(
            ["strace", "-f", "-y", "-s", "0", "-e", f"trace={self.CALLS}", "-o", self._path,
             "-p", str(pid)], stderr=subprocess.PIPE, text=True)
        line = self._process.stderr.readline()
        assert "attached" in line, f"strace cannot attach: {line}"

    def end(self, data):
        """The calls that touched the data folder."""
        self._process.send_signal(signal.SIGINT)
        self._process.communicate(timeout=60)
        with open(self._path, encoding="utf-8", errors="replace") as lines:
            calls = [line for line in lines if re.search(r"^\d+ +\w+\(", line)]
        self._folder.cleanup()
        mine = [line for line in calls if os.path.realpath(data) + "/" in line]
        return mine, len(calls)


def no_write(server, data, client, token, other, count):
    wait_until_still(data)
    trace = Trace(server.pid)
    refreshes(server, client, token, count)
    mine, calls = trace.end(data)
    assert not mine, f"{len(mine)} calls touched the data folder, the first: {mine[0]}"
    assert calls >= count / 64, f"only {calls} calls seen: strace did not see the answers"

    # The control: what this trace would have shown.
    trace = Trace(server.pid)
    wire = server.wire()
    writ.expect(wire, writ.revoke(client, other, "refresh_token"), 204)
    wire.close()
    mine, _ = trace.end(data)
    assert any("sync(" in line for line in mine), "a revocation was answered without a sync"
    return f"{count} refreshes: none of {calls} calls; one revocation: {len(mine)} calls"


def run(report, folder, count, traced=10_000):
    data = f"{folder}/flat"
    with writ.Server("sandbox", "--data", data, "--port", "0") as server:
        client = server.clients()[0]
        one, two = server.merchants()[:2]
        wire = server.wire()
        token = writ.tokens_of(wire, client, one)["refresh_token"]
        other = writ.tokens_of(wire, client, two)["refresh_token"]
        wire.close()
        report.check(f"the store after {count} refreshes", same_size, server, data, client, token,
                     count)
        if shutil.which("strace"):
            report.check(f"strace over {traced} refreshes", no_write, server, data, client, token,
                         other, traced)
        else:
            print("note strace is not installed: that check did not run", flush=True)
