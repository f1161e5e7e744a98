"""Starts, kills and restarts the real binary, and speaks the sandbox's routes."""

import json
import os
import secrets
import signal
import subprocess
import sys
import tempfile
import time
from base64 import b64encode, urlsafe_b64encode
from dataclasses import dataclass, field
from hashlib import sha256
from urllib.parse import parse_qs, quote, urlsplit

from wire import Wire, message

ROOT = os.path.abspath(os.path.join(os.path.dirname(__file__), "..", "..", ".."))


def binary():
    path = os.environ.get("WRIT") or os.path.join(ROOT, "build", "release", "bin", "writ")
    if not os.access(path, os.X_OK):
        sys.exit(f"no writ at {path}; build it or set WRIT")
    return os.path.abspath(path)


class StartFailure(Exception):
    pass


class Server:
    """One process of writ that says where it listens in a ready file; a context manager that ends
    what it started, by its own process id."""

    def __init__(self, *arguments, wrapper=(), environment=None):
        self._folder = tempfile.TemporaryDirectory(prefix="writ-test-")
        self.log_path = os.path.join(self._folder.name, "log")
        self.ready_path = os.path.join(self._folder.name, "ready.json")
        began = time.monotonic()
        with open(self.log_path, "wb") as log:
            self.process = subprocess.Popen(
                [*wrapper, binary(), *arguments, "--ready-file", self.ready_path],
                stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                env=dict(os.environ, **(environment or {})))
        while not os.path.exists(self.ready_path):
            if self.process.poll() is not None or time.monotonic() - began > 60:
                self.kill()
                raise StartFailure(f"writ {' '.join(arguments)} did not get ready "
                                   f"(exit {self.process.returncode}):\n{self.log()}")
            time.sleep(0.002)  # polls for the file; nothing below depends on how long it took
        self.start_seconds = time.monotonic() - began
        with open(self.ready_path, encoding="utf-8") as ready:
            self.ready = json.load(ready)
        self.pid = self.ready["pid"]
        # The issuer may be another address than where it listens.
        self.port = urlsplit(f"http://{self.ready['listen']}" if "listen" in self.ready
                             else self.ready.get("url", self.ready["issuer"])).port

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.kill()
        self._folder.cleanup()

    def log(self):
        with open(self.log_path, encoding="utf-8", errors="replace") as log:
            return log.read()

    def kill(self):
        """As a power button would: no handler runs."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def terminate(self):
        """The polite way; returns the exit status."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(timeout=60)

    def is_alive(self):
        return self.process.poll() is None

    def wire(self):
        return Wire(self.port)

    def clients(self):
        return [Client(one["client_id"], one["client_secret"], one["redirect_uris"][0])
                for one in self.ready["clients"]]

    def merchants(self):
        return [one["id"] for one in self.ready["merchants"]]


@dataclass
class Client:
    id: str
    secret: str = field(repr=False)
    redirect_uri: str = "http://127.0.0.1:9/callback"

    def basic(self):
        pair = f"{quote(self.id, safe='')}:{quote(self.secret, safe='')}".encode()
        return ("Authorization", "Basic " + b64encode(pair).decode())

    def in_body(self):
        return {"client_id": self.id, "client_secret": self.secret}

    def message(self, method, target, body):
        return message(method, target, body, [self.basic()])


def new_client(wire, preset, resource_server=False, redirect_uri="http://127.0.0.1:9/callback"):
    answer = wire.ask_json("POST", "/_sandbox/clients", {
        "name": f"test {preset}", "redirect_uris": [redirect_uri], "preset": preset,
        "resource_server": resource_server})
    assert answer.status == 201, (answer.status, answer.body)
    made = answer.json()
    return Client(made["client_id"], made["client_secret"], redirect_uri)


def pkce():
    """A verifier and the parameters of its challenge."""
    verifier = secrets.token_urlsafe(32)
    challenge = urlsafe_b64encode(sha256(verifier.encode()).digest()).rstrip(b"=").decode()
    return verifier, {"code_challenge": challenge, "code_challenge_method": "S256"}


def authorize(wire, client, merchant, scope, decision="approve", **extra):
    """The merchant's yes; returns the parameters of the redirect, each once."""
    answer = wire.ask_json("POST", "/_sandbox/authorize", {
        "client_id": client.id, "redirect_uri": client.redirect_uri, "response_type": "code",
        "scope": scope, "state": "s", "merchant": merchant, "decision": decision, **extra})
    assert answer.status == 200, (answer.status, answer.body)
    query = parse_qs(urlsplit(answer.json()["redirect_to"]).query)
    return {name: values[0] for name, values in query.items()}


def redeem(client, code, verifier=None):
    body = {"grant_type": "authorization_code", "code": code, "redirect_uri": client.redirect_uri}
    if verifier:
        body["code_verifier"] = verifier
    return client.message("POST", "/oauth2/tokens", body)


def refresh(client, token):
    return client.message("POST", "/oauth2/tokens",
                          {"grant_type": "refresh_token", "refresh_token": token})


def introspect(client, token):
    return client.message("POST", "/oauth2/introspect", {"token": token})


def revoke(client, token, hint):
    return client.message("DELETE", "/oauth2/tokens", {"token": token, "token_type_hint": hint})


def revoke_7009(client, token):
    return client.message("POST", "/oauth2/revoke", {"token": token})


def send(wire, data):
    wire.send(data)
    return wire.answer()


def expect(wire, data, status):
    answer = send(wire, data)
    assert answer.status == status, (status, answer.status, answer.body)
    return answer


def is_active(wire, client, token):
    return expect(wire, introspect(client, token), 200).json()["active"]


def tokens_of(wire, client, merchant, scope="payments.read", rotating=False):
    """Authorizes and redeems; returns the token answer."""
    verifier, challenge = pkce() if rotating else (None, {})
    code = authorize(wire, client, merchant, scope, **challenge)["code"]
    return expect(wire, redeem(client, code, verifier), 200).json()


def run(*arguments):
    """Runs `writ ARGUMENTS`, which must succeed; returns what it printed."""
    done = subprocess.run([binary(), *arguments], stdin=subprocess.DEVNULL, capture_output=True,
                          text=True, timeout=60, check=False)
    assert done.returncode == 0, (arguments, done.returncode, done.stderr)
    return done.stdout


def command(*arguments):
    """The same with `-o json`; returns it parsed."""
    return json.loads(run(*arguments, "-o", "json"))
