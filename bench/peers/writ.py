"""Writ itself, measured by the same means as the others."""

from lib.place import BIN
from lib.servers import start_writ
from lib.stores import seed, token_of

from .peer import Peer, Tokens


class Writ(Peer):
    name = "Writ"
    settings = "as shipped, but without the request log"
    kept = "SQLite, synced before each answer"
    introspection, revocation, refreshing = "/oauth2/introspect", "/oauth2/tokens", "/oauth2/tokens"
    revoke_method, revoked_status = "DELETE", 204
    revocations = 10_000

    def __init__(self):
        self.grants = 0
        self.store = None
        self.basic = {}  # of each refresh token, the credentials of its app

    def adapt(self, options):
        self.grants = options.grants
        self.settings += f"; {options.grants:,} grants in its store"

    def missing(self):
        return None if (BIN / "writ").exists() else "tools/build release writ"

    def version(self):
        return "this tree"

    def prepare(self, folder):
        self.store = seed(folder / "data", self.grants)

    def start(self, folder):
        self.server = start_writ(folder, self.store.data)

    def mint(self, count):
        refreshes, place = self.store.requests("refresh", count)
        accesses, _ = self.store.requests("introspect", count, first=place)
        made = []
        for refresh, access in zip(refreshes.read_text().splitlines(),
                                   accesses.read_text().splitlines()):
            tokens = Tokens(token_of(access), token_of(refresh))
            self.basic[tokens.refresh] = refresh.split()[2]
            made.append(tokens)
        return made

    def follow(self, tokens, fresh):
        self.basic[fresh.refresh] = self.basic[tokens.refresh]
        return fresh

    def introspect(self, tokens):
        return self.own(super().introspect(tokens), tokens)

    def refresh(self, tokens):
        return self.own(super().refresh(tokens), tokens)

    def revoke_access(self, tokens):
        return self.own(super().revoke_access(tokens), tokens)

    def revoke_refresh(self, tokens):
        return self.own(super().revoke_refresh(tokens), tokens)

    def own(self, line, tokens):
        method, path, _, body = line.split()
        return " ".join((method, path, self.basic[tokens.refresh], body))


PEERS = [Writ]
