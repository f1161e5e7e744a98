"""Authlib, which Mollie recommends: form bodies, PKCE, RFC 7009 revocation by POST."""

from authlib.integrations.base_client import OAuthError
from authlib.integrations.requests_client import OAuth2Session

from support import (app, approve, assert_dead, assert_live, assert_usable, finish, issuer,
                     merchant, raises, redirect_uri, request, scenario)

verifier = "a-verifier-of-the-forty-three-or-more-characters-it-takes"

_, metadata = request("GET", "/.well-known/oauth-authorization-server")

for method in ("client_secret_basic", "client_secret_post"):
    label = f"Authlib ({method})"

    def session(**options):
        return OAuth2Session(app["client_id"], app["client_secret"], redirect_uri=redirect_uri,
                             token_endpoint_auth_method=method,
                             revocation_endpoint_auth_method=method, code_challenge_method="S256",
                             **options)

    with scenario(f"{label}: authorize and redeem with PKCE"):
        client = session(scope="organizations.read payments.read")
        url, state = client.create_authorization_url(metadata["authorization_endpoint"],
                                                     code_verifier=verifier)
        first = client.fetch_token(metadata["token_endpoint"], state=state,
                                   authorization_response=approve(url), code_verifier=verifier)
        assert_usable(first["access_token"])

    with scenario(f"{label}: use an access token"):
        assert client.get(issuer + "/v2/organizations/me").json()["id"] == merchant["id"]

    with scenario(f"{label}: refresh"):
        second = client.refresh_token(metadata["token_endpoint"],
                                      refresh_token=first["refresh_token"])
        assert second["access_token"] != first["access_token"]
        assert_live(first["access_token"], second["access_token"])

    with scenario(f"{label}: introspect and revoke an access token"):
        answer = client.introspect_token(metadata["introspection_endpoint"],
                                         token=second["access_token"])
        assert answer.json()["active"] is True
        answer = client.revoke_token(metadata["revocation_endpoint"],
                                     token=second["access_token"])
        assert answer.status_code == 200
        assert_dead(second["access_token"])
        assert client.get(issuer + "/v2/organizations/me").status_code == 401
        assert_live(first["access_token"], first["refresh_token"])

    with scenario(f"{label}: revoke a refresh token on Mollie's own path"):
        answer = client.revoke_token(issuer + "/oauth2/tokens", token=first["refresh_token"],
                                     token_type_hint="refresh_token")
        assert answer.status_code == 200
        assert_dead(first["access_token"], first["refresh_token"])
        with raises(OAuthError, lambda error: error.error == "invalid_grant"):
            client.refresh_token(metadata["token_endpoint"], refresh_token=first["refresh_token"])

with scenario("Authlib: client credentials"):
    client = OAuth2Session(app["client_id"], app["client_secret"])
    token = client.fetch_token(metadata["token_endpoint"], grant_type="client_credentials")
    assert "refresh_token" not in token
    assert_live(token["access_token"])
    client.revoke_token(metadata["revocation_endpoint"], token=token["access_token"])
    assert_dead(token["access_token"])

finish()
