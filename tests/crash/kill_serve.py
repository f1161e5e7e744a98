"""kill_rounds on `writ serve`: apps and merchants made by the command line, merchants signed in by
one-time links, and every yes said on the consent page."""

import kill_rounds
import writ
from browser import Browser
from load import Worker

REDIRECT_URI = "http://127.0.0.1:9/callback"


class Trial(kill_rounds.Trial):
    def __init__(self, data, seed):
        super().__init__(data, seed)
        self._sessions = {}  # merchant -> cookies
        writ.run("init", "--data", data)

    def launch(self):
        return writ.Server("serve", "--data", self._data, "--issuer",
                           "http://127.0.0.1:8080", "--listen", "127.0.0.1:0",
                           "--health-listen", "127.0.0.1:0")

    def _prepare(self, server):
        """Once: through the running server's socket."""
        def make(number):
            preset = "oauth21" if number % 2 else "mollie"
            made = writ.command("app", "create", "--name", f"App {number}", "--preset", preset,
                                "--redirect-uri", REDIRECT_URI, "--all-scopes", "--data",
                                self._data)
            return (writ.Client(made["id"], made["client_secret"], REDIRECT_URI),
                    preset == "oauth21")

        self._clients = [make(number) for number in range(kill_rounds.WORKERS)]
        wire = server.wire()
        for number in range(3):
            merchant = writ.command("merchant", "create", "--name", f"Merchant {number}",
                                    "--data", self._data)["id"]
            link = writ.command("merchant", "login", merchant, "--data", self._data)["url"]
            browser = Browser()
            browser.sign_in(wire, link)
            self._sessions[merchant] = browser.cookies
        wire.close()

    def _voice(self):
        """Says yes as any of the merchants; for one worker."""
        browsers = {merchant: Browser(cookies) for merchant, cookies in self._sessions.items()}

        def say_yes(wire, client, merchant, scope, **extra):
            return browsers[merchant].authorize(wire, client, merchant, scope, **extra)

        return say_yes

    def workers(self, server, ledger, number):
        if not self._clients:
            self._prepare(server)
        return [Worker(server, ledger, number, client, list(self._sessions), rotating,
                       self._chance.random(), self._voice(), sandbox=False)
                for client, rotating in self._clients]
