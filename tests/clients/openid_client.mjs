// openid-client: finds everything by RFC 8414 metadata, uses PKCE, checks state and iss.
import assert from 'node:assert/strict';
import * as oidc from 'openid-client';
import { app, approve, assertDead, assertLive, assertUsable, redirectUri, sandbox, scenario }
  from './support.mjs';

for (const [form, authentication] of [
  ['body', oidc.ClientSecretPost(app.client_secret)],
  ['Basic', oidc.ClientSecretBasic(app.client_secret)],
]) {
  const label = `openid-client (${form})`;
  let config;
  let first;
  let second;

  await scenario(`${label}: discover`, async () => {
    config = await oidc.discovery(new URL(sandbox.issuer), app.client_id, {}, authentication, {
      algorithm: 'oauth2',
      execute: [oidc.allowInsecureRequests],
    });
    assert.ok(config.serverMetadata().supportsPKCE('S256'));
    assert.ok(config.serverMetadata().authorization_response_iss_parameter_supported);
  });

  await scenario(`${label}: authorize and redeem with PKCE, state and iss`, async () => {
    const verifier = oidc.randomPKCECodeVerifier();
    const state = oidc.randomState();
    const back = await approve(oidc.buildAuthorizationUrl(config, {
      redirect_uri: redirectUri,
      scope: 'organizations.read payments.read',
      code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
      state,
    }));
    first = await oidc.authorizationCodeGrant(config, back, {
      pkceCodeVerifier: verifier,
      expectedState: state,
    });
    await assertUsable(first.access_token);
  });

  await scenario(`${label}: refresh`, async () => {
    second = await oidc.refreshTokenGrant(config, first.refresh_token);
    await assertLive(first.access_token, second.access_token);
  });

  await scenario(`${label}: introspect`, async () => {
    const claims = await oidc.tokenIntrospection(config, second.access_token);
    assert.equal(claims.active, true);
    assert.equal(claims.client_id, app.client_id);
  });

  await scenario(`${label}: revoke an access token`, async () => {
    await oidc.tokenRevocation(config, second.access_token);
    assert.equal((await oidc.tokenIntrospection(config, second.access_token)).active, false);
    await assertDead(second.access_token);
    await assertLive(first.access_token, first.refresh_token);
  });

  await scenario(`${label}: revoke a refresh token`, async () => {
    await oidc.tokenRevocation(config, first.refresh_token, { token_type_hint: 'refresh_token' });
    await assertDead(first.access_token, first.refresh_token);
    await assert.rejects(
      oidc.refreshTokenGrant(config, first.refresh_token),
      (error) => error.error === 'invalid_grant',
    );
  });

  await scenario(`${label}: client credentials`, async () => {
    const token = await oidc.clientCredentialsGrant(config);
    await assertLive(token.access_token);
    await oidc.tokenRevocation(config, token.access_token);
    await assertDead(token.access_token);
  });
}
