"""Lints docs/openapi.yaml, and holds the running sandbox to it: the same document served, the same methods at each
path, and real answers that fit their schemas."""

import base64
import http.client
import json
import pathlib
import signal
import subprocess
import sys
import tempfile
import time

import jsonschema
import yaml
from openapi_spec_validator import validate

ROOT = pathlib.Path(__file__).resolve().parents[2]
TEXT = (ROOT / "docs/openapi.yaml").read_text()
DOCUMENT = yaml.safe_load(TEXT)
outcomes = []


def case(name):
    def run(function):
        try:
            function()
            print(f"  ok    {name}")
            outcomes.append(True)
        except Exception as error:  # pylint: disable=broad-except
            print(f"  FAIL  {name}: {error}")
            outcomes.append(False)
    return run


def start(writ, folder):
    ready = pathlib.Path(folder) / "ready.json"
    process = subprocess.Popen([writ, "sandbox", "--port", "0", "--ready-file", str(ready)],
                               stdout=subprocess.DEVNULL)
    deadline = time.monotonic() + 20
    while not ready.exists():
        if process.poll() is not None or time.monotonic() > deadline:
            raise SystemExit("the sandbox did not start")
        time.sleep(0.005)
    return process, json.loads(ready.read_text())


def send(port, method, path, headers=None, body=None):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    connection.request(method, path, body, headers or {})
    answer = connection.getresponse()
    content = answer.read()
    connection.close()
    return answer.status, answer.headers, content


def fits(operation, status, headers, content):
    """Checks an answer of `operation` (path, method) against the document."""
    path, method = operation
    answer = DOCUMENT["paths"][path][method]["responses"].get(str(status))
    assert answer is not None, f"{method} {path} does not say that it answers {status}"
    if "$ref" in answer:
        answer = DOCUMENT["components"]["responses"][answer["$ref"].rsplit("/", 1)[1]]
    if "content" not in answer:
        assert content == b"", f"{method} {path} {status} must have no body: {content!r}"
        return
    media = headers["Content-Type"].split(";")[0]
    assert media in answer["content"], f"{method} {path} {status} answers {media}"
    schema = {**answer["content"][media]["schema"], "components": DOCUMENT["components"]}
    jsonschema.validate(json.loads(content), schema, jsonschema.Draft202012Validator)


def main():
    with tempfile.TemporaryDirectory() as folder:
        process, ready = start(sys.argv[1], folder)
        try:
            check(int(ready["issuer"].rsplit(":", 1)[1]), ready)
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(20)
    print(f"{sum(outcomes)} passed, {len(outcomes) - sum(outcomes)} failed")
    return 0 if all(outcomes) else 1


def check(port, ready):
    as_json = {"Content-Type": "application/json"}
    app, merchant = ready["clients"][0], ready["merchants"][0]["id"]
    credentials = base64.b64encode(f"{app['client_id']}:{app['client_secret']}".encode()).decode()
    as_app = {**as_json, "Authorization": "Basic " + credentials}

    def call(operation, headers, body=None, at=None):
        status, got, content = send(port, operation[1].upper(), at or operation[0], headers,
                                    None if body is None else json.dumps(body))
        fits(operation, status, got, content)
        return status, json.loads(content) if content else None

    @case("the document is valid OpenAPI 3.1")
    def _():
        validate(DOCUMENT)

    @case("the server serves this very document")
    def _():
        status, _, content = send(port, "GET", "/openapi.yaml")
        assert status == 200 and content.decode() == TEXT

    @case("each path offers the methods that the document says")
    def _():
        for path, item in DOCUMENT["paths"].items():
            status, headers, _ = send(port, "OPTIONS", path.replace("{id}", "payments.read"))
            allowed = set(headers["Allow"].lower().split(", ")) - {"head", "options"}
            said = set(item) & {"get", "post", "put", "patch", "delete"}
            if path == "/oauth2/authorize":
                said.add("post")  # the page's own form, not for apps
            assert status == 204 and allowed == said, f"{path}: {allowed} is not {said}"

    @case("answers fit their schemas, refusals too")
    def _():
        info = call(("/_sandbox/info", "post"), as_json, {})[1]
        assert info["issuer"] == ready["issuer"]
        wanted = {"client_id": app["client_id"], "scope": "organizations.read payments.read",
                  "merchant": merchant}
        redirect = call(("/_sandbox/authorize", "post"), as_json,
                        {**wanted, "response_type": "code", "state": "s", "decision": "approve",
                         "redirect_uri": app["redirect_uris"][0]})[1]
        assert "code=auth_" in redirect["redirect_to"]
        call(("/_sandbox/authorize", "post"), as_json, {**wanted, "merchant": "org_none"})
        tokens = call(("/_sandbox/tokens", "post"), as_json, wanted)[1]
        call(("/_sandbox/clients", "post"), as_json,
             {"name": "App", "redirect_uris": ["https://app.example.org/cb"], "preset": "oauth21"})
        call(("/_sandbox/clients", "post"), as_json, {"name": "", "redirect_uris": [], "preset": "x"})
        key = call(("/_sandbox/keys", "post"), as_json, {"merchant": merchant, "kind": "live"})[1]
        call(("/_sandbox/clock", "post"), as_json, {"advance": 1})
        assert call(("/_sandbox/clock", "post"), as_json, {"advance": -1})[0] == 400

        refresh = {"grant_type": "refresh_token", "refresh_token": tokens["refresh_token"]}
        assert call(("/oauth2/tokens", "post"), as_app, refresh)[0] == 200
        assert call(("/oauth2/tokens", "post"), as_json, refresh)[0] == 401
        assert call(("/oauth2/tokens", "post"), as_app, {"grant_type": "password"})[0] == 400
        text = {**as_app, "Content-Type": "text/plain"}
        assert call(("/oauth2/tokens", "post"), text, {})[0] == 415
        assert call(("/oauth2/introspect", "post"), as_app, {"token": tokens["access_token"]})[1]["active"]
        assert not call(("/oauth2/introspect", "post"), as_app, {"token": "x"})[1]["active"]

        bearer = {"Authorization": "Bearer " + tokens["access_token"]}
        assert call(("/v2/organizations/me", "get"), bearer)[1]["id"] == merchant
        assert call(("/v2/permissions", "get"), bearer)[1]["count"] == 61
        call(("/v2/permissions/{id}", "get"), bearer, at="/v2/permissions/payments.read")
        assert call(("/v2/permissions/{id}", "get"), bearer, at="/v2/permissions/nothing")[0] == 404
        assert call(("/v2/permissions", "get"), {})[0] == 401
        assert call(("/v2/permissions", "get"), {"Authorization": "Bearer " + key["token"]})[0] == 403
        call(("/_sandbox/keys/revoke", "post"), as_json, key)
        call(("/.well-known/oauth-authorization-server", "get"), {})

        hint = {"token": tokens["access_token"], "token_type_hint": "access_token"}
        assert call(("/oauth2/tokens", "delete"), as_app, {"token": hint["token"]})[0] == 400
        assert call(("/oauth2/tokens", "delete"), as_app, hint)[0] == 204
        assert call(("/oauth2/revoke", "post"), as_app, {"token": tokens["refresh_token"]})[0] == 200
        assert call(("/oauth2/tokens", "post"), as_app, refresh)[0] == 400


if __name__ == "__main__":
    sys.exit(main())
