"""mollie-api-py, Mollie's generated SDK: Basic credentials and JSON bodies, DELETE included."""

from mollie import ClientSDK, models

from support import (app, assert_dead, assert_live, code_for, finish, issuer, merchant, raises,
                     redirect_uri, scenario)

basic = {"username": app["client_id"], "password": app["client_secret"]}
sdk = ClientSDK(server_url=issuer)


def generate(**body):
    return sdk.oauth.generate(security=basic, request_body=body)


def revoke(token, hint):
    sdk.oauth.revoke(security=basic, request_body={"token": token, "token_type_hint": hint})


def as_merchant(token):
    return ClientSDK(server_url=issuer, security=models.Security(o_auth=token))


with scenario("mollie-api-py: redeem a code"):
    first = generate(grant_type="authorization_code", code=code_for("organizations.read"),
                     redirect_uri=redirect_uri)
    assert first.scope == "organizations.read"
    assert_live(first.access_token, first.refresh_token)

with scenario("mollie-api-py: refresh"):
    second = generate(grant_type="refresh_token", refresh_token=first.refresh_token)
    assert second.access_token != first.access_token

with scenario("mollie-api-py: use an access token"):
    assert as_merchant(second.access_token).organizations.get_current().id == merchant["id"]

with scenario("mollie-api-py: revoke an access token"):
    revoke(second.access_token, "access_token")
    assert_dead(second.access_token)
    with raises(models.ClientError, lambda error: error.status_code == 401):
        as_merchant(second.access_token).organizations.get_current()
    assert_live(first.access_token, first.refresh_token)

with scenario("mollie-api-py: revoke a refresh token"):
    revoke(first.refresh_token, "refresh_token")
    assert_dead(first.access_token, first.refresh_token)
    with raises(models.ClientError, lambda error: error.status_code == 400):
        generate(grant_type="refresh_token", refresh_token=first.refresh_token)

finish()
