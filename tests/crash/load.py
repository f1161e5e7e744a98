"""Clients that redeem, refresh, rotate and revoke as fast as they are answered, until the server
is gone."""

import random
import threading
import time

import writ
from ledger import DEAD, LIVE, MAYBE, Family
from wire import Gone


class Worker(threading.Thread):
    """One connection of one client, which no other worker uses. `say_yes` is writ.authorize, or
    the same by a browser; only a sandbox makes merchants on the way (`sandbox`)."""

    def __init__(self, server, ledger, round_number, client, merchants, rotating, seed,
                 say_yes=writ.authorize, sandbox=True):
        super().__init__(daemon=True)
        self._server = server
        self._ledger = ledger
        self._round = round_number
        self._client = client
        self._merchants = merchants
        self._rotating = rotating
        self._chance = random.Random(seed)
        self._say_yes = say_yes
        self._sandbox = sandbox
        self.failure = None

    def run(self):
        try:
            self._wire = self._server.wire()
            while True:
                if self._rotating:
                    self._rotating_life()
                elif self._sandbox:
                    self._fixed_life()
                if not self._rotating:
                    self._consent_life(self._chance.choice(self._merchants))
        except Gone:
            pass  # killed, as planned
        except OSError:
            pass  # killed before this worker had connected
        except Exception as error:  # reported by the round that owns this worker
            self.failure = error

    # Each step enters "maybe" first and the answer afterwards; see ledger.py.

    def _authorize(self, merchant, **extra):
        return self._say_yes(self._wire, self._client, merchant, "payments.read", **extra)["code"]

    def _redeem(self, family):
        family.redeemed = MAYBE
        answer = writ.expect(
            self._wire, writ.redeem(self._client, family.code, family.verifier), 200)
        family.took(answer.json())
        family.redeemed = LIVE
        self._ledger.count()

    def _refresh(self, family, counts):
        family.rotation = MAYBE if counts else DEAD
        family.rotated_at = time.monotonic()
        answer = writ.expect(self._wire, writ.refresh(self._client, family.refresh[-1]), 200)
        family.took(answer.json())
        family.rotation = DEAD
        if counts:
            self._ledger.count()

    def _revocation(self, token, hint):
        """By any of the faces; the answer of each is final."""
        face = self._chance.randrange(3)
        if face == 0:
            writ.expect(self._wire, writ.revoke(self._client, token, hint), 204)
        elif face == 1:
            writ.expect(self._wire, writ.revoke_7009(self._client, token), 200)
        else:
            answer = self._wire.ask_json("DELETE", "/oauth2/tokens", {
                **self._client.in_body(), "token": token, "token_type_hint": hint})
            assert answer.status == 204, (answer.status, answer.body)
        self._ledger.count(revocation=True)

    def _revoke_access(self, family):
        token = self._chance.choice(family.live_access())
        family.access[token] = MAYBE
        self._revocation(token, "access_token")
        family.access[token] = DEAD
        assert not writ.is_active(self._wire, self._client, token), "active after its revocation"

    def _revoke_grant(self, family):
        # Any generation ends the grant, and a wrong hint saves nothing.
        token = self._chance.choice(family.refresh)
        family.state = MAYBE
        self._revocation(token, self._chance.choice(["refresh_token", "access_token"]))
        family.state = DEAD
        for dead in [token, *family.live_access()]:
            assert not writ.is_active(self._wire, self._client, dead), "active after its revocation"

    def _rotating_life(self):
        verifier, challenge = writ.pkce()
        code = self._authorize(self._chance.choice(self._merchants), **challenge)
        family = self._ledger.open(Family(self._client, True, self._round, (), code,
                                          verifier, time.monotonic()))
        self._redeem(family)
        for _ in range(self._chance.randrange(4)):
            self._refresh(family, counts=True)
        if self._chance.random() < 0.4:
            self._revoke_access(family)
        if self._chance.random() < 0.4:
            self._revoke_grant(family)

    def _fixed_life(self):
        # A demo merchant of its own for each life, so that each is a consent of its own.
        answer = self._wire.ask_json("POST", "/_sandbox/tokens", {
            "client_id": self._client.id, "scope": "payments.read"})
        assert answer.status == 200, (answer.status, answer.body)
        family = self._ledger.open(Family(self._client, False, self._round))
        family.took(answer.json())
        self._ledger.count()
        for _ in range(self._chance.randrange(3)):
            self._refresh(family, counts=False)
        if self._chance.random() < 0.4:
            self._revoke_access(family)
        if self._chance.random() < 0.4:
            self._revoke_grant(family)

    def _consent_life(self, merchant):
        """Redeems for a merchant and disconnects: a code approved before is dead as well."""
        family = self._ledger.open(Family(
            self._client, False, self._round, (self._client.id, merchant),
            self._authorize(merchant), None, time.monotonic()))
        other = self._authorize(merchant)
        self._redeem(family)
        self._revoke_grant(family)
        writ.expect(self._wire, writ.redeem(self._client, other), 400)
