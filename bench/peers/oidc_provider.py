"""node-oidc-provider (npm), in one process, with its tokens in memory or in SQLite."""

import json
import os
import pathlib
import shutil
import subprocess

from lib.calls import connect, send_line
from lib.place import free_port

from .peer import HERE, Peer, Tokens, Unavailable

FOLDER = HERE / "oidc-provider"
MODULES = FOLDER / "node_modules"
ADDON = MODULES / "better-sqlite3/build/Release/better_sqlite3.node"


class OidcProvider(Peer):
    name = "oidc-provider, memory"
    settings = "opaque tokens, fixed refresh tokens, a Map without bounds, NODE_ENV=production"
    kept = "memory only"
    introspection, revocation, refreshing = "/token/introspection", "/token/revocation", "/token"
    revocations = 2_000
    database = None

    def missing(self):
        if shutil.which("node") is None or shutil.which("npm") is None:
            return "there is no node with npm"
        lock = FOLDER / "package-lock.json"
        installed = MODULES / ".installed"
        if not installed.exists() or installed.read_bytes() != lock.read_bytes():
            return "not installed"
        return None

    def install(self):
        if OidcProvider.missing(self) == "not installed":
            self.npm("ci", "--ignore-scripts", "--no-progress", "--loglevel=error")
            shutil.copy(FOLDER / "package-lock.json", MODULES / ".installed")

    @staticmethod
    def npm(*arguments, **environment):
        done = subprocess.run(["npm", *arguments], cwd=FOLDER, capture_output=True, text=True,
                              env={**os.environ, **environment}, check=False)
        if done.returncode != 0:
            raise Unavailable(f"npm {arguments[0]} failed: {done.stderr.strip()[-300:]}")

    def version(self):
        package = json.loads((MODULES / "oidc-provider/package.json").read_text())
        node = subprocess.run(["node", "--version"], capture_output=True, text=True, check=True)
        return f"{package['version']}, node {node.stdout.strip()}"

    def start(self, folder):
        port = free_port()
        arguments = [folder / self.database] if self.database else []
        self.launch(["node", FOLDER / "server.mjs", port, *arguments], port, folder,
                    {**os.environ, "NODE_ENV": "production", "NODE_NO_WARNINGS": "1"})

    def mint(self, count):
        connection = connect(self.server.port)
        made = []
        for number in range(count):
            status, body = send_line(connection, self.line(
                "POST", self.refreshing, grant_type="urn:bench:seed", accountId=f"user{number}"))
            if status != 200:
                raise Unavailable(f"it answered {status} to the seeding: {body[:200]}")
            answer = json.loads(body)
            made.append(Tokens(answer["access_token"], answer["refresh_token"]))
        connection.close()
        return made


class OidcProviderSqlite(OidcProvider):
    name = "oidc-provider, SQLite"
    settings = ("the same over better-sqlite3: prepared statements, WAL, synchronous=FULL, one "
                "transaction a change, as its adapter's contract has it")
    kept = "SQLite, synced before each answer"
    revocations = 300
    database = "tokens.db"

    def missing(self):
        return super().missing() or (None if ADDON.exists() else "better-sqlite3 is not built")

    def install(self):
        super().install()
        if not ADDON.exists():
            self.npm("rebuild", "better-sqlite3", npm_config_build_from_source="true",
                     npm_config_nodedir=str(self.headers()))

    @staticmethod
    def headers():
        """Where node's own headers are, so that nothing is downloaded for them."""
        prefix = pathlib.Path(shutil.which("node")).resolve().parent.parent
        if not (prefix / "include/node/node_api.h").exists():
            raise Unavailable("node's headers, which building better-sqlite3 needs, are not here "
                              "(Debian: libnode-dev)")
        return prefix


PEERS = [OidcProvider, OidcProviderSqlite]
