"""One data folder with two apps and a merchant, and what every token of theirs must be."""

import os
import shutil
import subprocess
import time
from dataclasses import dataclass
from urllib.parse import urlsplit

import store_files
import writ
from browser import Browser
from wire import Wire

REDIRECT_URI = "http://127.0.0.1:9/callback"
# One issuer, so that a merchant who is signed in stays so when the server comes back at another port.
SERVE = ("--issuer", "http://127.0.0.1:8080", "--listen", "127.0.0.1:0", "--health-listen",
         "127.0.0.1:0", "--no-access-log")


@dataclass
class Fact:
    """`token` is active, or is not, since the change numbered `since`; its grant was there with the
    change numbered `grant_since`."""
    client: writ.Client
    token: str
    active: bool
    since: int
    grant_since: int = 0


class World:
    def __init__(self, data):
        self.data = data
        self.facts = {}  # token -> Fact
        self._sessions = None
        writ.run("init", "--data", data)

    def serve(self, *options, environment=None):
        server = writ.Server("serve", "--data", self.data, *SERVE, *options,
                             environment=environment)
        if self._sessions is None:
            self._prepare(server)
        return server

    def _app(self, preset):
        made = writ.command("app", "create", "--name", preset, "--preset", preset,
                            "--redirect-uri", REDIRECT_URI, "--all-scopes", "--data", self.data)
        return writ.Client(made["id"], made["client_secret"], REDIRECT_URI)

    def _prepare(self, server):
        self.rotating = self._app("oauth21")
        self.fixed = self._app("mollie")
        self.merchant = writ.command("merchant", "create", "--name", "A merchant",
                                     "--data", self.data)["id"]
        wire = server.wire()
        self.sign_in(wire)
        wire.close()

    def sign_in(self, wire):
        link = writ.command("merchant", "login", self.merchant, "--data", self.data)["url"]
        browser = Browser()
        browser.sign_in(wire, link)
        self._sessions = browser.cookies

    def code(self, wire, client):
        """A code, and its verifier where the app needs one."""
        verifier, challenge = writ.pkce() if client is self.rotating else (None, {})
        answer = Browser(self._sessions).authorize(wire, client, self.merchant, "payments.read",
                                                   **challenge)
        return answer["code"], verifier

    def _enter(self, client, tokens, active, of_grant_of=None):
        """Of a grant that is new, unless one of its tokens is named."""
        since = store_files.last_event(self.data)
        grant_since = self.facts[of_grant_of].grant_since if of_grant_of else since
        for token in tokens:
            self.facts[token] = Fact(client, token, active, since, grant_since)

    def make(self, wire, client=None):
        """A grant and its first tokens."""
        client = client or self.rotating
        made = writ.expect(wire, writ.redeem(client, *self.code(wire, client)), 200).json()
        self._enter(client, (made["access_token"], made["refresh_token"]), True)
        return made

    def rotate(self, wire, made):
        fresh = writ.expect(wire, writ.refresh(self.rotating, made["refresh_token"]), 200).json()
        self._enter(self.rotating, (fresh["access_token"], fresh["refresh_token"]), True,
                    made["access_token"])
        return {**fresh, "others": [*made.get("others", []), made["access_token"]],
                "earlier": [*made.get("earlier", []), made["refresh_token"]]}

    def end(self, wire, made, client=None):
        """Revokes the whole grant."""
        client = client or self.rotating
        writ.expect(wire, writ.revoke(client, made["refresh_token"], "refresh_token"), 204)
        self._enter(client, [made["access_token"], made["refresh_token"],
                             *made.get("others", []), *made.get("earlier", [])], False,
                    made["access_token"])

    def end_access(self, wire, made):
        writ.expect(wire, writ.revoke(self.rotating, made["access_token"], "access_token"), 204)
        self._enter(self.rotating, [made["access_token"]], False, made["access_token"])

    def live_a_while(self, wire, times):
        """Some of everything, ending with a revocation."""
        for number in range(times):
            made = self.make(wire)
            if number % 3 == 0:
                made = self.rotate(wire, made)
                # A past generation is neither: it is answered for a while, and ends the grant after.
                self.facts.pop(made["earlier"][-1])
                made["earlier"].clear()
            if number % 4 == 1:
                self.end_access(wire, made)
            if number % 2 == 1:
                self.end(wire, made)

    def verify(self, wire, facts=None):
        facts = list(self.facts.values()) if facts is None else facts
        answers = wire.pipeline(writ.introspect(fact.client, fact.token) for fact in facts)
        for fact, answer in zip(facts, answers):
            assert answer.status == 200, (answer.status, answer.body)
            found = answer.json()["active"]
            assert found == fact.active, (
                f"a token is {'active' if found else 'dead'}, and should not be since change "
                f"{fact.since}")
        return len(facts)

    def verify_on(self, server, facts=None):
        wire = server.wire()
        count = self.verify(wire, facts)
        wire.close()
        return count

    def refusal(self, *options, environment=None, words=()):
        """What `writ serve` says when it does not start, which it must not; each word is in it."""
        done = subprocess.run([writ.binary(), "serve", "--data", self.data, *SERVE, *options],
                              stdin=subprocess.DEVNULL, capture_output=True, text=True,
                              timeout=60, check=False, env=dict(os.environ, **(environment or {})))
        assert done.returncode == 1, (done.returncode, done.stdout, done.stderr)
        said = done.stderr.strip()
        assert said.startswith("writ: ") and "\n" not in said, said
        for word in words:
            assert word in said, (word, said)
        return said

    def wait_for_watermark(self):
        """Until the mark names the last change; it may be a tenth of a second behind."""
        last = store_files.last_event(self.data)
        deadline = time.monotonic() + 30
        while self.watermark() != last:
            assert time.monotonic() < deadline, (self.watermark(), last)
            time.sleep(0.005)  # polls; the kill that follows must find the mark written
        return last

    def watermark(self):
        """The number that the newer of the two slots names."""
        with open(f"{self.data}/watermark", "rb") as file:
            content = file.read()
        slots = [content[start:start + 16] for start in (0, 4096)]
        return max(int.from_bytes(slot[8:16], "little") for slot in slots if slot[:8] == b"WritMark")

    @staticmethod
    def copy(source, target):
        """All but the socket of the server that was killed."""
        shutil.copytree(source, target, ignore=shutil.ignore_patterns("*.sock"))


def get(url):
    """An answer of the health port."""
    parts = urlsplit(url)
    wire = Wire(parts.port)
    answer = wire.ask("GET", parts.path)
    wire.close()
    return answer


def ready(server):
    return get(server.ready["health"] + "/health/ready").status


