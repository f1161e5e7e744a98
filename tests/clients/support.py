"""What every Python client script needs beside its client; the twin of support.mjs."""

import base64
import json
import os
import sys
import traceback
import urllib.error
import urllib.parse
import urllib.request
from contextlib import contextmanager

with open(os.environ["WRIT_READY_FILE"], encoding="utf-8") as ready:
    sandbox = json.load(ready)
issuer = sandbox["issuer"]
app = sandbox["clients"][0]
merchant = sandbox["merchants"][0]
redirect_uri = app["redirect_uris"][0]

_failed = False


@contextmanager
def scenario(name):
    """Prints "pass NAME" or "FAIL NAME"; `run` counts these lines."""
    global _failed
    try:
        yield
        print(f"pass {name}", flush=True)
    except Exception:  # a failed scenario must not hide the next one
        _failed = True
        print(f"FAIL {name}")
        print("     " + traceback.format_exc(limit=-4).replace("\n", "\n     "), flush=True)


def finish():
    sys.exit(1 if _failed else 0)


@contextmanager
def raises(kind, matches=lambda error: True):
    try:
        yield
    except kind as error:
        assert matches(error), f"the wrong {kind.__name__}: {error!r}"
        return
    raise AssertionError(f"{kind.__name__} expected, nothing raised")


def request(method, path, body=None, headers=None):
    """Plain HTTP without any client's code: (status, parsed body or None)."""
    call = urllib.request.Request(issuer + path, data=body, headers=headers or {}, method=method)
    try:
        with urllib.request.urlopen(call) as answer:
            status, text = answer.status, answer.read()
    except urllib.error.HTTPError as error:
        status, text = error.code, error.read()
    return status, json.loads(text) if text else None


def approve(authorization_url, decision="approve"):
    """The merchant's yes to a URL that the client built; returns the URL of the redirect."""
    url = urllib.parse.urlsplit(authorization_url)
    assert url.path == "/oauth2/authorize", url.path
    parameters = dict(urllib.parse.parse_qsl(url.query, strict_parsing=True))
    parameters.update(merchant=merchant["id"], decision=decision)
    status, body = request("POST", "/_sandbox/authorize", json.dumps(parameters).encode(),
                           {"Content-Type": "application/json"})
    assert status == 200, body
    return body["redirect_to"]


def code_for(scope):
    query = urllib.parse.urlencode({
        "client_id": app["client_id"], "redirect_uri": redirect_uri, "response_type": "code",
        "scope": scope, "state": "a-state"})
    back = approve(f"{issuer}/oauth2/authorize?{query}")
    return urllib.parse.parse_qs(urllib.parse.urlsplit(back).query)["code"][0]


def introspect(token):
    pair = f"{app['client_id']}:{app['client_secret']}".encode()
    status, body = request(
        "POST", "/oauth2/introspect", urllib.parse.urlencode({"token": token}).encode(),
        {"Authorization": "Basic " + base64.b64encode(pair).decode(),
         "Content-Type": "application/x-www-form-urlencoded"})
    assert status == 200, body
    return body


def assert_live(*tokens):
    for token in tokens:
        assert introspect(token)["active"] is True


def assert_dead(*tokens):
    for token in tokens:
        assert introspect(token) == {"active": False}
        status, _ = request("GET", "/v2/permissions", headers={"Authorization": f"Bearer {token}"})
        assert status == 401, status


def assert_usable(token):
    status, body = request("GET", "/v2/organizations/me",
                           headers={"Authorization": f"Bearer {token}"})
    assert status == 200 and body["id"] == merchant["id"], (status, body)
