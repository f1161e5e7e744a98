"""Catalogues of scopes as operators make and change them, by file and by command."""

import html
import os
import re
import tempfile
from contextlib import closing
from urllib.parse import urlencode

import end_to_end as cli
import writ
from end_to_end import DONE, FAILED, NOT_FOUND, USAGE


def catalogue(folder):
    path = os.path.join(folder, "scopes.toml")
    with open(path, "w", encoding="utf-8") as file:
        file.write("""[[scope]]
name = "reports.read"
group = "reports"
description = "See your reports"
access = "read"

[[scope]]
name = "x:y/z"
group = "reports"
access = "change"
sensitive = true
title = "Z"
description.nl_NL = "Doen"
""")
    return path


def many(folder, count):
    """A catalogue of `count` scopes: s0, s1, …"""
    path = os.path.join(folder, f"{count}.toml")
    with open(path, "w", encoding="utf-8") as file:
        for number in range(count):
            file.write(f'[[scope]]\nname = "s{number}"\ngroup = "g"\naccess = "read"\n'
                       f'description = "See {number}"\n')
    return path


def names(*numbers):
    return " ".join(f"s{number}" for number in numbers)


class Beginnings(cli.Folder):
    def test_scopes_are_mollies_or_a_files(self):
        server = self.sandbox("--scopes", catalogue(self.folder))
        client, merchant = server.clients()[0], server.merchants()[0]
        with closing(server.wire()) as wire:
            metadata = wire.ask("GET", "/.well-known/oauth-authorization-server").json()
            self.assertEqual(metadata["scopes_supported"], ["reports.read", "x:y/z"])
            wanted = {"client_id": client.id, "merchant": merchant}
            tokens = wire.ask_json("POST", "/_sandbox/tokens", {**wanted, "scope": "x:y/z"})
            self.assertEqual(tokens.json()["scope"], "x:y/z")
            refused = wire.ask_json("POST", "/_sandbox/tokens", {**wanted, "scope": "payments.read"})
            self.assertEqual(refused.status, 400)
        done = self.expect(FAILED, "sandbox", "--port", "0", "--scopes", "/nowhere")
        self.assertIn("/nowhere", done.stderr)

    def test_a_demonstration_and_its_links_follow(self):
        server = self.sandbox("--scopes", catalogue(self.folder), "--demo")
        with closing(server.wire()) as wire:
            home = wire.ask("GET", "/", headers=[("Accept", "text/html")]).body.decode()
            links = re.findall(r'href="(/oauth2/authorize[^"]*)"', home)
            self.assertEqual(len(links), len(server.clients()))
            for link in links:
                page = wire.ask("GET", html.unescape(link), headers=[("Accept", "text/html")])
                self.assertEqual((page.status, b"See your reports" in page.body), (200, True), link)
        server.terminate()  # not before all is printed
        self.assertIn("revoked means dead", server.log())
        self.assertIn('"scope":"reports.read x:y/z"', server.log())
        self.assertIn("&scope=reports.read&", server.log())
        self.assertNotIn("payments.read", server.log())
        for choice in ("none", "mollie"):
            with closing(self.sandbox("--scopes", choice).wire()) as wire:
                self.assertEqual(wire.ask("GET", "/").status, 200)

    def test_init_takes_a_catalogue_or_none(self):
        for scopes, count in (("mollie", 61), ("none", 0), (catalogue(self.folder), 2)):
            self.data = os.path.join(self.folder, f"data{count}")
            self.init("--scopes", scopes)
            self.assertEqual(len(self.json("scope", "list", "--all")["items"]), count)
        self.data = os.path.join(self.folder, "data")
        self.expect(FAILED, "init", "--data", self.data, "--scopes", "/nowhere")
        self.assertFalse(os.path.exists(self.data))

    def test_an_app_gets_the_scopes_it_was_given(self):
        self.init()
        create = ("app", "create", "--name", "A", "--redirect-uri", "https://a.example/cb")
        self.assertEqual(self.json(*create)["scope"], "")
        every = self.json(*create, "--all-scopes")
        self.assertEqual((every["all_scopes"], len(every["scope"].split())), (True, 61))
        narrow = self.json("app", "update", every["id"], "--scope", "payments.read")
        self.assertEqual((narrow["all_scopes"], narrow["scope"]), (False, "payments.read"))


