// client-oauth2: Basic credentials, form bodies, and no revocation of its
// own: it redeems and refreshes, and its tokens die by Mollie's DELETE.
import assert from 'node:assert/strict';
import ClientOAuth2 from 'client-oauth2';
import { app, approve, assertDead, assertLive, assertUsable, redirectUri, sandbox, scenario }
  from './support.mjs';

const client = new ClientOAuth2({
  clientId: app.client_id,
  clientSecret: app.client_secret,
  accessTokenUri: `${sandbox.issuer}/oauth2/tokens`,
  authorizationUri: `${sandbox.issuer}/oauth2/authorize`,
  redirectUri,
  scopes: ['organizations.read'],
  state: 'xyz',
});
let first;
let second;

const revoke = (token, token_type_hint) => fetch(`${sandbox.issuer}/oauth2/tokens`, {
  method: 'DELETE',
  body: new URLSearchParams({
    client_id: app.client_id, client_secret: app.client_secret, token, token_type_hint,
  }),
});

await scenario('client-oauth2: authorize and redeem', async () => {
  const back = await approve(client.code.getUri());
  first = await client.code.getToken(back.href, { state: 'xyz' });
  await assertUsable(first.accessToken);
});

await scenario('client-oauth2: refresh', async () => {
  second = await first.refresh();
  assert.notEqual(second.accessToken, first.accessToken);
  await assertLive(first.accessToken, second.accessToken);
});

await scenario('client-oauth2: its tokens die by Mollie\'s DELETE', async () => {
  assert.equal((await revoke(second.accessToken, 'access_token')).status, 204);
  await assertDead(second.accessToken);
  await assertLive(first.accessToken);
  assert.equal((await revoke(first.refreshToken, 'refresh_token')).status, 204);
  await assertDead(first.accessToken, first.refreshToken);
  await assert.rejects(first.refresh(), (error) => error.status === 400 || error.code === 'EAUTH');
});
