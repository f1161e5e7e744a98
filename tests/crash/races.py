"""Requests that race on the real server: parallel refreshes of one rotating token, and revocations
against refreshes in flight."""

import random
import threading

import writ


def at_once(bodies):
    """Runs the functions on threads that start together; returns what each returned."""
    barrier = threading.Barrier(len(bodies))
    results = [None] * len(bodies)

    def run(position, body):
        barrier.wait()
        results[position] = body()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(bodies)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def parallel_refreshes(server, client, merchant, width, rounds):
    wires = [server.wire() for _ in range(width)]
    for _ in range(rounds):
        tokens = writ.tokens_of(wires[0], client, merchant, rotating=True)
        request = writ.refresh(client, tokens["refresh_token"])
        answers = at_once([lambda wire=wire: writ.send(wire, request) for wire in wires])
        statuses = [answer.status for answer in answers]
        assert statuses == [200] * width, f"statuses {sorted(set(statuses))}"
        successors = {answer.json()["refresh_token"] for answer in answers}
        assert len(successors) == 1, f"{len(successors)} successors of one refresh token"
        assert successors != {tokens["refresh_token"]}, "the token did not rotate"
        access = {answer.json()["access_token"] for answer in answers}
        assert len(access) == width, "two answers share an access token"
        assert all(writ.is_active(wires[0], client, token) for token in access)
        # Introspection and the access tokens were no use of the successor: still one winner.
        again = writ.expect(wires[0], request, 200).json()
        assert {again["refresh_token"]} == successors
        # The successor's first use closes the window, and reuse then ends the grant.
        last = writ.expect(wires[0], writ.refresh(client, successors.pop()), 200).json()
        writ.expect(wires[0], request, 400)
        writ.expect(wires[0], writ.refresh(client, last["refresh_token"]), 400)
        assert not writ.is_active(wires[0], client, last["access_token"])
    for wire in wires:
        wire.close()
    return f"{rounds} times {width} refreshes at once, one successor each"


def revoke_against_refresh(server, client, merchant, rotating, rounds, chance):
    """Nothing minted by a refresh in flight outlives the revocation's answer."""
    wires = [server.wire() for _ in range(4)]
    minted = refused = 0
    for _ in range(rounds):
        tokens = writ.tokens_of(wires[0], client, merchant, rotating=rotating)
        token = tokens["refresh_token"]
        request = writ.refresh(client, token)
        burst = [request] * chance.randrange(1, 6)

        def flood(wire, burst=burst):
            return list(wire.pipeline(burst))

        def revoke(token=token):
            return writ.send(wires[3], writ.revoke(client, token, "refresh_token"))

        *floods, revoked = at_once([*(lambda wire=wire: flood(wire) for wire in wires[:3]), revoke])
        assert revoked.status == 204
        questions = [writ.introspect(client, tokens["access_token"]),
                     writ.introspect(client, token)]
        for answer in (answer for flood in floods for answer in flood):
            assert answer.status in (200, 400), (answer.status, answer.body)
            minted += answer.status == 200
            refused += answer.status == 400
            if answer.status == 200:
                made = answer.json()
                questions += [writ.introspect(client, made["access_token"]),
                              writ.introspect(client, made["refresh_token"])]
        for answer in wires[0].pipeline(questions):
            assert answer.json()["active"] is False, "minted in flight, alive after the answer"
        writ.expect(wires[0], request, 400)
    for wire in wires:
        wire.close()
    assert minted and refused, f"no race: {minted} refreshes answered, {refused} refused"
    return f"{rounds} races: {minted} refreshes won and their tokens died, {refused} lost"


def code_against_itself(server, client, merchant, rotating, rounds):
    """One code presented eight times at once makes one grant. A strict client's losers end it, so
    that there at most one answer is a success and nothing of it lives on."""
    wires = [server.wire() for _ in range(8)]
    for _ in range(rounds):
        verifier, challenge = writ.pkce() if rotating else (None, {})
        code = writ.authorize(wires[0], client, merchant, "payments.read", **challenge)["code"]
        request = writ.redeem(client, code, verifier)
        answers = at_once([lambda wire=wire: writ.send(wire, request) for wire in wires])
        assert all(answer.status in (200, 400) for answer in answers)
        won = [answer.json() for answer in answers if answer.status == 200]
        if rotating:
            assert len(won) == 1, f"{len(won)} redemptions of one code"
            assert not writ.is_active(wires[0], client, won[0]["access_token"])
        else:
            made = {tokens["refresh_token"] for tokens in won}
            assert len(made) == 1, f"{len(made)} refresh tokens from one code"
    for wire in wires:
        wire.close()
    return f"{rounds} codes"


def run(report, folder, rounds):
    chance = random.Random(rounds)
    with writ.Server("sandbox", "--data", f"{folder}/races", "--port", "0") as server:
        wire = server.wire()
        fixed, merchant = server.clients()[0], server.merchants()[0]
        rotating = writ.new_client(wire, "oauth21")
        wire.close()
        report.check("64 parallel refreshes of one rotating token",
                     parallel_refreshes, server, rotating, merchant, 64, max(3, rounds // 50))
        report.check("revoke against fixed refreshes in flight",
                     revoke_against_refresh, server, fixed, merchant, False, rounds, chance)
        report.check("revoke against rotations in flight",
                     revoke_against_refresh, server, rotating, merchant, True, rounds, chance)
        report.check("one code, eight times at once",
                     code_against_itself, server, fixed, merchant, False, rounds // 4)
        report.check("one code of a strict client, eight times at once",
                     code_against_itself, server, rotating, merchant, True, rounds // 4)
