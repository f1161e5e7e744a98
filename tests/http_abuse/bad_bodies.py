"""Bodies that are missing, of the wrong type, ambiguous, too long or no text."""

import json

import writ
from shape import oauth_error
from wire import form, message

JSON = "application/json"
FORM = "application/x-www-form-urlencoded"

# Method and path of everything that reads a body under /oauth2, with one good parameter set.
ENDPOINTS = [
    ("POST", "/oauth2/tokens", {"grant_type": "refresh_token", "refresh_token": "TOKEN"}),
    ("DELETE", "/oauth2/tokens", {"token": "TOKEN", "token_type_hint": "refresh_token"}),
    ("POST", "/oauth2/revoke", {"token": "TOKEN"}),
    ("POST", "/oauth2/introspect", {"token": "TOKEN"}),
]


class Bodies:
    def __init__(self, server, method, path, parameters):
        self._server = server
        self._client = server.clients()[0]
        self._method, self._path = method, path
        wire = server.wire()
        self._tokens = writ.tokens_of(wire, self._client, server.merchants()[0])
        wire.close()
        self._parameters = {name: value.replace("TOKEN", self._tokens["refresh_token"])
                            for name, value in parameters.items()}

    def _ask(self, body, content_type=FORM):
        wire = self._server.wire()
        answer = wire.ask(self._method, self._path, body, [self._client.basic()],
                          content_type=content_type)
        wire.close()
        return answer

    def _untouched(self):
        wire = self._server.wire()
        assert writ.is_active(wire, self._client, self._tokens["refresh_token"])
        assert writ.is_active(wire, self._client, self._tokens["access_token"])
        wire.close()

    def _refused(self, status, body, content_type=FORM):
        oauth_error(self._ask(body, content_type), status, "invalid_request")
        self._untouched()

    def no_body(self):
        self._refused(400, None)
        self._refused(400, b"")
        self._refused(400, b"", JSON)

    def wrong_content_type(self):
        body = "&".join(f"{name}={value}" for name, value in self._parameters.items()).encode()
        for content_type in ("text/plain", "multipart/form-data; boundary=x", "application/xml"):
            self._refused(415, body, content_type)

    def a_form_that_calls_itself_json(self):
        self._refused(400, b"token=x&token_type_hint=refresh_token", JSON)

    def json_that_is_no_object(self):
        for body in (b"[]", b'"token"', b"7", b"null", b"{", b'{"token":"a"} x', b"\xff\xfe{}",
                     b'{"token":"\xff"}', b"[" * 20000, b'{"a":' * 5000):
            self._refused(400, body, JSON)

    def json_of_the_wrong_types(self):
        for name in self._parameters:
            for value in ([], {}, ["a"], {"a": "b"}, 7, True, False, 1e300):
                self._refused(400, json.dumps({**self._parameters, name: value}).encode(), JSON)

    def json_null_is_absent(self):
        name = "token" if "token" in self._parameters else "refresh_token"
        self._refused(400, json.dumps({**self._parameters, name: None}).encode(), JSON)

    def duplicate_parameters(self):
        for name, value in self._parameters.items():
            good = "&".join(f"{key}={text}" for key, text in self._parameters.items())
            self._refused(400, f"{good}&{name}={value}".encode())
            twice = json.dumps(self._parameters)[:-1] + f', "{name}": "{value}"}}'
            self._refused(400, twice.encode(), JSON)

    def _unknown(self, body, content_type=FORM):
        """What is no token of ours is an unknown one, and nothing happens to others."""
        answer = self._ask(body, content_type)
        if "refresh_token" in self._parameters:
            oauth_error(answer, 400, "invalid_grant")
        elif self._path == "/oauth2/introspect":
            assert answer.status == 200 and answer.json() == {"active": False}, answer.body
        else:
            assert answer.status == (204 if self._method == "DELETE" else 200), answer.body
        self._untouched()

    def _token_name(self):
        return "token" if "token" in self._parameters else "refresh_token"

    def _with(self, name, value):
        good = "&".join(f"{key}={text}" for key, text in self._parameters.items() if key != name)
        return f"{good}&{name}={value}".encode()

    def invalid_text(self):
        for name in self._parameters:
            for value in ("%zz", "%4", "%"):
                self._refused(400, self._with(name, value))
            for value in ("%ff", "%c3%28", "%ed%a0%80", "%00"):
                if name == self._token_name():
                    self._unknown(self._with(name, value))
                else:
                    self._refused(400, self._with(name, value))
        for value in ("\0", "\u00e9", "a\x01b"):
            self._unknown(json.dumps({**self._parameters, self._token_name(): value}).encode(), JSON)

    def too_long(self):
        self._refused(413, b"token=" + b"a" * 2_000_000)

    def a_long_value(self):
        """Within the limit of the body: no known parameter is that long, but for a token nobody made."""
        for name in self._parameters:
            body = form({**self._parameters, name: "refresh_" + "a" * 5000})
            if name == self._token_name():
                self._unknown(body)
            else:
                self._refused(400, body)
        self._unknown(form({**self._parameters, self._token_name(): "a" * 60000}))

    def unknown_parameters_are_ignored(self):
        extra = {"testmode": "true", "redirect_uri": "http://127.0.0.1/x", "": "", "x" * 100: "y" * 3000}
        answer = self._ask({**extra, **self._parameters})
        assert answer.status in (200, 204), (answer.status, answer.body)


CHECKS = [Bodies.no_body, Bodies.wrong_content_type, Bodies.a_form_that_calls_itself_json,
          Bodies.json_that_is_no_object, Bodies.json_of_the_wrong_types,
          Bodies.json_null_is_absent, Bodies.duplicate_parameters, Bodies.invalid_text,
          Bodies.too_long, Bodies.a_long_value, Bodies.unknown_parameters_are_ignored]


def missing_hint(server):
    wire = server.wire()
    client = server.clients()[0]
    tokens = writ.tokens_of(wire, client, server.merchants()[0])
    answer = writ.send(wire, client.message("DELETE", "/oauth2/tokens",
                                            {"token": tokens["refresh_token"]}))
    oauth_error(answer, 400, "invalid_request")
    assert writ.is_active(wire, client, tokens["refresh_token"])
    wire.close()


def unknown_grant_type(server):
    wire = server.wire()
    client = server.clients()[0]
    answer = writ.send(wire, client.message("POST", "/oauth2/tokens", {"grant_type": "password"}))
    oauth_error(answer, 400, "unsupported_grant_type")
    wire.send(message("POST", "/oauth2/tokens", {"code": "auth_x"}, [client.basic()]))
    oauth_error(wire.answer(), 400, "invalid_request")
    wire.close()


def begin(check, *arguments):
    check(Bodies(*arguments))


def run(report, server):
    for method, path, parameters in ENDPOINTS:
        for check in CHECKS:
            name = check.__name__.replace("_", " ")
            report.check(f"{method} {path}: {name}", begin, check, server, method, path,
                         parameters)
    report.check("DELETE /oauth2/tokens: no hint", missing_hint, server)
    report.check("POST /oauth2/tokens: grant types nobody offers", unknown_grant_type, server)
