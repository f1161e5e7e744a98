"""A browser of sorts: keeps cookies and fills in the forms that it is shown. One per thread."""

from html.parser import HTMLParser
from urllib.parse import parse_qs, urlencode, urljoin, urlsplit


class Form(HTMLParser):
    """The one form of a page: where it goes and its hidden fields."""

    def __init__(self, page):
        super().__init__()
        self.action = None
        self.fields = {}
        self.feed(page)
        assert self.action is not None, "no form on the page"

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        if tag == "form":
            self.action = attributes["action"]
        elif tag == "input" and attributes.get("type") == "hidden":
            self.fields[attributes["name"]] = attributes["value"]


class Browser:
    def __init__(self, cookies=None):
        self.cookies = dict(cookies or {})

    def _ask(self, wire, method, target, body=None):
        headers = [("Accept", "text/html")]
        if self.cookies:
            headers.append(("Cookie", "; ".join(f"{k}={v}" for k, v in self.cookies.items())))
        answer = wire.ask(method, target, body, headers)
        for name, value in answer.headers:
            if name == "set-cookie":
                cookie, _, text = value.split(";")[0].partition("=")
                self.cookies[cookie] = text
        return answer

    def _submit(self, wire, target, page, **chosen):
        form = Form(page.body.decode())
        action = urlsplit(urljoin(target, form.action)).path
        return self._ask(wire, "POST", action, {**form.fields, **chosen})

    def sign_in(self, wire, link):
        """Opens a one-time link and says yes to it."""
        url = urlsplit(link)
        target = f"{url.path}?{url.query}"
        page = self._ask(wire, "GET", target)
        assert page.status == 200, (page.status, page.body)
        answer = self._submit(wire, target, page)
        assert answer.status in (200, 302, 303), (answer.status, answer.body)

    def authorize(self, wire, client, merchant, scope, decision="approve", **extra):
        """The parameters of the redirect, each once; `merchant` is whoever is signed in."""
        target = "/oauth2/authorize?" + urlencode({
            "client_id": client.id, "redirect_uri": client.redirect_uri, "response_type": "code",
            "scope": scope, "state": "s", **extra})
        answer = self._ask(wire, "GET", target)
        if answer.status == 200:
            answer = self._submit(wire, target, answer, decision=decision)
        assert answer.status in (302, 303), (answer.status, answer.body)
        location = answer.header("location")
        assert location.startswith(client.redirect_uri), location
        return {name: values[0] for name, values in parse_qs(urlsplit(location).query).items()}
