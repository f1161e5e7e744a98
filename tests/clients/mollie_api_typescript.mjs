// mollie-api-typescript, Mollie's generated SDK: Basic credentials and JSON bodies, DELETE included.
import assert from 'node:assert/strict';
import { Client } from 'mollie-api-typescript';
import { app, assertDead, assertLive, assertUsable, codeFor, merchant, redirectUri, sandbox,
  scenario } from './support.mjs';

const serverURL = sandbox.issuer;
const basic = { username: app.client_id, password: app.client_secret };
const sdk = new Client({ serverURL, retryConfig: { strategy: 'none' } });
const asMerchant = (token) =>
  new Client({ serverURL, security: { oAuth: token }, retryConfig: { strategy: 'none' } });
const refresh = (refreshToken) =>
  sdk.oauth.generate(basic, { requestBody: { grantType: 'refresh_token', refreshToken } });
const revoke = (token, tokenTypeHint, security = basic) =>
  sdk.oauth.revoke(security, { requestBody: { token, tokenTypeHint } });
const status = (code) => (error) => error.statusCode === code;

let first;
let second;

await scenario('mollie-api-typescript: redeem a code', async () => {
  first = await sdk.oauth.generate(basic, {
    requestBody: {
      grantType: 'authorization_code',
      code: await codeFor('organizations.read payments.read'),
      redirectUri,
    },
  });
  assert.match(first.accessToken, /^access_/);
  assert.match(first.refreshToken, /^refresh_/);
  assert.equal(first.tokenType.toLowerCase(), 'bearer');
  assert.equal(first.expiresIn, 3600);
  assert.deepEqual(first.scope.split(' ').sort(), ['organizations.read', 'payments.read']);
  await assertUsable(first.accessToken);
});

await scenario('mollie-api-typescript: refresh', async () => {
  second = await refresh(first.refreshToken);
  assert.notEqual(second.accessToken, first.accessToken);
  assert.equal(second.refreshToken, first.refreshToken);
  await assertLive(first.accessToken, second.accessToken, first.refreshToken);
});

await scenario('mollie-api-typescript: use an access token', async () => {
  const organization = await asMerchant(second.accessToken).organizations.getCurrent();
  assert.equal(organization.id, merchant.id);
});

await scenario('mollie-api-typescript: list the permissions', async () => {
  const list = await asMerchant(second.accessToken).permissions.list();
  const granted = list.embedded.permissions.filter((one) => one.granted).map((one) => one.id);
  assert.deepEqual(granted.sort(), ['organizations.read', 'payments.read']);
});

await scenario('mollie-api-typescript: a wrong secret revokes nothing', async () => {
  const wrong = { username: app.client_id, password: 'not-the-secret' };
  await assert.rejects(revoke(first.refreshToken, 'refresh_token', wrong), status(401));
  await assertLive(first.accessToken, first.refreshToken);
});

await scenario('mollie-api-typescript: revoke an access token', async () => {
  await revoke(second.accessToken, 'access_token');
  await assertDead(second.accessToken);
  await assert.rejects(asMerchant(second.accessToken).organizations.getCurrent(), status(401));
  await assertLive(first.accessToken, first.refreshToken);
});

await scenario('mollie-api-typescript: revoke a refresh token', async () => {
  await revoke(first.refreshToken, 'refresh_token');
  await assertDead(first.accessToken, first.refreshToken);
  await assert.rejects(asMerchant(first.accessToken).organizations.getCurrent(), status(401));
  await assert.rejects(refresh(first.refreshToken), status(400));
});

await scenario('mollie-api-typescript: a wrong hint does not save a token', async () => {
  const fresh = await sdk.oauth.generate(basic, {
    requestBody: { grantType: 'authorization_code', code: await codeFor('payments.read'), redirectUri },
  });
  await revoke(fresh.refreshToken, 'access_token');
  await assertDead(fresh.accessToken, fresh.refreshToken);
});

await scenario('mollie-api-typescript: revoking an unknown token succeeds', async () => {
  await revoke('refresh_nobodyEverMadeThisOne', 'refresh_token');
});
