"""requests-oauthlib: PKCE of its own, credentials in Basic or in the body; it has no revocation
call, so its session sends Mollie's DELETE."""

from oauthlib.oauth2 import OAuth2Error
from requests.auth import HTTPBasicAuth
from requests_oauthlib import OAuth2Session

from support import (app, approve, assert_dead, assert_live, finish, issuer, merchant, raises,
                     redirect_uri, scenario)

tokens_url = issuer + "/oauth2/tokens"
basic = HTTPBasicAuth(app["client_id"], app["client_secret"])

with scenario("requests-oauthlib: authorize and redeem with PKCE"):
    session = OAuth2Session(app["client_id"], redirect_uri=redirect_uri, pkce="S256",
                            scope=["organizations.read"])
    url, state = session.authorization_url(issuer + "/oauth2/authorize")
    first = session.fetch_token(tokens_url, authorization_response=approve(url), auth=basic)
    assert session.get(issuer + "/v2/organizations/me").json()["id"] == merchant["id"]

with scenario("requests-oauthlib: refresh"):
    second = session.refresh_token(tokens_url, refresh_token=first["refresh_token"], auth=basic)
    assert second["access_token"] != first["access_token"]
    assert_live(first["access_token"], second["access_token"])

with scenario("requests-oauthlib: its tokens die by Mollie's DELETE"):
    answer = session.delete(tokens_url, withhold_token=True, auth=basic, data={
        "token": second["access_token"], "token_type_hint": "access_token"})
    assert answer.status_code == 204
    assert_dead(second["access_token"])
    assert session.get(issuer + "/v2/organizations/me").status_code == 401
    answer = session.delete(tokens_url, withhold_token=True, auth=basic, data={
        "token": first["refresh_token"], "token_type_hint": "refresh_token"})
    assert answer.status_code == 204
    assert_dead(first["access_token"], first["refresh_token"])
    with raises(OAuth2Error, lambda error: error.error == "invalid_grant"):
        session.refresh_token(tokens_url, refresh_token=first["refresh_token"], auth=basic)

finish()
