// simple-oauth2, which Mollie recommends: Basic credentials, form bodies, RFC 7009 revocation by
// POST. Where it posts is its user's choice, so both of our faces that take it are tried.
import assert from 'node:assert/strict';
import { AuthorizationCode, ClientCredentials } from 'simple-oauth2';
import { app, approve, assertDead, assertLive, assertUsable, redirectUri, sandbox, scenario }
  from './support.mjs';

const configured = (revokePath, authorizationMethod, more = {}) => ({
  client: { id: app.client_id, secret: app.client_secret },
  auth: { tokenHost: sandbox.issuer, tokenPath: '/oauth2/tokens', revokePath, ...more },
  options: { authorizationMethod },
});
const authorizePath = '/oauth2/authorize';
const status = (code) => (error) => error.output?.statusCode === code;

for (const [revokePath, method] of [['/oauth2/tokens', 'header'], ['/oauth2/revoke', 'body']]) {
  const label = `simple-oauth2 (${method}, POST ${revokePath})`;
  const client = new AuthorizationCode(configured(revokePath, method, { authorizePath }));
  let first;
  let second;

  await scenario(`${label}: authorize and redeem`, async () => {
    const back = await approve(client.authorizeURL({
      redirect_uri: redirectUri,
      scope: ['organizations.read', 'payments.read'],
      state: 'st/te with %&=+',
    }));
    assert.equal(back.searchParams.get('state'), 'st/te with %&=+');
    first = await client.getToken({
      code: back.searchParams.get('code'),
      redirect_uri: redirectUri,
    });
    await assertUsable(first.token.access_token);
  });

  await scenario(`${label}: refresh, narrowed`, async () => {
    second = await first.refresh({ scope: 'payments.read' });
    assert.equal(second.token.scope, 'payments.read');
    assert.notEqual(second.token.access_token, first.token.access_token);
  });

  await scenario(`${label}: revoke an access token`, async () => {
    await second.revoke('access_token');
    await assertDead(second.token.access_token);
    await assertLive(first.token.access_token, first.token.refresh_token);
  });

  await scenario(`${label}: revoke a refresh token`, async () => {
    await first.revoke('refresh_token');
    await assertDead(first.token.access_token, first.token.refresh_token);
    await assert.rejects(first.refresh(), status(400));
  });

  await scenario(`${label}: client credentials`, async () => {
    const token = await new ClientCredentials(configured(revokePath, method)).getToken({});
    assert.equal(token.token.refresh_token, undefined);
    await assertLive(token.token.access_token);
    await token.revoke('access_token');
    await assertDead(token.token.access_token);
  });
}

await scenario('simple-oauth2: a merchant who says no', async () => {
  const client = new AuthorizationCode(configured('/oauth2/revoke', 'header', { authorizePath }));
  const back = await approve(
    client.authorizeURL({ redirect_uri: redirectUri, scope: 'payments.read', state: 's' }),
    'deny',
  );
  assert.equal(back.searchParams.get('error'), 'access_denied');
  assert.equal(back.searchParams.get('state'), 's');
});
