"""What is not the HTTP it claims to be (RFC 9112), and limits."""

import writ
from shape import oauth_error
from wire import Gone

BODY = b"token=x&token_type_hint=refresh_token"
PATH = b"/oauth2/tokens"

REFUSED = {
    "a bare LF in the head": b"POST %s HTTP/1.1\nHost: x\nContent-Length: 0\n\n",
    "a bare LF after one header": b"POST %s HTTP/1.1\r\nHost: x\nContent-Length: 0\r\n\r\n",
    "a bare CR in a value": b"POST %s HTTP/1.1\r\nHost: x\r\nA: b\rc\r\nContent-Length: 0\r\n\r\n",
    "obs-fold": b"POST %s HTTP/1.1\r\nHost: x\r\nA: b\r\n c\r\nContent-Length: 0\r\n\r\n",
    "a repeated Content-Length":
        b"POST %s HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\nContent-Length: 0\r\n\r\n",
    "a Content-Length list": b"POST %s HTTP/1.1\r\nHost: x\r\nContent-Length: 0, 0\r\n\r\n",
    "a Content-Length with a sign": b"POST %s HTTP/1.1\r\nHost: x\r\nContent-Length: +0\r\n\r\n",
    "a negative Content-Length": b"POST %s HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
    "both framings": b"POST %s HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n"
                     b"Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    "two Authorization headers": b"POST %s HTTP/1.1\r\nHost: x\r\nAuthorization: Basic YTpi\r\n"
                                 b"Authorization: Basic YTpi\r\nContent-Length: 0\r\n\r\n",
    "no Host": b"POST %s HTTP/1.1\r\nContent-Length: 0\r\n\r\n",
    "two Hosts": b"POST %s HTTP/1.1\r\nHost: x\r\nHost: y\r\nContent-Length: 0\r\n\r\n",
    "a space before the colon": b"POST %s HTTP/1.1\r\nHost : x\r\nContent-Length: 0\r\n\r\n",
    "a header without a colon": b"POST %s HTTP/1.1\r\nHost: x\r\nnonsense\r\n\r\n",
    "a header without a name": b"POST %s HTTP/1.1\r\nHost: x\r\n: y\r\n\r\n",
    "a NUL in a value": b"POST %s HTTP/1.1\r\nHost: x\r\nA: b\0c\r\nContent-Length: 0\r\n\r\n",
    "a control in the target": b"POST %s\x01 HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n",
    "no version": b"POST %s\r\nHost: x\r\n\r\n",
}


def refused(server, data):
    wire = server.wire()
    wire.send(data)
    answer = wire.answer()
    assert answer.status == 400, (answer.status, answer.body)
    assert wire.is_closed(), "the connection goes on after bytes that mean nothing"
    wire.close()
    return answer


def refused_on_an_oauth_path(server, data):
    answer = refused(server, data.replace(b"%s", PATH))
    oauth_error(answer, 400, "invalid_request")


