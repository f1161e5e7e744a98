// What the scenarios share: the sandbox, an app that waits for its callback, and a browser.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { networkInterfaces } from 'node:os';

import { chromium } from 'playwright-core';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

export const ready = JSON.parse(readFileSync(process.env.WRIT_READY_FILE, 'utf8'));
// A second sandbox, on another port of the same host.
export const other = JSON.parse(readFileSync(process.env.WRIT_OTHER_READY_FILE, 'utf8'));
export const locales = ['en_US', 'nl_NL', 'nl_BE', 'fr_FR', 'fr_BE', 'de_DE', 'es_ES', 'it_IT'];

export const hasLoopback6 = () =>
  Object.values(networkInterfaces()).flat().some(({ address }) => address === '::1');

async function listen(answer) {
  const server = createServer(answer);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { server, origin: `http://127.0.0.1:${server.address().port}` };
}

// An app: `next()` is the query that its callback gets next. `hop(to)` is a callback that sends the
// browser on to `to`, as many apps do after they have read the code.
export async function startApp() {
  const waiting = [];
  const arrived = [];
  const arrive = (url) => {
    const query = new URL(url, 'http://app').searchParams;
    const next = waiting.shift();
    if (next) next(query);
    else arrived.push(query);
  };
  // Without an icon the browser asks for one, and may do so when it is on a page of ours already.
  const icon = '<link rel="icon" href="data:,">';
  const home = await listen((request, response) => {
    response.setHeader('content-type', 'text/html');
    response.end(`<!doctype html><title>home</title>${icon}<p>home</p>`);
  });
  const app = await listen((request, response) => {
    if (request.url.startsWith('/hop')) {
      arrive(request.url);
      response.writeHead(302, { location: new URL(request.url, 'http://app').searchParams.get('to') });
      return response.end();
    }
    if (request.url.startsWith('/frame')) {
      const target = new URL(request.url, 'http://app').searchParams.get('target');
      response.setHeader('content-type', 'text/html');
      return response.end(`<!doctype html><title>frame</title><iframe src="${target.replaceAll('&', '&amp;')}"></iframe>`);
    }
    if (request.url.startsWith('/callback')) arrive(request.url);
    response.setHeader('content-type', 'text/html');
    response.end(`<!doctype html><title>back in the app</title>${icon}<p>back</p>`);
  });
  return {
    callback: `${app.origin}/callback?kept=1`,
    hop: (to) => `${app.origin}/hop?to=${encodeURIComponent(to)}`,
    home: home.origin,
    origin: app.origin,
    next: () =>
      arrived.length ? Promise.resolve(arrived.shift()) : new Promise((resolve) => waiting.push(resolve)),
    stop: () => [app, home].forEach(({ server }) => server.close()),
  };
}

export function authorizeUrl(parameters, { client = ready.clients[0], issuer = ready.issuer } = {}) {
  const url = new URL('/oauth2/authorize', issuer);
  url.search = new URLSearchParams({
    client_id: client.client_id,
    response_type: 'code',
    scope: 'payments.read payments.write organizations.read customers.read',
    state: 'state of the app',
    approval_prompt: 'force',
    ...parameters,
  });
  return url.href;
}

// Registers an app with the preset mollie.
export async function register(name, redirectUris) {
  const response = await fetch(new URL('/_sandbox/clients', ready.issuer), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name, redirect_uris: redirectUris, preset: 'mollie' }),
  });
  assert.equal(response.status, 201);
  return response.json();
}

export async function redeem(code, redirect, { client = ready.clients[0], issuer = ready.issuer } = {}) {
  const response = await fetch(new URL('/oauth2/tokens', issuer), {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      code,
      redirect_uri: redirect,
      client_id: client.client_id,
      client_secret: client.client_secret,
    }),
  });
  return { status: response.status, body: await response.json() };
}

export function startBrowser() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM,
    args: process.getuid() === 0 ? ['--no-sandbox'] : [],
  });
}

// A page of its own browser profile; whatever the console complains of fails the scenario by
// `complaints`.
export async function open(browser, options = {}) {
  const context = await browser.newContext({ locale: 'en-US', ...options });
  const page = await context.newPage();
  const complaints = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  return { context, page, complaints };
}

// Every rule of WCAG 2.2 A and AA that axe can check. Evaluated by the debugger, so that the page's
// policy, which admits no script, stays in force.
export async function expectAccessible(page, name) {
  await page.evaluate(axe);
  const result = await page.evaluate(() =>
    globalThis.axe.run(document, {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    }),
  );
  const found = result.violations.map(
    (violation) => `${violation.id}: ${violation.nodes.map((node) => node.html).join(' | ')}`,
  );
  assert.deepEqual(found, [], name);
  assert.ok(result.passes.length > 10, `${name}: axe checked next to nothing`);
}
