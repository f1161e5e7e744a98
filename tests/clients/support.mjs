// What every client script needs beside its client: the sandbox's ready file, the merchant's yes,
// a second opinion on tokens over plain HTTP, and one printed line per scenario.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';

export const sandbox = JSON.parse(readFileSync(process.env.WRIT_READY_FILE, 'utf8'));
export const app = sandbox.clients[0];
export const merchant = sandbox.merchants[0];
export const redirectUri = app.redirect_uris[0];

// Runs one scenario and prints "pass NAME" or "FAIL NAME"; `run` counts these lines.
export async function scenario(name, body) {
  try {
    await body();
    console.log(`pass ${name}`);
  } catch (error) {
    console.log(`FAIL ${name}`);
    console.log(`     ${String(error?.stack ?? error).split('\n').slice(0, 6).join('\n     ')}`);
    process.exitCode = 1;
  }
}

// The merchant's yes to an authorization URL that the client built itself: its parameters go to
// the sandbox unchanged. Returns the URL that the browser would have been sent to.
export async function approve(authorizationUrl, decision = 'approve') {
  const url = new URL(authorizationUrl);
  assert.equal(url.pathname, '/oauth2/authorize');
  const parameters = Object.fromEntries(url.searchParams);
  const response = await fetch(`${sandbox.issuer}/_sandbox/authorize`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ ...parameters, merchant: merchant.id, decision }),
  });
  const body = await response.json();
  assert.equal(response.status, 200, JSON.stringify(body));
  return new URL(body.redirect_to);
}

// For clients that build no authorization URL.
export function authorizationUrl(scope, state) {
  const url = new URL(`${sandbox.issuer}/oauth2/authorize`);
  url.search = new URLSearchParams({
    client_id: app.client_id,
    redirect_uri: redirectUri,
    response_type: 'code',
    scope,
    state,
  });
  return url.href;
}

export async function codeFor(scope, state = 'a-state') {
  const back = await approve(authorizationUrl(scope, state));
  assert.equal(back.searchParams.get('state'), state);
  return back.searchParams.get('code');
}

// RFC 7662, over plain HTTP, without any of the clients' code.
export async function introspect(token) {
  const response = await fetch(`${sandbox.issuer}/oauth2/introspect`, {
    method: 'POST',
    headers: {
      authorization: `Basic ${Buffer.from(`${app.client_id}:${app.client_secret}`).toString('base64')}`,
    },
    body: new URLSearchParams({ token }),
  });
  assert.equal(response.status, 200);
  return response.json();
}

export async function assertLive(...tokens) {
  for (const token of tokens) assert.equal((await introspect(token)).active, true, 'should be active');
}

// Dead to introspection, and an access token dead to the API as well.
export async function assertDead(...tokens) {
  for (const token of tokens) {
    assert.deepEqual(await introspect(token), { active: false });
    const response = await fetch(`${sandbox.issuer}/v2/permissions`, {
      headers: { authorization: `Bearer ${token}` },
    });
    assert.equal(response.status, 401);
  }
}

export async function assertUsable(accessToken) {
  const response = await fetch(`${sandbox.issuer}/v2/organizations/me`, {
    headers: { authorization: `Bearer ${accessToken}` },
  });
  assert.equal(response.status, 200);
  assert.equal((await response.json()).id, merchant.id);
}