def not_http(server):
    for data in (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + bytes(80), b"SSH-2.0-x\r\n\r\n",
                 b"\0\0\0\0\r\n\r\n", b"POST  /oauth2/tokens HTTP/1.1\r\nHost: x\r\n\r\n", b"nonsense\r\n\r\n", b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"):
        wire = server.wire()
        wire.send(data)
        answer = wire.answer()
        # 505 for what names a version that nobody speaks.
        assert answer.status in (400, 505), (data[:12], answer.status)
        wire.close()


def smuggled(server):
    """What follows a refused request on its connection is never answered."""
    wire = server.wire()
    wire.send(b"POST /oauth2/tokens HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\n"
              b"Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
              b"GET /.well-known/oauth-authorization-server HTTP/1.1\r\nHost: x\r\n\r\n")
    assert wire.answer().status == 400
    try:
        extra = wire.answer()
    except Gone:
        wire.close()
        return
    raise AssertionError(f"the smuggled request was answered: {extra.status}")


def limits(server):
    wire = server.wire()
    assert wire.ask("GET", "/" + "a" * 70_000).status == 414
    wire = server.wire()
    answer = wire.ask("GET", "/oauth2/authorize", headers=[("A", "b" * 70_000)])
    assert answer.status == 431 and answer.json()["error"]
    wire = server.wire()
    answer = wire.ask("GET", "/oauth2/authorize",
                      headers=[(f"H{n}", "x") for n in range(1000)])
    assert answer.status == 431
    wire = server.wire()
    wire.send(b"POST /oauth2/tokens HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999\r\n\r\n")
    oauth_error(wire.answer(), 413, "invalid_request")
    wire = server.wire()
    wire.send(b"POST /oauth2/tokens HTTP/1.1\r\nHost: x\r\n"
              b"Content-Length: 99999999999999999999999999\r\n\r\n")
    assert wire.answer().status in (400, 413)


def methods(server):
    wire = server.wire()
    for method in ("PUT", "PATCH", "GET", "TRACE"):
        answer = wire.ask(method, "/oauth2/tokens")
        assert answer.status in (405, 501), (method, answer.status)
        if answer.status == 405:
            allowed = {one.strip() for one in answer.header("allow").split(",")}
            assert {"POST", "DELETE"} <= allowed, allowed
            assert answer.json()["error"] and "no-store" in answer.header("cache-control")
    wire = server.wire()
    head = wire.ask("HEAD", "/.well-known/oauth-authorization-server")
    get = wire.ask("GET", "/.well-known/oauth-authorization-server")
    assert head.status == get.status == 200 and head.body == b"" and get.body
    assert head.header("content-length") == get.header("content-length")
    answer = wire.ask("OPTIONS", "/oauth2/tokens")
    assert answer.status in (200, 204) and "DELETE" in answer.header("allow")
    assert wire.ask("GET", "/no/such/path").status == 404
    wire.close()


def served(server):
    """Strict is not deaf: what is legal is served."""
    metadata = b"GET /.well-known/oauth-authorization-server HTTP/1.1\r\n"
    for head in (b"Host: example.com\r\n", b"Host: \r\n", b"hOsT: x\r\n",
                 b"Host: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n",
                 b"Host: x\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\n"
                 b"HTTP2-Settings: AAMAAABkAAQAAP__\r\n",
                 b"Host: x\r\nCookie:\r\n", b"Host: x\r\nA:  spaces \t\r\n"):
        wire = server.wire()
        wire.send(metadata + head + b"\r\n")
        assert wire.answer().status == 200, head
        wire.close()
    wire = server.wire()
    wire.send((metadata + b"Host: x\r\n\r\n") * 50)
    assert [wire.answer().status for _ in range(50)] == [200] * 50
    wire.close()


def in_pieces(server):
    """One byte at a time, and the client's end of sending, change nothing."""
    client = server.clients()[0]
    wire = server.wire()
    for byte in writ.revoke(client, "refresh_x", "refresh_token"):
        wire.send(bytes([byte]))
    assert wire.answer().status == 204
    wire.send(writ.revoke_7009(client, "refresh_x"))
    wire.finish_sending()
    assert wire.answer().status == 200
    wire.close()


def cut_short(server):
    """A body that never comes to its end changes nothing."""
    client = server.clients()[0]
    wire = server.wire()
    tokens = writ.tokens_of(wire, client, server.merchants()[0])
    half = server.wire()
    half.send(writ.revoke(client, tokens["refresh_token"], "refresh_token")[:-1])
    half.finish_sending()
    try:
        assert half.answer().status == 400
    except Gone:
        pass
    half.close()
    assert writ.is_active(wire, client, tokens["refresh_token"])
    wire.close()


def run(report, server):
    for name, data in REFUSED.items():
        report.check(f"{name} is 400", refused_on_an_oauth_path, server, data)
    for check in (not_http, smuggled, limits, methods, served, in_pieces, cut_short):
        report.check("HTTP: " + check.__name__.replace("_", " "), check, server)
