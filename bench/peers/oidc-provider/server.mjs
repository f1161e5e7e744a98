// node-oidc-provider with opaque tokens, as the benchmark measures it:
// node server.mjs PORT [DATABASE]; without a database its tokens are in memory.
import Provider from 'oidc-provider';
import { Memory } from './memory.mjs';

const [port, database] = process.argv.slice(2);
const adapter = database ? (await import('./sqlite.mjs')).open(database) : Memory;
const SEED = 'urn:bench:seed';
// Without openid, so that a refresh does not sign an ID token.
const SCOPE = 'payments.read payments.write organizations.read profiles.read';

const provider = new Provider(`http://127.0.0.1:${port}`, {
  adapter,
  clients: [{
    client_id: 'bench',
    client_secret: 'bench-secret-0123456789abcdef',
    grant_types: ['authorization_code', 'refresh_token', SEED],
    redirect_uris: ['https://app.example/callback'],
  }],
  features: {
    devInteractions: { enabled: false },
    introspection: {
      enabled: true,
      allowedPolicy: (ctx, client, token) => token.clientId === client.clientId,
    },
    revocation: { enabled: true },
  },
  findAccount: (ctx, sub) => ({ accountId: sub, claims: () => ({ sub }) }),
  rotateRefreshToken: false,
  scopes: ['openid', 'offline_access', ...SCOPE.split(' ')],
  ttl: { AccessToken: 86400, Grant: 86400, RefreshToken: 86400, IdToken: 3600 },
});

// Makes an authorization as the consent page would have, and its first two tokens.
provider.registerGrantType(SEED, async (ctx, next) => {
  const { client } = ctx.oidc;
  const { accountId } = ctx.oidc.params;
  const grant = new provider.Grant({ accountId, clientId: client.clientId });
  grant.addOIDCScope(SCOPE);
  const common = {
    accountId, client, grantId: await grant.save(), gty: 'authorization_code', scope: SCOPE,
  };
  const [access, refresh] = await Promise.all([
    new provider.AccessToken(common).save(),
    new provider.RefreshToken({ ...common, rotations: 0, iiat: Math.floor(Date.now() / 1000) }).save(),
  ]);
  ctx.body = { access_token: access, refresh_token: refresh };
  await next();
}, ['accountId']);

const server = provider.listen(Number(port), '127.0.0.1');
server.keepAliveTimeout = 3600_000;
