// @mollie/api-client over https: it speaks nothing else, trusts its own list of authorities only,
// and has no option for another, so `run` sets NODE_TLS_REJECT_UNAUTHORIZED=0 for it.
import assert from 'node:assert/strict';
import { createMollieClient, OAuthGrantType, OAuthTokenType } from '@mollie/api-client';
import { app, assertDead, assertLive, codeFor, merchant, redirectUri, sandbox, scenario }
  from './support.mjs';

const credentials = { clientId: app.client_id, clientSecret: app.client_secret };
const clientWith = (accessToken) => {
  const client = createMollieClient({ accessToken, apiEndpoint: `${sandbox.tls_issuer}/v2/` });
  client.oauth.endpoint = `${sandbox.tls_issuer}/oauth2/tokens`;
  return client;
};
// It wants a token before it has one.
const mollie = clientWith('access_none_yet_0000000000000000');

let first;
let second;

await scenario('@mollie/api-client: redeem a code', async () => {
  first = await mollie.oauth.create({
    ...credentials,
    grant_type: OAuthGrantType.authorization_code,
    code: await codeFor('organizations.read'),
    redirect_uri: redirectUri,
  });
  assert.match(first.access_token, /^access_/);
  assert.equal(first.scope, 'organizations.read');
  await assertLive(first.access_token, first.refresh_token);
});

await scenario('@mollie/api-client: refresh', async () => {
  second = await mollie.oauth.create({
    ...credentials,
    grant_type: OAuthGrantType.refresh_token,
    refresh_token: first.refresh_token,
  });
  assert.notEqual(second.access_token, first.access_token);
  assert.equal(second.refresh_token, first.refresh_token);
});

await scenario('@mollie/api-client: use an access token', async () => {
  const organization = await clientWith(second.access_token).organizations.getCurrent();
  assert.equal(organization.id, merchant.id);
});

await scenario('@mollie/api-client: an error has a message', async () => {
  await assert.rejects(
    mollie.oauth.create({
      ...credentials,
      grant_type: OAuthGrantType.authorization_code,
      code: 'auth_nobodyEverMadeThisOne',
      redirect_uri: redirectUri,
    }),
    (error) => error.statusCode === 400 && !/without a message/.test(error.message),
  );
});

await scenario('@mollie/api-client: revoke an access token', async () => {
  assert.equal(
    await mollie.oauth.revoke({
      ...credentials,
      token_type_hint: OAuthTokenType.access_token,
      token: second.access_token,
    }),
    true,
  );
  await assertDead(second.access_token);
  await assert.rejects(
    clientWith(second.access_token).organizations.getCurrent(),
    (error) => error.statusCode === 401,
  );
  await assertLive(first.access_token, first.refresh_token);
});

await scenario('@mollie/api-client: revoke a refresh token', async () => {
  assert.equal(
    await mollie.oauth.revoke({
      ...credentials,
      token_type_hint: OAuthTokenType.refresh_token,
      token: first.refresh_token,
    }),
    true,
  );
  await assertDead(first.access_token, first.refresh_token);
  await assert.rejects(clientWith(first.access_token).organizations.getCurrent());
  await assert.rejects(
    mollie.oauth.create({
      ...credentials,
      grant_type: OAuthGrantType.refresh_token,
      refresh_token: first.refresh_token,
    }),
    (error) => error.statusCode === 400,
  );
});
