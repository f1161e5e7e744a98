"""mollie-api-python: requests-oauthlib inside, a DELETE with a Bearer header beside the client's
credentials in the body, and an error when the scope returned is not the one it asked for."""

import time

from mollie.api.client import Client
from mollie.api.error import UnauthorizedError
from oauthlib.oauth2 import OAuth2Error

from support import (app, approve, assert_dead, assert_live, finish, issuer, merchant,
                     raises, redirect_uri, scenario)


class PointedClient(Client):
    """Its addresses are class fields, meant to be overridden."""

    OAUTH_AUTHORIZATION_URL = issuer + "/oauth2/authorize"
    OAUTH_AUTO_REFRESH_URL = issuer + "/oauth2/tokens"
    OAUTH_TOKEN_URL = issuer + "/oauth2/tokens"


kept = []
scope = ["organizations.read", "payments.read"]


def client_with(token):
    client = PointedClient(api_endpoint=issuer)
    authorized, url = client.setup_oauth(app["client_id"], app["client_secret"], redirect_uri,
                                         scope, token, kept.append)
    return client, authorized, url


with scenario("mollie-api-python: authorize and redeem"):
    client, authorized, url = client_with(None)
    assert not authorized
    client.setup_oauth_authorization_response(approve(url))
    first = kept[-1]
    assert sorted(first["scope"]) == sorted(scope), first["scope"]
    assert_live(first["access_token"], first["refresh_token"])

with scenario("mollie-api-python: use an access token"):
    assert client.organizations.get("me").id == merchant["id"]

with scenario("mollie-api-python: refresh by itself when the token has run out"):
    stale = dict(first, expires_in=-60, expires_at=time.time() - 60)
    client, authorized, _ = client_with(stale)
    assert authorized
    assert client.organizations.get("me").id == merchant["id"]
    second = kept[-1]
    assert second["access_token"] != first["access_token"]
    assert second["refresh_token"] == first["refresh_token"]

with scenario("mollie-api-python: revoke an access token"):
    answer = client.revoke_oauth_token(app["client_id"], second["access_token"], "access_token")
    assert answer.status_code == 204 and not answer.content
    assert_dead(second["access_token"])
    with raises(UnauthorizedError):
        client.organizations.get("me")
    assert_live(first["access_token"], first["refresh_token"])

with scenario("mollie-api-python: a dead Bearer token beside good credentials still revokes"):
    assert_live(first["access_token"])
    # `client` carries the dead token in its Authorization header.
    answer = client.revoke_oauth_token(app["client_id"], first["access_token"], "access_token")
    assert answer.status_code == 204
    assert_dead(first["access_token"])

with scenario("mollie-api-python: revoke a refresh token"):
    answer = client.revoke_oauth_token(app["client_id"], first["refresh_token"], "refresh_token")
    assert answer.status_code == 204
    assert_dead(first["access_token"], second["access_token"], first["refresh_token"])
    stale, _, _ = client_with(dict(first, expires_in=-60, expires_at=time.time() - 60))
    with raises(OAuth2Error, lambda error: error.error == "invalid_grant"):
        stale.organizations.get("me")

finish()
