"""Single requests over a connection that is kept, for what is timed or checked one by one."""

import http.client
import json
import socket


class Socket(http.client.HTTPConnection):
    """HTTP over a Unix socket."""

    def __init__(self, path, timeout=60):
        super().__init__("localhost", timeout=timeout)
        self.path = str(path)

    def connect(self):
        self.sock = socket.socket(socket.AF_UNIX)
        self.sock.settimeout(self.timeout)
        self.sock.connect(self.path)


def connect(port):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.connect()
    connection.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return connection


def send(connection, method, path, body=None, headers=()):
    """Status and body."""
    connection.request(method, path, body, dict(headers))
    answer = connection.getresponse()
    return answer.status, answer.read()


def send_line(connection, line):
    """A line as bench_load sends it: METHOD PATH BASIC BODY."""
    method, path, basic, body = line.split()
    return send(connection, method, path, body,
                {"Authorization": f"Basic {basic}", "Accept": "application/json",
                 "Content-Type": "application/x-www-form-urlencoded"})


def is_active(connection, line):
    """What introspection says; anything but an answer about the token is an error."""
    status, body = send_line(connection, line)
    if status != 200:
        raise RuntimeError(f"introspection answered {status}: {body[:200]}")
    return json.loads(body)["active"]
