// Clients made literally from a description whose revoke operation names a server of its own, as
// Mollie's published one does: path-level server ".../oauth2" plus path "/oauth2/tokens". By
// OpenAPI 3.1.0 §4.8.8 (a path is appended to its server's URL) they send the DELETE to
// /oauth2/oauth2/tokens; others ignore path-level servers and send it to /oauth2/tokens.
import assert from 'node:assert/strict';
import SwaggerClient from 'swagger-client';
import OpenAPIClient from 'openapi-client-axios';
import { app, assertDead, assertLive, codeFor, redirectUri, sandbox, scenario }
  from './support.mjs';

const description = {
  openapi: '3.1.0',
  info: { title: 'Token revocation', version: '1' },
  servers: [{ url: sandbox.issuer }],
  security: [{ client: [] }],
  paths: {
    '/oauth2/tokens': {
      servers: [{ url: `${sandbox.issuer}/oauth2` }],
      delete: {
        operationId: 'endToken',
        tags: ['tokens'],
        requestBody: {
          content: {
            'application/json': {
              schema: {
                type: 'object',
                required: ['token', 'token_type_hint'],
                properties: { token: { type: 'string' }, token_type_hint: { type: 'string' } },
              },
            },
          },
        },
        responses: { 204: { description: 'ended' } },
      },
    },
  },
  components: { securitySchemes: { client: { type: 'http', scheme: 'basic' } } },
};

async function redeem() {
  const response = await fetch(`${sandbox.issuer}/oauth2/tokens`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'authorization_code', code: await codeFor('payments.read'),
      redirect_uri: redirectUri, client_id: app.client_id, client_secret: app.client_secret,
    }),
  });
  assert.equal(response.status, 200);
  return response.json();
}

async function endsTokens(send) {
  const tokens = await redeem();
  await assertLive(tokens.access_token, tokens.refresh_token);
  await send({ token: tokens.access_token, token_type_hint: 'access_token' });
  await assertDead(tokens.access_token);
  await assertLive(tokens.refresh_token);
  await send({ token: tokens.refresh_token, token_type_hint: 'refresh_token' });
  await assertDead(tokens.refresh_token);
}

await scenario('swagger-client, made from a description with a path-level server', async () => {
  const client = await new SwaggerClient({
    spec: description,
    authorizations: { client: { username: app.client_id, password: app.client_secret } },
  });
  await endsTokens(async (requestBody) => {
    const response = await client.apis.tokens.endToken({}, { requestBody });
    assert.equal(new URL(response.url).pathname, '/oauth2/oauth2/tokens');
    assert.equal(response.status, 204);
  });
});

await scenario('openapi-client-axios, made from a description with a path-level server', async () => {
  const client = await new OpenAPIClient.OpenAPIClientAxios({ definition: description }).init();
  await endsTokens(async (body) => {
    const response = await client.endToken(null, body, {
      auth: { username: app.client_id, password: app.client_secret },
    });
    assert.equal(response.status, 204);
  });
});
