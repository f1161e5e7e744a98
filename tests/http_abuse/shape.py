"""What every error of an OAuth path must look like (RFC 6749 §5.2)."""


def oauth_error(answer, status, code):
    assert answer.status == status, (answer.status, answer.body)
    assert answer.header("content-type").split(";")[0] == "application/json", answer.headers
    assert "no-store" in (answer.header("cache-control") or ""), answer.headers
    body = answer.json()
    assert body["error"] == code, body
    assert body["error_description"], body
    if status == 401:
        assert answer.header("www-authenticate"), answer.headers
    return body
