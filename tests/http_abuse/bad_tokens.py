"""Tokens that are foreign, mangled, of the wrong kind or in the wrong place."""

import writ
from shape import oauth_error

ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"


def foreign(server):
    """Refused visibly, and it lives."""
    one, two = server.clients()[:2]
    wire = server.wire()
    tokens = writ.tokens_of(wire, one, server.merchants()[0])
    for kind in ("access_token", "refresh_token"):
        for hint in ("access_token", "refresh_token", "nonsense"):
            oauth_error(writ.send(wire, writ.revoke(two, tokens[kind], hint)), 400, "invalid_grant")
        oauth_error(writ.send(wire, writ.revoke_7009(two, tokens[kind])), 400, "invalid_grant")
        answer = writ.send(wire, two.message("POST", "/oauth2/tokens", {"token": tokens[kind]}))
        oauth_error(answer, 400, "invalid_grant")
        assert writ.expect(wire, writ.introspect(two, tokens[kind]), 200).json() == {
            "active": False}
        assert writ.is_active(wire, one, tokens[kind])
    oauth_error(writ.send(wire, writ.refresh(two, tokens["refresh_token"])), 400, "invalid_grant")
    writ.expect(wire, writ.refresh(one, tokens["refresh_token"]), 200)
    wire.close()


def mutations(token):
    prefix, _, body = token.partition("_")
    for position in range(len(body)):
        other = ALPHABET[(ALPHABET.index(body[position]) + 1) % 62]
        yield f"{prefix}_{body[:position]}{other}{body[position + 1:]}"
    kinds = {"access", "refresh", "auth", "live", "test"} - {prefix}
    yield from (f"{kind}_{body}" for kind in kinds)
    yield from (body, token[:-1], token + "0", "0" + token, f"{prefix}_0{body}", prefix + "_",
                token.upper(), token + " ", token.replace("_", "-"), f"{prefix}__{body}", "")


def mangled(server, kind):
    client = server.clients()[0]
    wire = server.wire()
    tokens = writ.tokens_of(wire, client, server.merchants()[0])
    tried = 0
    for token in mutations(tokens[kind]):
        if not token:
            oauth_error(writ.send(wire, writ.revoke_7009(client, token)), 400, "invalid_request")
            continue
        answer = writ.send(wire, writ.introspect(client, token))
        assert answer.status == 200 and answer.json() == {"active": False}, (token, answer.body)
        writ.expect(wire, writ.revoke(client, token, kind), 204)
        writ.expect(wire, writ.revoke_7009(client, token), 200)
        oauth_error(writ.send(wire, writ.refresh(client, token)), 400, "invalid_grant")
        answer = wire.ask("GET", "/v2/permissions",
                          headers=[("Authorization", f"Bearer {token}")])
        # White space around a header's value is no part of it (RFC 9110 §5.5).
        if token.strip() != tokens["access_token"]:
            assert answer.status == 401, (token, answer.status)
        tried += 1
    assert writ.is_active(wire, client, tokens["access_token"])
    assert writ.is_active(wire, client, tokens["refresh_token"])
    wire.close()
    return f"{tried} mutations"


def wrong_place(server):
    """A token of one kind is none of another kind."""
    client = server.clients()[0]
    wire = server.wire()
    code = writ.authorize(wire, client, server.merchants()[0], "payments.read")["code"]
    assert not writ.is_active(wire, client, code)
    oauth_error(writ.send(wire, writ.refresh(client, code)), 400, "invalid_grant")
    tokens = writ.expect(wire, writ.redeem(client, code), 200).json()
    for token in tokens["access_token"], tokens["refresh_token"]:
        oauth_error(writ.send(wire, writ.redeem(client, token)), 400, "invalid_grant")
    answer = writ.send(wire, writ.refresh(client, tokens["access_token"]))
    oauth_error(answer, 400, "invalid_grant")
    wire.close()


def more_scope(server):
    client = server.clients()[0]
    wire = server.wire()
    tokens = writ.tokens_of(wire, client, server.merchants()[0], "payments.read")
    for scope in ("payments.write", "payments.read payments.write", "no.such.scope", '"', "\\"):
        answer = writ.send(wire, client.message("POST", "/oauth2/tokens", {
            "grant_type": "refresh_token", "refresh_token": tokens["refresh_token"],
            "scope": scope}))
        oauth_error(answer, 400, "invalid_scope")
    wire.close()


def run(report, server):
    report.check("another client's token", foreign, server)
    for kind in ("access_token", "refresh_token"):
        report.check(f"mangled: {kind}", mangled, server, kind)
    report.check("a token of the wrong kind", wrong_place, server)
    report.check("more scope than there is", more_scope, server)
