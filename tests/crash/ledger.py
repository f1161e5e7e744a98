"""What the clients were told, kept apart from anything the server knows.

A family is one grant as seen from outside. Each fact is set to "maybe" before a request that would
change it is sent, and to its new value only when the whole answer has arrived. So after a kill -9
every fact that is not "maybe" was answered, and must hold."""

import random
import threading
import time
from dataclasses import dataclass, field

from writ import expect, introspect, redeem, refresh, send

LIVE, DEAD, MAYBE = "live", "dead", "maybe"


@dataclass
class Family:
    client: object
    rotating: bool
    round: int
    consent: tuple = ()       # (client, merchant) where later families share the consent
    code: str = ""
    verifier: str | None = None
    authorized_at: float = 0.0
    redeemed: str = DEAD      # LIVE once the code's answer arrived
    state: str = LIVE         # of the grant
    refresh: list = field(default_factory=list)  # rotating: generations, newest last
    rotation: str = DEAD      # MAYBE while a rotation is unanswered
    rotated_at: float = 0.0   # when the last refresh was sent
    access: dict = field(default_factory=dict)   # token -> LIVE, DEAD, MAYBE

    def took(self, tokens):
        """Enters the tokens of an answer."""
        self.access[tokens["access_token"]] = LIVE
        if tokens["refresh_token"] not in self.refresh:
            self.refresh.append(tokens["refresh_token"])

    def live_access(self):
        return [token for token, state in self.access.items() if state == LIVE]


class Ledger:
    """Thread-safe; a family is changed by its own worker only, until the server is dead."""

    def __init__(self):
        self.families = []
        self.changes = 0
        self.revocations = 0
        self.enough = threading.Condition()

    def open(self, family):
        with self.enough:
            self.families.append(family)
        return family

    def count(self, revocation=False):
        with self.enough:
            self.changes += 1
            self.revocations += revocation
            self.enough.notify_all()

    def wait_for(self, changes, revocations, seconds=120):
        with self.enough:
            return self.enough.wait_for(
                lambda: self.changes >= changes and self.revocations >= revocations, seconds)


def settle(wire, family):
    """Finds out what became of the request that was in flight: it must be whole or absent."""
    if family.redeemed == MAYBE:
        answer = send(wire, redeem(family.client, family.code, family.verifier))
        young = time.monotonic() - family.authorized_at < 9
        if answer.status == 200:
            family.redeemed = LIVE
            family.took(answer.json())
        else:
            assert answer.status == 400, (answer.status, answer.body)
            # A strict client's code that was redeemed before the kill ends what it made; a young
            # code of the other preset must always be answered again.
            assert family.rotating or not young, "a lost redemption was not answered again"
            family.state = DEAD
    if family.rotation == MAYBE and family.state == LIVE:
        # Within the grace window the old generation is answered, whether it was rotated or not;
        # later, and if it was, the repeat ends the grant.
        answer = send(wire, refresh(family.client, family.refresh[-1]))
        age = time.monotonic() - family.rotated_at
        if answer.status == 200:
            family.took(answer.json())
        else:
            assert answer.status == 400 and age > 9, (answer.status, answer.body, age)
            family.state = DEAD
        family.rotation = DEAD
    if family.state == MAYBE:
        states = {active(wire, family.client, token)
                  for token in [*family.refresh[-1:], *family.live_access()]}
        assert len(states) <= 1, "half of a revocation survived"
        family.state = LIVE if states == {True} else DEAD
    for token, state in family.access.items():
        if state == MAYBE:
            family.access[token] = LIVE if active(wire, family.client, token) else DEAD


def carry_over(families):
    """Where one consent has several families in a row, its end is the end of all before it."""
    earlier = {}
    for family in families:
        if not family.consent:
            continue
        before = earlier.setdefault(family.consent, [])
        if family.state == DEAD:
            for one in before:
                one.state = DEAD
        before.append(family)


def active(wire, client, token):
    return expect(wire, introspect(client, token), 200).json()["active"]


def verify(wire, families):
    """Every settled fact of the families, by introspection; returns how many facts it checked."""
    questions, facts = [], []
    for family in families:
        alive = family.state == LIVE
        for token, state in family.access.items():
            questions.append(introspect(family.client, token))
            facts.append((alive and state == LIVE, "access token", family))
        for position, token in enumerate(family.refresh):
            newest = position == len(family.refresh) - 1
            if alive and family.rotating and not newest:
                continue  # a past generation: inside its grace window or not, both are right
            questions.append(introspect(family.client, token))
            facts.append((alive, "refresh token", family))
    for answer, (expected, what, family) in zip(wire.pipeline(questions), facts):
        assert answer.status == 200, (answer.status, answer.body)
        found = answer.json()["active"]
        assert found == expected, (
            f"{what} of a {'rotating' if family.rotating else 'fixed'} family of round "
            f"{family.round} is {'active' if found else 'dead'} after the restart")
    return len(facts)


def use(wire, families, sample, chance=random):
    """What live and dead families answer when they are used, for a sample of each."""
    live = [family for family in families if family.state == LIVE and family.refresh]
    dead = [family for family in families if family.state == DEAD and family.refresh]
    for family in chance.sample(live, min(sample, len(live))):
        family.took(expect(wire, refresh(family.client, family.refresh[-1]), 200).json())
    for family in chance.sample(dead, min(sample, len(dead))):
        expect(wire, refresh(family.client, chance.choice(family.refresh)), 400)


def replay_codes(wire, families, sample, chance=random):
    """No code makes a second grant. Replaying a strict client's code ends what it made."""
    spent = [family for family in families
             if family.redeemed == LIVE and family.state == LIVE and family.code]
    for family in chance.sample(spent, min(sample, len(spent))):
        answer = send(wire, redeem(family.client, family.code, family.verifier))
        if answer.status == 200:
            assert not family.rotating, "a strict client redeemed a code twice"
            assert answer.json()["refresh_token"] in family.refresh, "a code made a second grant"
            family.took(answer.json())
        else:
            assert answer.status == 400, (answer.status, answer.body)
            if family.rotating:
                family.state = MAYBE
                settle(wire, family)
                young = time.monotonic() - family.authorized_at < 25
                assert family.state == DEAD or not young, "a replayed code ended nothing"
