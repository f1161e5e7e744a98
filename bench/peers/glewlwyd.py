"""Glewlwyd (Debian's package) with its OIDC plug-in over SQLite."""

import json
import os
import pathlib
import shutil
import sqlite3
import subprocess

from lib.calls import connect, send, send_line
from lib.place import free_port

from .peer import Peer, Tokens, Unavailable

SCHEMA = pathlib.Path("/usr/share/dbconfig-common/data/glewlwyd/install/sqlite3")
MODULES = "/usr/lib/glewlwyd"
CONFIG = """
port={port}
bind_address="127.0.0.1"
external_url="http://127.0.0.1:{port}/"
api_prefix="api"
log_mode="console"
log_level="ERROR"
session_key="GLEWLWYD2_SESSION_ID"
session_expiration=86400
admin_scope="g_admin"
profile_scope="g_profile"
user_module_path="{modules}/user"
client_module_path="{modules}/client"
user_auth_scheme_module_path="{modules}/scheme"
plugin_module_path="{modules}/plugin"
use_secure_connection=false
secure_connection_key_file="none"
secure_connection_pem_file="none"
hash_algorithm="SHA512"
database = {{ type = "sqlite3"; path = "{database}"; }};
"""
PLUGIN = {
    "iss": "http://127.0.0.1", "jwt-type": "sha", "jwt-key-size": "256",
    "key": "a key of the benchmark that signs nothing else",
    "code-duration": 600, "refresh-token-duration": 1209600, "access-token-duration": 86400,
    "refresh-token-rolling": False, "refresh-token-one-use": "never", "allow-non-oidc": True,
    "auth-type-code-enabled": True, "auth-type-token-enabled": False,
    "auth-type-id-token-enabled": True, "auth-type-none-enabled": False,
    "auth-type-password-enabled": True, "auth-type-client-enabled": True,
    "auth-type-refresh-enabled": True, "auth-type-device-enabled": False,
    "introspection-revocation-allowed": True, "introspection-revocation-allow-target-client": True,
    "introspection-revocation-auth-scope": [], "scope": [],
}
USER, PASSWORD = "merchant", "a-password-of-the-benchmark"


class Glewlwyd(Peer):
    name = "Glewlwyd, SQLite"
    settings = ("access tokens signed with HS256, its cheapest; the client by a secret, not by a "
                "hashed password; refresh tokens fixed; WAL; log level ERROR")
    kept = "SQLite, synced before each answer"
    introspection, revocation, refreshing = ("/api/oidc/introspect", "/api/oidc/revoke",
                                             "/api/oidc/token")
    revocations = 100

    def missing(self):
        if shutil.which("glewlwyd") is None:
            return "not installed"
        return None if SCHEMA.exists() else f"its package has no {SCHEMA}"

    def install(self):
        if shutil.which("glewlwyd") is not None:
            return
        # RUNLEVEL: the package is not to start a service of its own.
        done = subprocess.run(["apt-get", "install", "--yes", "--no-install-recommends", "glewlwyd"],
                              env={**os.environ, "DEBIAN_FRONTEND": "noninteractive",
                                   "RUNLEVEL": "1"}, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            raise Unavailable(f"apt-get failed: {done.stderr.strip()[-300:]}")

    def version(self):
        done = subprocess.run(["dpkg-query", "-W", "-f", "${Version}", "glewlwyd"],
                              capture_output=True, text=True, check=True)
        return done.stdout

    def prepare(self, folder):
        database = sqlite3.connect(folder / "glewlwyd.db")
        database.execute("PRAGMA journal_mode=WAL")
        database.executescript(SCHEMA.read_text())
        # Only seeding gives passwords, once a token; as shipped each would take 15 ms more.
        database.execute("""UPDATE g_user_module_instance SET gumi_parameters =
                            json_set(gumi_parameters, '$."pbkdf2-iterations"', 1)""")
        database.commit()
        database.close()

    def start(self, folder):
        port = free_port()
        config = folder / "glewlwyd.conf"
        config.write_text(CONFIG.format(port=port, modules=MODULES,
                                        database=folder / "glewlwyd.db"))
        first = not (folder / "set-up").exists()
        self.launch(["glewlwyd", f"--config-file={config}"], port, folder)
        if first:
            self.set_up()
            (folder / "set-up").touch()

    def set_up(self):
        """By its admin API: a scope, the plug-in, the client and the user."""
        connection = connect(self.server.port)
        connection.request("POST", "/api/auth", json.dumps({"username": "admin",
                                                            "password": "password"}),
                           {"Content-Type": "application/json"})
        answer = connection.getresponse()
        answer.read()
        cookie = (answer.getheader("Set-Cookie") or "").split(";")[0]
        for path, body in (
                ("/api/scope/", {"name": "bench", "display_name": "bench",
                                 "password_required": False}),
                ("/api/mod/plugin/", {"module": "oidc", "name": "oidc", "display_name": "OIDC",
                                      "parameters": PLUGIN}),
                ("/api/client/", {"client_id": self.client, "name": "bench", "enabled": True,
                                  "confidential": True, "client_secret": self.secret,
                                  "scope": ["bench"], "redirect_uri": ["https://app.example/"],
                                  "authorization_type": ["password", "refresh_token",
                                                         "client_credentials"],
                                  "token_endpoint_auth_method": ["client_secret_basic"]}),
                ("/api/user/", {"username": USER, "password": PASSWORD, "enabled": True,
                                "scope": ["bench"]})):
            status, said = send(connection, "POST", path, json.dumps(body),
                                {"Content-Type": "application/json", "Cookie": cookie})
            if status != 200:
                raise Unavailable(f"{path} answered {status}: {said[:300]}")
        connection.close()

    def mint(self, count):
        connection = connect(self.server.port)
        made = []
        for _ in range(count):
            status, body = send_line(connection, self.line(
                "POST", self.refreshing, grant_type="password", username=USER, password=PASSWORD,
                scope="bench"))
            if status != 200:
                raise Unavailable(f"it answered {status} to a password: {body[:300]}")
            answer = json.loads(body)
            made.append(Tokens(answer["access_token"], answer["refresh_token"]))
        connection.close()
        return made


PEERS = [Glewlwyd]
