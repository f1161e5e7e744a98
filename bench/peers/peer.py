"""What a peer must be able to do to be measured beside Writ; see README.md."""

import base64
import dataclasses
import os
import pathlib
import signal
import urllib.parse

from lib.place import SERVER_CORE, family
from lib.servers import Server, spawn, wait_for_port

HERE = pathlib.Path(__file__).resolve().parent


class Unavailable(Exception):
    """Why a peer cannot be had here; the table says it."""


@dataclasses.dataclass
class Tokens:
    access: str
    refresh: str


class Peer:
    """A server that issues, checks and revokes tokens. Subclasses fill in all that raises, and the
    paths and statuses where they differ."""

    name = ""            # the row
    settings = ""        # what was set away from its defaults so that it is at its best
    kept = ""            # where its tokens are, and what that promises
    client, secret = "bench", "bench-secret-0123456789abcdef"
    introspection = revocation = refreshing = ""   # paths
    revoke_method, revoked_status = "POST", 200
    rotates = False      # whether a refresh ends the refresh token
    revocations = 300    # a round: as many as take some tenths of a second
    server = None        # while it runs

    def missing(self):
        """Why it cannot run as things are here, or None."""
        raise NotImplementedError

    def install(self):
        """Gets it, by package name, or raises Unavailable."""
        raise NotImplementedError

    def version(self):
        raise NotImplementedError

    def adapt(self, options):
        """Told the options of the run, before it is prepared."""

    def prepare(self, folder):
        """Makes what it needs once in the empty `folder`, before its first start."""

    def start(self, folder):
        """Starts it on core SERVER_CORE with what is in `folder`, and sets `server` once it
        answers. Called again after `kill`, with the same folder."""
        raise NotImplementedError

    def mint(self, count):
        """`count` Tokens, each of an authorization of its own."""
        raise NotImplementedError

    # ---- what follows suits most

    def stop(self):
        self.server.stop()

    def kill(self):
        """kill -9 of every process, at once."""
        for pid in family(self.server.process.pid):
            os.kill(pid, signal.SIGKILL)
        self.server.process.wait()

    def follow(self, tokens, fresh):
        """What a refresh of `tokens` gave, `fresh`, is theirs from now on; returns it."""
        return fresh

    def introspect(self, tokens):
        return self.line("POST", self.introspection, token=tokens.access)

    def refresh(self, tokens):
        return self.line("POST", self.refreshing, grant_type="refresh_token",
                         refresh_token=tokens.refresh)

    def revoke_access(self, tokens):
        return self.line(self.revoke_method, self.revocation, token_type_hint="access_token",
                         token=tokens.access)

    def revoke_refresh(self, tokens):
        return self.line(self.revoke_method, self.revocation, token_type_hint="refresh_token",
                         token=tokens.refresh)

    def line(self, method, path, **parameters):
        """A request as bench_load takes it: METHOD PATH BASIC BODY."""
        basic = base64.b64encode(f"{self.client}:{self.secret}".encode()).decode()
        return f"{method} {path} {basic} {urllib.parse.urlencode(parameters)}"

    def launch(self, command, port, folder, environment=None):
        """Runs `command` on the server's core until `port` answers; its output goes to a log."""
        with open(folder / "log", "ab") as log:
            process = spawn(["taskset", "-c", SERVER_CORE, *map(str, command)], stdout=log,
                            stderr=log, env=environment, cwd=folder)
        wait_for_port(port, process, self.name)
        self.server = Server(process, family(process.pid), port)
