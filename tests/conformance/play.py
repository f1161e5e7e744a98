#!/usr/bin/env python3
"""Plays golden HTTP transcripts against the real sandbox and compares every answer.

    play.py [--writ PATH] [FILE.http …]        all transcripts beside this script unless named

A transcript is a list of exchanges. Each file gets a sandbox of its own, so order and other files do not matter.

    # label: documented | inferred | ours      what the expectation rests on
    # source: RFC 7009 2.1                     where it is written
    # Comment lines say what the case shows.

    >>> DELETE /oauth2/tokens                  a request: line, headers, empty line, body
    Authorization: {{basic}}
    Content-Type: application/json

    {"token": "{{first.refresh_token}}", "token_type_hint": "refresh_token"}

    <<< 204                                    its answer: status, headers, empty line, body
    Cache-Control: no-store
    !Content-Type

A header in an answer must be there with that value; `!Name` must be absent; others are free. A JSON body must be
equal; a body that is missing must be empty, except that `...` takes any. In requests {{name}} and {{name.member}} are
replaced; in answers a string may hold {{=name}} (any text, remembered), {{=name:REGEX}}, {{~REGEX}} (a match, not
remembered) or {{name}} (the text remembered), and a JSON value may be "{{*}}" (anything) or "{{#}}" (any integer).
An object with the member "..." admits members beside those named. "<<< 200 as NAME" remembers the whole JSON body.
`{{name|url}}` is percent-encoded, `{{name|text}}` freed of HTML's entities, `{{name|basic}}` sent as a Basic user name.

Every file starts with: client_id, client_secret, basic (a client with the preset mollie and redirect), other_client_id,
other_client_secret, other_basic (another one), strict_client_id, strict_client_secret, strict_basic (preset oauth21),
server_basic (a resource server), wrong_basic (the first one with a wrong secret), percent_basic (the first one, percent-
encoded), demo_client_id (the sandbox's first), merchant (an id), redirect (their redirect URI), issuer, verifier and challenge (PKCE).
"""

import argparse
import base64
import hashlib
import html
import http.client
import json
import pathlib
import re
import signal
import subprocess
import sys
import tempfile
import time
import urllib.parse

HERE = pathlib.Path(__file__).resolve().parent
LABELS = {"documented", "inferred", "ours"}
REDIRECT = "https://app.example.org/callback"
VERIFIER = "writ-transcripts-use-this-verifier-of-43-characters-or-more"


SHOWN_MAX = 400  # characters of an answer in a message


class Mismatch(Exception):
    """An answer that is not the one the transcript expects."""

    def __str__(self):
        text = super().__str__()
        return text if len(text) <= 3 * SHOWN_MAX else f"{text[:2 * SHOWN_MAX]} … {text[-SHOWN_MAX:]}"


