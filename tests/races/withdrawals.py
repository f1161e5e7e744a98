"""Endings that race with what they end: whatever was in flight is dead after the answer."""

import socket

import writ
from races import at_once
from wire import Wire


class AdminWire(Wire):
    """The operator's socket in the data folder."""

    def __init__(self, data):
        self._socket = socket.socket(socket.AF_UNIX)
        self._socket.settimeout(60)
        self._socket.connect(f"{data}/control.sock")
        self._unread = bytearray()

    def call(self, method, path, value=None, status=200):
        answer = self.ask_json(method, f"/admin/v1/{path}", {} if value is None else value)
        assert answer.status == status, (method, path, answer.status, answer.body)
        return answer.json() if answer.body else None


def assert_dead(wire, judge, tokens, why):
    answers = wire.pipeline(writ.introspect(judge, token) for token in tokens)
    for answer in answers:
        assert answer.status == 200, (answer.status, answer.body)
        assert answer.json()["active"] is False, why


def minted_by(answers):
    """Every token that the answers gave, and how many of them gave any."""
    good = [answer.json() for answer in answers if answer.status == 200]
    assert all(answer.status in (200, 400, 401) for answer in answers), [
        (answer.status, answer.body) for answer in answers]
    return [made[name] for made in good for name in ("access_token", "refresh_token")
            if name in made], len(good)


class Withdrawals:
    def __init__(self, server, data, chance):
        self.admin = AdminWire(data)
        self._wires = [server.wire() for _ in range(6)]
        self._chance = chance
        self.fixed = writ.new_client(self._wires[0], "mollie")
        self.rotating = writ.new_client(self._wires[0], "oauth21")
        self.judge = writ.new_client(self._wires[0], "mollie", resource_server=True)

    def merchant(self):
        return self.admin.call("POST", "merchants", {"name": "A merchant"}, 201)["id"]

    def race(self, requests, ending):
        """Sends the requests, each on a connection of its own, while `ending` runs, at a random
        place in the order of starting; returns their answers."""
        bodies = [lambda wire=wire, request=request: writ.send(wire, request)
                  for wire, request in zip(self._wires, requests)]
        position = self._chance.randrange(len(bodies) + 1)
        bodies.insert(position, ending)
        answers = at_once(bodies)
        del answers[position]
        return answers

    def consent_against_withdrawal(self, rounds):
        """A yes given before the merchant's end cannot be redeemed into life by racing with it."""
        won = lost = 0
        for number in range(rounds):
            merchant = self.merchant()
            rotating = number % 2 == 1
            client = self.rotating if rotating else self.fixed
            verifier, challenge = writ.pkce() if rotating else (None, {})
            codes = [writ.authorize(self._wires[0], client, merchant, "payments.read",
                                    **challenge)["code"] for _ in range(4)]
            requests = [writ.redeem(client, code, verifier) for code in codes]
            answers = self.race(requests, lambda merchant=merchant: self.admin.call(
                "POST", f"merchants/{merchant}/revoke"))
            tokens, good = minted_by(answers)
            won += good
            lost += len(answers) - good
            assert_dead(self._wires[0], client, tokens, "a yes outlived its withdrawal")
            for request in requests:
                writ.expect(self._wires[0], request, 400)
        assert won and lost, f"no race: {won} redeemed, {lost} refused"
        return f"{rounds} withdrawals: {won} codes were redeemed first and died, {lost} refused"

    def yes_against_withdrawal(self, rounds):
        """A yes that races is before the end or after it; what it gives is wholly one or other."""
        before = after = 0
        for _ in range(rounds):
            merchant = self.merchant()
            codes = []

            def say_yes(merchant=merchant, codes=codes):
                for _ in range(4):
                    codes.append(writ.authorize(self._wires[0], self.fixed, merchant,
                                                "payments.read")["code"])

            def withdraw(merchant=merchant):
                self.admin.call("POST", f"merchants/{merchant}/revoke")

            writ.expect(self._wires[1], writ.redeem(self.fixed, writ.authorize(
                self._wires[1], self.fixed, merchant, "payments.read")["code"]), 200)
            at_once([say_yes, withdraw])
            alive = []
            for code in codes:
                answer = writ.send(self._wires[0], writ.redeem(self.fixed, code))
                tokens, good = minted_by([answer])
                for token in tokens:
                    assert writ.is_active(self._wires[0], self.fixed, token)
                alive.append(bool(good))
            # Once a yes came after the end, every later yes did as well.
            assert alive == sorted(alive), alive
            before += alive.count(False)
            after += alive.count(True)
        assert before and after, f"no race: {before} before, {after} after"
        return f"{rounds} withdrawals: {before} times yes before, {after} times after"

    def deletion_against_issue(self, rounds):
        """Whatever a client was given while it was being deleted is dead, and it gets no more."""
        minted = refused = 0
        for _ in range(rounds):
            merchant = self.merchant()
            client = writ.new_client(self._wires[0], "mollie")
            tokens = writ.tokens_of(self._wires[0], client, merchant)
            code = writ.authorize(self._wires[0], client, merchant, "payments.read")["code"]
            refresh = writ.refresh(client, tokens["refresh_token"])
            requests = [refresh, writ.redeem(client, code), refresh, refresh]
            answers = self.race(requests, lambda client=client: self.admin.call(
                "DELETE", f"clients/{client.id}", status=204))
            made, good = minted_by(answers)
            minted += good
            refused += len(answers) - good
            # Its refresh tokens are its own to ask about, and it is gone: the refreshes below say.
            access = [token for token in made if token.startswith("access_")]
            assert_dead(self._wires[0], self.judge, [*access, tokens["access_token"]],
                        "a token outlived its client")
            for request in requests:
                writ.expect(self._wires[0], request, 401)
        assert minted and refused, f"no race: {minted} minted, {refused} refused"
        return f"{rounds} deletions: {minted} answers came first and died, {refused} refused"

    def merchant_deletion_against_issue(self, rounds):
        minted = refused = 0
        for _ in range(rounds):
            merchant = self.merchant()
            tokens = writ.tokens_of(self._wires[0], self.fixed, merchant)
            code = writ.authorize(self._wires[0], self.fixed, merchant, "payments.read")["code"]
            refresh = writ.refresh(self.fixed, tokens["refresh_token"])
            requests = [refresh, writ.redeem(self.fixed, code), refresh, refresh]
            answers = self.race(requests, lambda merchant=merchant: self.admin.call(
                "DELETE", f"merchants/{merchant}", status=204))
            made, good = minted_by(answers)
            minted += good
            refused += len(answers) - good
            assert_dead(self._wires[0], self.fixed,
                        [*made, tokens["access_token"], tokens["refresh_token"]],
                        "a token outlived its merchant")
            for request in requests:
                writ.expect(self._wires[0], request, 400)
        assert minted and refused, f"no race: {minted} minted, {refused} refused"
        return f"{rounds} deletions: {minted} answers came first and died, {refused} refused"

    def close(self):
        for wire in [self.admin, *self._wires]:
            wire.close()