class Everywhere(cli.Folder):
    """A catalogue of 512 in a sandbox: each face follows it."""

    def setUp(self):
        super().setUp()
        self.server = self.sandbox("--data", self.data, "--scopes", many(self.folder, 512))
        self.client, self.merchant = self.server.clients()[0], self.server.merchants()[0]
        self.wire = self.server.wire()
        self.addCleanup(self.wire.close)

    def outcome(self, scope, **more):
        return writ.authorize(self.wire, self.client, self.merchant, scope, **more)

    def test_128_are_asked_for_and_granted_and_no_more(self):
        most = names(*range(384, 512))
        tokens = writ.expect(self.wire, writ.redeem(self.client, self.outcome(most)["code"]), 200)
        self.assertEqual(tokens.json()["scope"], most)
        known = writ.expect(self.wire, writ.introspect(self.client, tokens.json()["access_token"]),
                            200)
        self.assertEqual(known.json()["scope"], most)
        refused = self.outcome(names(*range(129)))
        self.assertEqual(refused["error"], "invalid_scope")
        self.assertIn("128", refused["error_description"])
        # Under mollie an authorization grows by what is new, up to 128 too.
        code = self.outcome("s0")["code"]
        answer = writ.send(self.wire, writ.redeem(self.client, code))
        self.assertEqual((answer.status, answer.json()["error"]), (400, "invalid_scope"))

    def test_what_apps_and_people_see_follows(self):
        metadata = self.wire.ask("GET", "/.well-known/oauth-authorization-server").json()
        self.assertEqual(metadata["scopes_supported"], names(*range(512)).split())
        token = writ.tokens_of(self.wire, self.client, self.merchant, "s511")["access_token"]
        bearer = [("Authorization", "Bearer " + token)]
        listed = self.wire.ask("GET", "/v2/permissions", headers=bearer).json()
        granted = [one["id"] for one in listed["_embedded"]["permissions"] if one["granted"]]
        self.assertEqual((listed["count"], granted), (512, ["s511"]))
        one = self.wire.ask("GET", "/v2/permissions/s511", headers=bearer).json()
        self.assertEqual((one["description"], one["granted"]), ("See 511", True))
        page = self.wire.ask("GET", "/oauth2/authorize?" + urlencode({
            "client_id": self.client.id, "redirect_uri": self.client.redirect_uri,
            "response_type": "code", "scope": "s7", "state": "s"}), headers=[("Accept", "text/html")])
        self.assertEqual(page.status, 200)
        self.assertIn(b"See 7", page.body)

    def test_every_app_of_a_sandbox_may_ask_for_every_scope(self):
        made = writ.new_client(self.wire, "mollie")
        for client in (*self.server.clients(), made):
            code = writ.authorize(self.wire, client, self.merchant, "s511", **writ.pkce()[1])
            self.assertIn("code", code)

    def test_a_retired_scope_is_read_and_not_asked_for(self):
        tokens = writ.tokens_of(self.wire, self.client, self.merchant, "s1 s2")
        self.json("scope", "retire", "s1", "--yes")
        known = writ.expect(self.wire, writ.introspect(self.client, tokens["access_token"]), 200)
        self.assertEqual(known.json()["scope"], "s1 s2")
        later = writ.expect(self.wire, writ.refresh(self.client, tokens["refresh_token"]), 200)
        self.assertEqual(later.json()["scope"], "s1 s2")
        self.assertEqual(self.outcome("s1")["error"], "invalid_scope")
        metadata = self.wire.ask("GET", "/.well-known/oauth-authorization-server").json()
        self.assertNotIn("s1", metadata["scopes_supported"])


class Indexes(cli.Folder):
    def test_512_are_possible_and_none_is_given_twice(self):
        self.init("--scopes", many(self.folder, 511))
        self.assertTrue(self.json("scope", "retire", "s510", "--yes")["retired"])
        done = self.expect(USAGE, "scope", "apply", catalogue(self.folder), "--data", self.data)
        self.assertIn("512", done.stderr)
        with open(os.path.join(self.folder, "one.toml"), "w", encoding="utf-8") as file:
            file.write('[[scope]]\nname = "last"\ngroup = "g"\naccess = "read"\n'
                       'description = "d"\n')
        self.assertEqual(self.json("scope", "apply", file.name)["made"], ["last"])
        self.assertEqual(self.json("scope", "show", "last")["index"], 511)
        self.assertEqual(self.json("scope", "show", "s510")["index"], 510)
        with tempfile.TemporaryDirectory() as folder:
            done = self.expect(FAILED, "init", "--data", os.path.join(folder, "data"), "--scopes",
                               many(folder, 513))
        self.assertIn("512", done.stderr)


class Commands:
    """The two classes below run these with and without a server."""

    def test_scopes(self):
        path = catalogue(self.folder)
        self.assertEqual(len(self.json("scope", "list", "--all")["items"]), 61)
        self.assertEqual(self.json("scope", "apply", path)["made"], ["reports.read", "x:y/z"])
        self.assertEqual(self.json("scope", "apply", path)["unchanged"], 2)
        shown = self.json("scope", "show", "x:y/z")
        self.assertEqual((shown["index"], shown["access"], shown["sensitive"]), (62, "change", True))
        self.assertEqual(shown["description"], {"nl_NL": "Doen"})
        self.assertIn("x:y/z", self.expect(DONE, "scope", "list", "--all", "--data",
                                           self.data).stdout)
        self.expect(USAGE, "scope", "retire", "x:y/z", "--data", self.data)
        self.assertTrue(self.json("scope", "retire", "x:y/z", "--yes")["retired"])
        self.expect(NOT_FOUND, "scope", "show", "nothing", "--data", self.data)
        app = self.json("app", "create", "--name", "A", "--redirect-uri", "https://a.example/cb",
                        "--all-scopes")["id"]
        merchant = self.json("merchant", "create", "--name", "M")["id"]
        mint = ("token", "mint", "--app", app, "--merchant", merchant, "--scope")
        self.assertEqual(self.json(*mint, "reports.read")["scope"], "reports.read")
        self.expect(USAGE, *mint, "x:y/z", "--data", self.data)
        with open(path, "a", encoding="utf-8") as file:
            file.write("colour = 1\n")
        done = self.expect(USAGE, "scope", "apply", path, "--data", self.data)
        self.assertIn("line 14: a scope has no 'colour'", done.stderr)


class WithoutServer(Commands, cli.Folder):
    def setUp(self):
        super().setUp()
        self.init()


class WithServer(WithoutServer):
    def setUp(self):
        super().setUp()
        self.serve()