class Sandbox:
    """One running `writ sandbox`, in memory, on a port of its own."""

    def __init__(self, writ):
        self.folder = tempfile.TemporaryDirectory()
        ready = pathlib.Path(self.folder.name) / "ready.json"
        self.process = subprocess.Popen(
            [writ, "sandbox", "--port", "0", "--ready-file", str(ready)],
            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        deadline = time.monotonic() + 20
        while not ready.exists():
            if self.process.poll() is not None or time.monotonic() > deadline:
                raise SystemExit("the sandbox did not start: " + self.process.stderr.read().decode())
            time.sleep(0.005)
        self.ready = json.loads(ready.read_text())
        self.port = int(self.ready["issuer"].rsplit(":", 1)[1])

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(20)
        self.process.stderr.close()
        self.folder.cleanup()

    def send(self, method, target, headers, body):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        connection.putrequest(method, target, skip_host=any(n.lower() == "host" for n, _ in headers),
                              skip_accept_encoding=True)
        for name, value in headers:
            connection.putheader(name, value)
        if body and not any(n.lower() == "content-length" for n, _ in headers):
            connection.putheader("Content-Length", str(len(body)))
        connection.endheaders(body or None)
        answer = connection.getresponse()
        content = answer.read()
        connection.close()
        return answer.status, answer.getheaders(), content

    def post(self, path, value):
        status, _, content = self.send("POST", path, [("Content-Type", "application/json")],
                                       json.dumps(value).encode())
        if status not in (200, 201):
            raise SystemExit(f"{path} answered {status}: {content.decode()}")
        return json.loads(content)


def basic(client_id, client_secret):
    return "Basic " + base64.b64encode(f"{client_id}:{client_secret}".encode()).decode()


def percent_encode_all(text):
    """RFC 6749 2.3.1 lets every character be encoded, so what a decoder might leave out shows."""
    return "".join(f"%{byte:02X}" for byte in text.encode())


def starting_names(sandbox):
    def register(name, preset, **more):
        return sandbox.post("/_sandbox/clients",
                            {"name": name, "redirect_uris": [REDIRECT], "preset": preset, **more})

    names = {"redirect": REDIRECT, "issuer": sandbox.ready["issuer"],
             "merchant": sandbox.ready["merchants"][0]["id"],
             "merchant_name": sandbox.ready["merchants"][0]["name"], "verifier": VERIFIER,
             "challenge": base64.urlsafe_b64encode(
                 hashlib.sha256(VERIFIER.encode()).digest()).decode().rstrip("=")}
    for prefix, client in (("", register("Transcript app", "mollie")),
                           ("other_", register("Another app", "mollie")),
                           ("strict_", register("Strict app", "oauth21")),
                           ("server_", register("Resource server", "mollie", resource_server=True))):
        names[prefix + "client_id"] = client["client_id"]
        names[prefix + "client_secret"] = client["client_secret"]
        names[prefix + "basic"] = basic(client["client_id"], client["client_secret"])
    names["wrong_basic"] = basic(names["client_id"], names["client_secret"][::-1])
    names["percent_basic"] = basic(percent_encode_all(names["client_id"]), percent_encode_all(names["client_secret"]))
    names["demo_client_id"] = sandbox.ready["clients"][0]["client_id"]
    return names


FILTERS = {"url": lambda text: urllib.parse.quote(text, safe=""), "text": html.unescape,
           "basic": lambda text: basic(text, "")}


def look_up(names, key):
    path, *filters = key.split("|")
    value = names
    for part in path.split("."):
        if not isinstance(value, dict) or part not in value:
            raise Mismatch(f"nothing is known as {{{{{key}}}}}")
        value = value[part]
    value = str(value)
    for name in filters:
        value = FILTERS[name](value)
    return value


def fill(text, names):
    return re.sub(r"\{\{([^=~*#][^}]*)\}\}", lambda match: look_up(names, match.group(1)), text)


def match_text(expected, actual, names, where):
    pattern, groups = "", []
    for piece in re.split(r"(\{\{.*?\}\})", expected):
        if not piece.startswith("{{"):
            pattern += re.escape(piece)
            continue
        inner = piece[2:-2]
        if inner.startswith("="):
            name, _, regex = inner[1:].partition(":")
            groups.append(name)
            pattern += f"({regex or '.+'})"
        elif inner.startswith("~"):
            pattern += f"(?:{inner[1:]})"
        elif inner == "*":
            pattern += ".*"
        else:
            pattern += re.escape(look_up(names, inner))
    found = re.fullmatch(pattern, actual, re.DOTALL)
    if not found:
        raise Mismatch(f"{where}: expected {expected!r}, got {actual!r}")
    names.update(zip(groups, found.groups()))


def match_json(expected, actual, names, where):
    if expected == "{{*}}":
        return
    if expected == "{{#}}":
        if not isinstance(actual, int) or isinstance(actual, bool):
            raise Mismatch(f"{where}: expected an integer, got {actual!r}")
    elif isinstance(expected, dict) and isinstance(actual, dict):
        if set(expected) - {"..."} - set(actual) or ("..." not in expected and set(actual) - set(expected)):
            raise Mismatch(f"{where}: expected members {sorted(expected)}, got {sorted(actual)}")
        for key, value in expected.items():
            if key == "...":
                continue
            match_json(value, actual[key], names, f"{where}.{key}")
    elif isinstance(expected, list) and isinstance(actual, list):
        if len(expected) != len(actual):
            raise Mismatch(f"{where}: expected {len(expected)} items, got {len(actual)}")
        for index, value in enumerate(expected):
            match_json(value, actual[index], names, f"{where}[{index}]")
    elif isinstance(expected, str) and isinstance(actual, str):
        match_text(expected, actual, names, where)
    elif expected != actual or type(expected) is not type(actual):
        raise Mismatch(f"{where}: expected {expected!r}, got {actual!r}")


def read_transcript(path):
    """The labels, and a list of (request, answer), each a (first line, header lines, body, line number)."""
    about, parts, current = {}, [], None
    for number, line in enumerate(path.read_text().splitlines(), 1):
        if line.startswith(("# label:", "# source:")):
            key, _, value = line[2:].partition(":")
            about[key] = value.strip()
        if line.startswith((">>> ", "<<< ")):
            current = [line[:3], line[4:].strip(), [], None, number]
            parts.append(current)
        elif current is None or (line.startswith("#") and current[3] is None):
            continue
        elif current[3] is None:
            if line.strip():
                current[2].append(line)
            else:
                current[3] = []
        else:
            current[3].append(line)
    if about.get("label") not in LABELS or not about.get("source"):
        raise Mismatch("needs '# label: documented|inferred|ours' and '# source: …'")
    if not parts or len(parts) % 2 or any(p[0] != (">>>", "<<<")[i % 2] for i, p in enumerate(parts)):
        raise Mismatch("must be pairs of >>> and <<<")
    clean = [(p[1], p[2], "\n".join(p[3] or []).strip(), p[4]) for p in parts]
    return about, list(zip(clean[::2], clean[1::2]))


def compare(answer, received, names):
    line, headers, body, _ = answer
    status, _, name = line.partition(" as ")
    actual_status, actual_headers, content = received
    text = content.decode("utf-8", "replace")
    if actual_status != int(status):
        raise Mismatch(f"expected status {status}, got {actual_status}: {text}")
    have = {}
    for key, value in actual_headers:
        have.setdefault(key.lower(), value)
    for header in headers:
        if header.startswith("!"):
            if header[1:].strip().lower() in have:
                raise Mismatch(f"header {header[1:]} must be absent")
            continue
        key, _, value = header.partition(":")
        if key.strip().lower() not in have:
            raise Mismatch(f"header {key} is missing")
        match_text(value.strip(), have[key.strip().lower()], names, key)
    if body == "...":
        pass
    elif body.startswith(("{", "[")) and not body.startswith("{{"):
        try:
            parsed = json.loads(text)
        except ValueError:
            raise Mismatch(f"the body is not JSON: {text!r}") from None
        try:
            expected = json.loads(body)
        except ValueError as error:
            raise Mismatch(f"the expected body is not JSON: {error}") from None
        match_json(expected, parsed, names, "body")
    else:
        match_text(body, text.strip(), names, "body")
    if name:
        names[name.strip()] = json.loads(text)


def play(path, writ):
    _, exchanges = read_transcript(path)
    sandbox = Sandbox(writ)
    try:
        names = starting_names(sandbox)
        for request, answer in exchanges:
            try:
                method, target = fill(request[0], names).split(" ", 1)
                headers = [tuple(part.strip() for part in fill(h, names).split(":", 1)) for h in request[1]]
                received = sandbox.send(method, target, headers, fill(request[2], names).encode())
                compare(answer, received, names)
            except Mismatch as mismatch:
                raise Mismatch(f"line {answer[3]}: {mismatch}") from None
        return len(exchanges)
    finally:
        sandbox.stop()


def main():
    parser = argparse.ArgumentParser(description="Plays golden HTTP transcripts against the real sandbox.")
    parser.add_argument("--writ", default="build/release/bin/writ", help="the binary (default: %(default)s)")
    parser.add_argument("--also-failed", type=int, default=0, metavar="N",
                        help="how many checks failed before, to be counted in the last line")
    parser.add_argument("files", nargs="*", type=pathlib.Path)
    arguments = parser.parse_args()
    files = arguments.files or sorted(HERE.rglob("*.http"))
    failed = 0
    for path in files:
        name = path.resolve().relative_to(HERE) if HERE in path.resolve().parents else path
        try:
            print(f"  ok    {name} ({play(path, arguments.writ)} exchanges)", flush=True)
        except Mismatch as mismatch:
            failed += 1
            print(f"  FAIL  {name}: {mismatch}", flush=True)
    failed += arguments.also_failed
    print(f"{len(files) + arguments.also_failed - failed} passed, {failed} failed")
    return 1 if failed or not files else 0


if __name__ == "__main__":
    sys.exit(main())
