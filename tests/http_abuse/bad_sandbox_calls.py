"""The sandbox's own routes: JSON and a loopback Host only, and nothing that makes no sense."""

import json

import writ


def no_web_page_can_drive_them(server):
    wire = server.wire()
    client = server.clients()[0]
    fields = {"client_id": client.id, "scope": "payments.read"}
    for content_type in ("application/x-www-form-urlencoded", "text/plain"):
        answer = wire.ask("POST", "/_sandbox/tokens",
                          b'{"client_id":"%s","scope":"payments.read"}' % client.id.encode(),
                          content_type=content_type)
        assert 400 <= answer.status < 500, (content_type, answer.status)
    wire.close()
    for host in ("example.com", "127.0.0.1.example.com", "10.0.0.1", ""):
        wire = server.wire()
        body = json.dumps(fields).encode()
        wire.send(f"POST /_sandbox/tokens HTTP/1.1\r\nHost: {host}\r\nContent-Type: "
                  f"application/json\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body)
        answer = wire.answer()
        assert 400 <= answer.status < 500, (host, answer.status)
        wire.close()


def authorize(server):
    client, merchant = server.clients()[0], server.merchants()[0]
    good = {"client_id": client.id, "redirect_uri": client.redirect_uri, "response_type": "code",
            "scope": "payments.read", "state": "s", "merchant": merchant, "decision": "approve"}
    wire = server.wire()
    assert wire.ask_json("POST", "/_sandbox/authorize", good).status == 200
    for change in ({"client_id": "app_nobody"}, {"client_id": None},
                   {"redirect_uri": "https://evil.example/x"}, {"redirect_uri": "javascript:1"},
                   {"merchant": "org_nobody"}, {"merchant": None}, {"decision": "perhaps"},
                   {"merchant": 7}):
        answer = wire.ask_json("POST", "/_sandbox/authorize", {**good, **change})
        assert 400 <= answer.status < 500, (change, answer.status, answer.body)
    for change, error in (({"response_type": "token"}, "unsupported_response_type"),
                          ({"response_type": None}, "invalid_request"),
                          ({"scope": "no.such.scope"}, "invalid_scope"),
                          ({"decision": "deny"}, "access_denied"),
                          ({"code_challenge": "x", "code_challenge_method": "plain"},
                           "invalid_request")):
        answer = wire.ask_json("POST", "/_sandbox/authorize", {**good, **change})
        assert answer.status == 200, (change, answer.status, answer.body)
        target = answer.json()["redirect_to"]
        assert target.startswith(client.redirect_uri) and f"error={error}" in target, target
        assert "code=" not in target
    wire.close()


def clients(server):
    wire = server.wire()
    good = {"name": "x", "redirect_uris": ["https://a.example/cb"], "preset": "oauth21"}
    assert wire.ask_json("POST", "/_sandbox/clients", good).status == 201
    for change in ({"preset": "fancy"}, {"redirect_uris": ["http://a.example/cb"]},
                   {"redirect_uris": ["/relative"]}, {"redirect_uris": "x"},
                   {"redirect_uris": ["https://a.example/#fragment"]}, {"name": 7},
                   {"redirect_uris": ["javascript:alert(1)"]}):
        answer = wire.ask_json("POST", "/_sandbox/clients", {**good, **change})
        assert answer.status == 400, (change, answer.status, answer.body)
    wire.close()


def clock(server):
    wire = server.wire()
    before = wire.ask_json("POST", "/_sandbox/clock", {"advance": 0}).json()["now"]
    for advance in (-1, 10 * 366 * 86400 + 1, "60", None, 1.5, 10**30):
        answer = wire.ask_json("POST", "/_sandbox/clock", {"advance": advance})
        assert answer.status == 400, (advance, answer.status, answer.body)
    after = wire.ask_json("POST", "/_sandbox/clock", {"advance": 0}).json()["now"]
    assert before <= after <= before + 60, (before, after)
    wire.close()


def tokens(server):
    wire = server.wire()
    client = server.clients()[0]
    for change in ({"client_id": "app_nobody"}, {"scope": "no.such"}, {"merchant": "org_nobody"},
                   {"client_id": 7}):
        answer = wire.ask_json("POST", "/_sandbox/tokens", {
            "client_id": client.id, "scope": "payments.read", **change})
        assert 400 <= answer.status < 500, (change, answer.status, answer.body)
    wire.close()


def run(report, server):
    for check in (no_web_page_can_drive_them, authorize, clients, clock, tokens):
        report.check("sandbox routes: " + check.__name__.replace("_", " "), check, server)
