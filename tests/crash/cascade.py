"""Revoking a refresh token with any number of access tokens minted from it: all dead at once, by
one event."""

import store_files
import writ


def revoke_with(server, data, client, merchant, count):
    """Mints `count` access tokens from one refresh token and revokes it; returns the figures."""
    wire = server.wire()
    tokens = writ.tokens_of(wire, client, merchant)
    minted = [tokens["access_token"]]
    for answer in wire.pipeline([writ.refresh(client, tokens["refresh_token"])] * (count - 1)):
        assert answer.status == 200, (answer.status, answer.body)
        minted.append(answer.json()["access_token"])
    assert len(set(minted)) == count, "the same access token twice"
    for answer in wire.pipeline(writ.introspect(client, token) for token in minted):
        assert answer.json()["active"] is True

    before = store_files.last_event(data)
    # In one write: nothing has time to happen between the revocation and the first questions.
    answers = wire.pipeline([writ.revoke(client, tokens["refresh_token"], "refresh_token"),
                             *(writ.introspect(client, token) for token in minted)])
    assert next(answers).status == 204
    alive = sum(answer.json()["active"] for answer in answers)
    after = store_files.last_event(data)
    wire.close()
    assert alive == 0, f"{alive} of {count} access tokens outlived their refresh token"
    assert after - before == 1, f"{after - before} events for one revocation"
    return f"{count} access tokens dead, event {after}"


def run(report, folder, counts):
    data = f"{folder}/cascade"
    with writ.Server("sandbox", "--data", data, "--port", "0") as server:
        client, merchant = server.clients()[0], server.merchants()[0]
        for count in counts:
            report.check(f"a refresh token with {count} access tokens, revoked",
                         revoke_with, server, data, client, merchant, count)
