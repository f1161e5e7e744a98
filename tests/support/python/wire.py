"""HTTP/1.1 over one plain socket: exactly the bytes a test wants to send, exactly what came back.

One connection per thread; nothing here is shared."""

import json
import socket
import urllib.parse
from dataclasses import dataclass


class Gone(Exception):
    """The connection ended before the whole answer was there: its fate is unknown."""


@dataclass
class Answer:
    status: int
    headers: list  # (lower-case name, value), in order
    body: bytes

    def header(self, name):
        return next((value for key, value in self.headers if key == name), None)

    def json(self):
        return json.loads(self.body)


def form(parameters):
    return urllib.parse.urlencode(parameters).encode()


def message(method, target, body=None, headers=(), content_type="application/x-www-form-urlencoded"):
    """The bytes of one request; `body` is bytes, or a dict to be sent as a form."""
    if isinstance(body, dict):
        body = form(body)
    lines = [f"{method} {target} HTTP/1.1", "Host: 127.0.0.1"]
    if body is not None:
        lines += [f"Content-Type: {content_type}", f"Content-Length: {len(body)}"]
    lines += [f"{name}: {value}" for name, value in headers]
    return "\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + (body or b"")


class Wire:
    def __init__(self, port, timeout=60.0):
        self._socket = socket.create_connection(("127.0.0.1", port), timeout)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._unread = bytearray()

    def close(self):
        self._socket.close()

    def send(self, data):
        try:
            self._socket.sendall(data)
        except OSError as error:
            raise Gone(str(error)) from error

    def finish_sending(self):
        self._socket.shutdown(socket.SHUT_WR)

    def _more(self):
        try:
            data = self._socket.recv(262144)
        except OSError as error:
            raise Gone(str(error)) from error
        if not data:
            raise Gone("closed")
        self._unread += data

    def answer(self, head_only=False):
        """The next answer; raises Gone when the connection ends inside or before it."""
        while (end := self._unread.find(b"\r\n\r\n")) < 0:
            self._more()
        lines = self._unread[:end].decode("latin-1").split("\r\n")
        status = int(lines[0].split(" ", 2)[1])
        headers = []
        for line in lines[1:]:
            name, _, value = line.partition(":")
            headers.append((name.lower(), value.strip()))
        length = 0
        for name, value in headers:
            assert name != "transfer-encoding", "chunked answers are not expected here"
            if name == "content-length" and not head_only:
                length = int(value)
        while len(self._unread) < end + 4 + length:
            self._more()
        body = bytes(self._unread[end + 4:end + 4 + length])
        del self._unread[:end + 4 + length]
        return Answer(status, headers, body)

    def ask(self, method, target, body=None, headers=(), **options):
        self.send(message(method, target, body, headers, **options))
        return self.answer(head_only=method == "HEAD")

    def ask_json(self, method, target, value, headers=()):
        return self.ask(method, target, json.dumps(value).encode(), headers,
                        content_type="application/json")

    def pipeline(self, messages, window=64):
        """Sends all messages, `window` at a time, and yields their answers in order."""
        messages = list(messages)
        for start in range(0, len(messages), window):
            batch = messages[start:start + window]
            self.send(b"".join(batch))
            for _ in batch:
                yield self.answer()

    def is_closed(self):
        """Waits for the server to close; False when it sends something instead."""
        try:
            return not self._socket.recv(1)
        except ConnectionError:
            return True
