// oauth4webapi: percent-encodes Basic credentials (app%5F…) and revokes without any hint.
import assert from 'node:assert/strict';
import * as oauth from 'oauth4webapi';
import { app, approve, assertDead, assertLive, assertUsable, redirectUri, sandbox, scenario }
  from './support.mjs';

const insecure = { [oauth.allowInsecureRequests]: true };
const client = { client_id: app.client_id };
const basic = oauth.ClientSecretBasic(app.client_secret);

let as;
let first;
let second;

await scenario('oauth4webapi: discover', async () => {
  const issuer = new URL(sandbox.issuer);
  const response = await oauth.discoveryRequest(issuer, { algorithm: 'oauth2', ...insecure });
  as = await oauth.processDiscoveryResponse(issuer, response);
  assert.ok(as.revocation_endpoint && as.introspection_endpoint);
});

await scenario('oauth4webapi: authorize and redeem', async () => {
  const verifier = oauth.generateRandomCodeVerifier();
  const state = oauth.generateRandomState();
  const url = new URL(as.authorization_endpoint);
  url.search = new URLSearchParams({
    client_id: app.client_id,
    redirect_uri: redirectUri,
    response_type: 'code',
    scope: 'organizations.read',
    state,
    code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
  });
  const parameters = oauth.validateAuthResponse(as, client, await approve(url), state);
  const response = await oauth.authorizationCodeGrantRequest(
    as, client, basic, parameters, redirectUri, verifier, insecure);
  first = await oauth.processAuthorizationCodeResponse(as, client, response);
  await assertUsable(first.access_token);
});

await scenario('oauth4webapi: refresh', async () => {
  const response = await oauth.refreshTokenGrantRequest(
    as, client, basic, first.refresh_token, insecure);
  second = await oauth.processRefreshTokenResponse(as, client, response);
  assert.notEqual(second.access_token, first.access_token);
});

await scenario('oauth4webapi: revoke an access token without a hint', async () => {
  const response = await oauth.revocationRequest(as, client, basic, second.access_token, insecure);
  await oauth.processRevocationResponse(response);
  const answer = await oauth.introspectionRequest(as, client, basic, second.access_token, insecure);
  const claims = await oauth.processIntrospectionResponse(as, client, answer);
  assert.equal(claims.active, false);
  await assertDead(second.access_token);
  await assertLive(first.access_token, first.refresh_token);
});

await scenario('oauth4webapi: revoke a refresh token without a hint', async () => {
  const response = await oauth.revocationRequest(as, client, basic, first.refresh_token, insecure);
  await oauth.processRevocationResponse(response);
  await assertDead(first.access_token, first.refresh_token);
  const refused = await oauth.refreshTokenGrantRequest(
    as, client, basic, first.refresh_token, insecure);
  await assert.rejects(
    oauth.processRefreshTokenResponse(as, client, refused),
    (error) => error.error === 'invalid_grant' && error.status === 400,
  );
});

await scenario('oauth4webapi: a wrong secret is told so by WWW-Authenticate', async () => {
  const response = await oauth.revocationRequest(
    as, client, oauth.ClientSecretBasic('wrong'), 'refresh_x', insecure);
  await assert.rejects(
    oauth.processRevocationResponse(response),
    (error) => error.status === 401 && error.cause?.[0]?.scheme === 'basic',
  );
});
