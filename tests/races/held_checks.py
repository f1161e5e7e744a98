"""Requests that are held back across a revocation: what ends after its answer knows of it."""

import threading
import time

import writ


class Held:
    """A request that has arrived but for its last byte."""

    def __init__(self, wire, request):
        self._wire = wire
        self._last = request[-1:]
        wire.send(request[:-1])

    def finish(self):
        self._wire.send(self._last)
        return self._wire.answer()


def endings(admin, client, merchant, tokens):
    """Every way that takes `tokens` along."""
    def by_token(wire):
        writ.expect(wire, writ.revoke(client, tokens["refresh_token"], "refresh_token"), 204)

    return {
        "the refresh token": by_token,
        "the client": lambda wire: admin.call("POST", f"clients/{client.id}/revoke"),
        "the merchant": lambda wire: admin.call("POST", f"merchants/{merchant}/revoke"),
        "everything": lambda wire: admin.call("POST", "server/revoke"),
    }


def held_across(trials, server, rounds):
    """Checks and refreshes held back across each kind of revocation."""
    wires = [server.wire() for _ in range(9)]
    count = 0
    for number in range(rounds):
        for position in range(4):
            client = trials.rotating if number % 2 else trials.fixed
            merchant = trials.merchant()
            tokens = writ.tokens_of(wires[8], client, merchant, rotating=number % 2 == 1)
            held = [Held(wires[0], writ.introspect(client, tokens["access_token"])),
                    Held(wires[1], writ.introspect(client, tokens["refresh_token"])),
                    Held(wires[2], writ.refresh(client, tokens["refresh_token"])),
                    Held(wires[3], writ.refresh(client, tokens["refresh_token"]))]
            way, end = list(endings(trials.admin, client, merchant, tokens).items())[position]
            end(wires[8])
            answers = [one.finish() for one in held]
            for answer in answers[:2]:
                assert answer.status == 200, (answer.status, answer.body)
                assert answer.json() == {"active": False}, f"alive after {way} was revoked"
            for answer in answers[2:]:
                assert answer.status == 400, (answer.status, answer.body)
            count += 4
    for wire in wires:
        wire.close()
    return f"{count} requests held across {rounds * 4} revocations"


def checks_in_a_flood(server, client, merchant, rounds):
    """Four connections ask without a pause while the token is revoked: a question that was sent
    after the answer is answered no, and no connection ever hears yes after no."""
    wires = [server.wire() for _ in range(5)]
    asked = late = 0
    for _ in range(rounds):
        tokens = writ.tokens_of(wires[4], client, merchant)
        question = writ.introspect(client, tokens["access_token"])
        over = threading.Event()
        begun = threading.Barrier(5)
        heard = [[] for _ in range(4)]

        def ask(number, question=question, over=over, begun=begun, heard=heard):
            begun.wait()
            after = 0
            while after < 3:
                after += over.is_set()
                sent = time.monotonic()
                heard[number].append((sent, writ.expect(wires[number], question, 200
                                                        ).json()["active"]))

        threads = [threading.Thread(target=ask, args=(number,)) for number in range(4)]
        for thread in threads:
            thread.start()
        begun.wait()
        writ.expect(wires[4], writ.revoke(client, tokens["access_token"], "access_token"), 204)
        answered = time.monotonic()
        over.set()
        for thread in threads:
            thread.join()
        for answers in heard:
            said = [active for _, active in answers]
            assert said == sorted(said, reverse=True), "yes after no"
            assert len(answers) >= 3 and said[-1] is False, "the flood ended before the answer"
            wrong = [sent for sent, active in answers if active and sent > answered]
            assert not wrong, f"active {wrong[0] - answered:.6f} s after the answer"
            asked += len(answers)
            late += sum(sent > answered for sent, _ in answers)
        assert all(answers for answers in heard)
    for wire in wires:
        wire.close()
    assert late, "no question was sent after an answer"
    return f"{asked} questions around {rounds} revocations, {late} of them sent after the answer"
