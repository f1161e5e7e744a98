"""Client credentials that are wrong, missing, malformed, given twice or in conflict, in each form."""

from base64 import b64encode
from urllib.parse import quote

import writ
from bad_bodies import ENDPOINTS
from shape import oauth_error
from wire import message


def basic(text):
    return ("Authorization", "Basic " + b64encode(text.encode()).decode())


def refused_forms(client):
    """(name, headers, extra body)"""
    return [
        ("nothing", [], {}),
        ("Basic, wrong secret", [basic(f"{client.id}:wrong")], {}),
        ("Basic, empty secret", [basic(f"{client.id}:")], {}),
        ("Basic, unknown client", [basic("app_nobody:secret")], {}),
        ("Basic, no colon", [basic("nonsense")], {}),
        ("Basic, no base64", [("Authorization", "Basic !!!")], {}),
        ("Basic, empty", [("Authorization", "Basic")], {}),
        ("Basic, no text", [("Authorization", "Basic " + b64encode(b"\xff:\xfe").decode())], {}),
        ("an unknown scheme", [("Authorization", "Digest x")], {}),
        ("Bearer only", [("Authorization", "Bearer access_x")], {}),
        ("body, wrong secret", [], {"client_id": client.id, "client_secret": "wrong"}),
        ("body, unknown client", [], {"client_id": "app_nobody", "client_secret": "x"}),
        ("body, no secret", [], {"client_id": client.id}),
        ("body, no client", [], {"client_secret": client.secret}),
        ("body, long secret", [], {"client_id": client.id, "client_secret": "x" * 2000}),
    ]


def refused(server, method, path, parameters, headers, extra):
    client = server.clients()[0]
    wire = server.wire()
    tokens = writ.tokens_of(wire, client, server.merchants()[0])
    body = {name: value.replace("TOKEN", tokens["refresh_token"])
            for name, value in parameters.items()}
    wire.send(message(method, path, {**body, **extra}, headers))
    oauth_error(wire.answer(), 401, "invalid_client")
    assert writ.is_active(wire, client, tokens["refresh_token"])
    assert writ.is_active(wire, client, tokens["access_token"])
    wire.close()


def conflicting(server, method, path, parameters):
    one, two = server.clients()[:2]
    wire = server.wire()
    tokens = writ.tokens_of(wire, one, server.merchants()[0])
    body = {name: value.replace("TOKEN", tokens["refresh_token"])
            for name, value in parameters.items()}
    wire.send(message(method, path, {**body, **two.in_body()}, [one.basic()]))
    oauth_error(wire.answer(), 400, "invalid_request")
    assert writ.is_active(wire, one, tokens["refresh_token"])
    wire.close()


def accepted(server, method, path, parameters):
    client = server.clients()[0]
    raw = basic(f"{client.id}:{client.secret}")
    encoded = basic(f"{quote(client.id, safe='').replace('_', '%5F')}:{quote(client.secret)}")
    bearer = ("Authorization", "Bearer access_x")
    forms = [([raw], {}), ([encoded], {}), ([], client.in_body()), ([raw], client.in_body()),
             ([bearer], client.in_body()), ([("Cookie", "")], client.in_body()),
             ([raw, ("Idempotency-Key", "b64/=+")], {}), ([raw], {"client_id": client.id})]
    wire = server.wire()
    for headers, extra in forms:
        tokens = writ.tokens_of(wire, client, server.merchants()[0])
        body = {name: value.replace("TOKEN", tokens["refresh_token"])
                for name, value in parameters.items()}
        wire.send(message(method, path, {**body, **extra}, headers))
        answer = wire.answer()
        assert answer.status in (200, 204), (headers, list(extra), answer.status, answer.body)
    wire.close()


def failed_redemptions_spend_nothing(server):
    """Neither failed authentication, another client, nor a wrong verifier or redirect."""
    one, two = server.clients()[:2]
    wire = server.wire()
    verifier, challenge = writ.pkce()
    code = writ.authorize(wire, one, server.merchants()[0], "payments.read", **challenge)["code"]
    wrong = writ.Client(one.id, "wrong", one.redirect_uri)
    elsewhere = writ.Client(one.id, one.secret, "http://127.0.0.1:9/elsewhere")
    oauth_error(writ.send(wire, writ.redeem(wrong, code, verifier)), 401, "invalid_client")
    foreign = writ.Client(two.id, two.secret, one.redirect_uri)
    oauth_error(writ.send(wire, writ.redeem(foreign, code, verifier)), 400, "invalid_grant")
    oauth_error(writ.send(wire, writ.redeem(one, code, "w" * 43)), 400, "invalid_grant")
    assert writ.send(wire, writ.redeem(one, code)).status == 400
    assert writ.send(wire, writ.redeem(elsewhere, code, verifier)).status == 400
    tokens = writ.expect(wire, writ.redeem(one, code, verifier), 200).json()
    assert writ.is_active(wire, one, tokens["access_token"])
    wire.close()


def bearer(server):
    """The API's own face: HAL errors, 401 without and 403 beyond the token's scope."""
    wire = server.wire()
    client = server.clients()[0]
    for headers in ([], [("Authorization", "Bearer")], [("Authorization", "Bearer access_x")],
                    [("Authorization", "Bearer a b")], [client.basic()],
                    [("Authorization", "Bearer " + "a" * 4000)]):
        for path in ("/v2/permissions", "/v2/permissions/payments.read", "/v2/organizations/me"):
            answer = wire.ask("GET", path, headers=headers)
            assert answer.status == 401, (path, headers, answer.status)
            assert answer.json()["status"] == 401 and answer.json()["title"]
    tokens = writ.tokens_of(wire, client, server.merchants()[0], "payments.read")
    token = [("Authorization", f"Bearer {tokens['access_token']}")]
    assert wire.ask("GET", "/v2/permissions", headers=token).status == 200
    assert wire.ask("GET", "/v2/permissions/no.such", headers=token).status == 404
    assert wire.ask("GET", "/v2/organizations/me", headers=token).status == 403
    refresh = [("Authorization", f"Bearer {tokens['refresh_token']}")]
    assert wire.ask("GET", "/v2/permissions", headers=refresh).status == 401
    wire.close()


def run(report, server):
    for method, path, parameters in ENDPOINTS:
        for name, headers, extra in refused_forms(server.clients()[0]):
            report.check(f"{method} {path}: {name}", refused, server, method, path, parameters,
                         headers, extra)
        report.check(f"{method} {path}: two different clients", conflicting, server, method, path,
                     parameters)
        report.check(f"{method} {path}: every good form", accepted, server, method, path,
                     parameters)
    report.check("a refused redemption spends no code", failed_redemptions_spend_nothing, server)
    report.check("GET /v2: Bearer tokens", bearer, server)
