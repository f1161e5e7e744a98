// Scenarios: each in a browser profile of its own.
import assert from 'node:assert/strict';
import { join } from 'node:path';

import {
  authorizeUrl, expectAccessible, hasLoopback6, locales, open, other, ready, redeem, register, startApp, startBrowser,
} from './world.mjs';

const app = await startApp();
const browser = await startBrowser();
const shots = process.env.SHOTS;
const shoot = (page, name) =>
  shots ? page.screenshot({ path: join(shots, `${name}.png`), fullPage: true }) : undefined;
const url = (parameters) => authorizeUrl({ redirect_uri: app.callback, ...parameters });
const connect = (page) => page.locator('button[value=approve]').click();

// How many of the items are in sight; what is folded away is not.
const inSight = (items) => items.evaluateAll((all) => all.filter((item) => item.checkVisibility()).length);

const scenarios = {
  async 'approve in the browser and redeem the code'({ page }) {
    await page.goto(url({}));
    await page.getByText(ready.merchants[1].name).click();
    await connect(page);
    const query = await app.next();
    await page.waitForURL(/\/callback/);
    assert.equal(query.get('state'), 'state of the app');
    assert.equal(query.get('iss'), ready.issuer);
    assert.equal(query.get('kept'), '1');
    const { status, body } = await redeem(query.get('code'), app.callback);
    assert.equal(status, 200);
    assert.equal(body.scope, 'payments.read payments.write organizations.read customers.read');
    const me = await fetch(new URL('/v2/organizations/me', ready.issuer), {
      headers: { authorization: `Bearer ${body.access_token}` },
    });
    assert.equal((await me.json()).name, ready.merchants[1].name);
  },

  async 'approve without JavaScript'({ page }) {
    await page.goto(url({}));
    await connect(page);
    assert.ok((await app.next()).get('code'));
  },

  async 'cancel'({ page }) {
    await page.goto(url({}));
    await page.locator('button[value=deny]').click();
    const query = await app.next();
    assert.equal(query.get('error'), 'access_denied');
    assert.equal(query.get('state'), 'state of the app');
  },

  async 'auto asks once, then goes straight back'({ page }) {
    await page.goto(url({ approval_prompt: 'auto' }));
    await connect(page);
    const { status } = await redeem((await app.next()).get('code'), app.callback);
    assert.equal(status, 200);
    await page.goto(url({ approval_prompt: 'auto' }));
    assert.ok((await app.next()).get('code'));
    assert.match(page.url(), /\/callback/);
  },

  async 'an app that sends the browser on to http'({ page }) {
    await page.goto(authorizeUrl({ redirect_uri: app.hop(`${app.home}/dashboard`) }));
    await connect(page);
    assert.ok((await app.next()).get('code'));
    await page.waitForURL(`${app.home}/dashboard`);
  },

  async 'an app that sends the browser on to https'({ page }) {
    const next = authorizeUrl({ redirect_uri: app.callback }, { issuer: ready.tls_issuer });
    await page.goto(authorizeUrl({ redirect_uri: app.hop(next) }));
    await connect(page);
    assert.ok((await app.next()).get('code'));
    await page.waitForURL(next);
    await page.locator('h1').waitFor();
  },

  async 'an app that sends the browser on to a scheme of its own'({ page }) {
    await page.goto(authorizeUrl({ redirect_uri: app.hop('com.example.till:/done') }));
    const arrived = page.waitForRequest('com.example.till:/done');
    await connect(page);
    assert.ok((await app.next()).get('code'));
    await arrived;
  },

  async 'no is sent on too'({ page }) {
    await page.goto(authorizeUrl({ redirect_uri: app.hop(`${app.home}/sorry`) }));
    await page.locator('button[value=deny]').click();
    assert.equal((await app.next()).get('error'), 'access_denied');
    await page.waitForURL(`${app.home}/sorry`);
  },

  async 'an app with a scheme of its own'({ page }) {
    const client = await register('Till', ['com.example.till:/callback']);
    await page.goto(authorizeUrl({ redirect_uri: 'com.example.till:/callback' }, { client }));
    const arrived = page.waitForRequest(/^com\.example\.till:\/callback\?code=/);
    await connect(page);
    await arrived;
  },

  // The browser keeps one jar of cookies for all ports of a host.
  async 'two servers on two ports do not disturb each other'({ context, page }) {
    const here = { parameters: { redirect_uri: app.callback, approval_prompt: 'auto' }, server: {} };
    const there = { ...here, server: { client: other.clients[0], issuer: other.issuer } };
    const encrypted = { ...here, server: { issuer: ready.tls_issuer } };
    for (const { parameters, server } of [here, there, encrypted]) {
      await page.goto(authorizeUrl(parameters, server));
      await connect(page);
      const query = await app.next();
      assert.equal(query.get('iss'), server.issuer ?? ready.issuer);
      if (server.issuer !== ready.tls_issuer) {
        const { status } = await redeem(query.get('code'), app.callback, server);
        assert.equal(status, 200);
      }
    }
    // Whoever was signed in at each still is.
    for (const { parameters, server } of [here, there, encrypted]) {
      await page.goto(authorizeUrl(parameters, server));
      assert.equal((await app.next()).get('iss'), server.issuer ?? ready.issuer);
    }
    const names = (await context.cookies()).map(({ name }) => name).sort();
    assert.equal(names.length, 6);
    assert.equal(names.filter((name) => /^writ-(browser|session)-[0-9a-f]{8}$/.test(name)).length, 4);
    assert.equal(names.filter((name) => /^__Host-writ-(browser|session)-[0-9a-f]{8}$/.test(name)).length, 2);
  },

  async 'the page works by any name of this machine'({ page }) {
    for (const host of ['localhost', ...(hasLoopback6() ? ['[::1]'] : [])]) {
      const address = new URL(url({}));
      address.hostname = host;
      await page.goto(address.href);
      await connect(page);
      assert.ok((await app.next()).get('code'));
    }
  },

  async 'a form of another site is refused'({ page, expected }) {
    await page.goto(url({}));
    const fields = await page.evaluate(() =>
      Object.fromEntries([...document.querySelectorAll('input')].map(({ name, value }) => [name, value])));
    await page.goto(app.home);
    const answer = page.waitForResponse((response) => response.request().method() === 'POST');
    await page.evaluate(([action, values]) => {
      const form = Object.assign(document.createElement('form'), { method: 'post', action });
      for (const [name, value] of Object.entries({ ...values, decision: 'approve' })) {
        form.append(Object.assign(document.createElement('input'), { name, value }));
      }
      document.body.append(form);
      form.submit();
    }, [new URL('/oauth2/authorize', ready.issuer).href, fields]);
    assert.equal((await answer).status(), 403);
    expected.push(/403/);
  },

  async 'going back shows a fresh page'({ page }) {
    await page.goto(url({}));
    await connect(page);
    const first = await app.next();
    await page.waitForURL(/\/callback/);
    assert.equal((await redeem(first.get('code'), app.callback)).status, 200);
    await page.goBack();
    await connect(page);
    const second = await app.next();
    assert.equal((await redeem(second.get('code'), app.callback)).status, 200);
  },

  async 'a second tab that was left open explains itself'({ context, page, expected }) {
    const other = await context.newPage();
    await other.goto(url({}));
    await page.goto(url({}));
    await connect(page);
    const first = await app.next();
    assert.equal((await redeem(first.get('code'), app.callback)).status, 200);
    await connect(other);
    await other.getByRole('alert').waitFor();
    assert.match(await other.getByRole('alert').textContent(), /Nothing was connected by your last click/);
    expected.push(/409/);
    await expectAccessible(other, 'out of date');
    await shoot(other, 'out-of-date');
    await connect(other);
    assert.ok((await app.next()).get('code'));
  },

  async 'no other site can show it in a frame'({ page, expected }) {
    await page.goto(`${app.origin}/frame?target=${encodeURIComponent(url({}))}`);
    const frame = page.frames()[1];
    assert.equal(await frame.locator('button').count(), 0);
    expected.push(/frame/i);
  },

  async 'keyboard alone, Connect before Cancel'({ page }) {
    await page.goto(url({}));
    const stops = [];
    for (let i = 0; i < 12; ++i) {
      await page.keyboard.press('Tab');
      stops.push(await page.evaluate(() => document.activeElement.value || document.activeElement.localName));
      if (stops.at(-1) === 'deny') break;
    }
    assert.deepEqual(stops, [ready.merchants[0].id, 'summary', 'summary', 'summary', 'approve', 'deny']);
    await shoot(page, 'focus');
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Enter');
    assert.ok((await app.next()).get('code'));
  },

  async 'Enter on a merchant decides nothing'({ page }) {
    await page.goto(url({}));
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    assert.equal(await page.evaluate(() => document.activeElement.value), ready.merchants[1].id);
    // Had one of them been a yes, the app would have got its code before this no.
    await page.locator('button[value=deny]').focus();
    await page.keyboard.press('Enter');
    assert.equal((await app.next()).get('error'), 'access_denied');
  },

  async 'what can move money stays in sight, whatever is folded'({ page }) {
    const { scopes_supported: scopes } = await (
      await fetch(new URL('/.well-known/oauth-authorization-server', ready.issuer))
    ).json();
    const client = await register('All of it', [app.callback]);
    await page.goto(authorizeUrl({ redirect_uri: app.callback, scope: scopes.join(' ') }, { client }));
    const sensitive = page.locator('.sensitive li');
    const folded = page.locator('details li');
    const count = await sensitive.count();
    assert.ok(count >= 10);
    assert.deepEqual([await inSight(sensitive), await inSight(folded)], [count, 0]);
    // By keyboard: each group is opened, then folded again.
    const groups = await page.locator('summary').count();
    for (let i = 0; i < groups; ++i) {
      await page.locator('summary').nth(i).focus();
      await page.keyboard.press('Enter');
    }
    assert.deepEqual([await inSight(sensitive), await inSight(folded)], [count, scopes.length - count]);
    for (let i = 0; i < groups; ++i) {
      await page.locator('summary').nth(i).focus();
      await page.keyboard.press('Space');
    }
    assert.deepEqual([await inSight(sensitive), await inSight(folded)], [count, 0]);
  },

  async 'reading and changing are told apart, to the eye and to a screen reader'({ page }) {
    await page.goto(url({ scope: 'payments.read payments.write customers.read customers.write' }));
    const spoken = await page.locator('.permissions').ariaSnapshot();
    for (const text of ['Sensitive permissions', 'Change Take payments', 'Read See your customers',
      'Change Add and change your customers', 'Customers Change 1 Read 1']) {
      assert.ok(spoken.includes(text), `${text} is not in ${spoken}`);
    }
    const ground = (name) =>
      page.locator(`li.${name} .access`).first().evaluate((chip) => getComputedStyle(chip).backgroundColor);
    assert.notEqual(await ground('read'), await ground('change'));
  },

  async 'what is new against an earlier yes is marked'({ page }) {
    const client = await register('New things', [app.callback]);
    const response = await fetch(new URL('/_sandbox/tokens', ready.issuer), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        client_id: client.client_id, scope: 'payments.read', merchant: ready.merchants[1].id,
      }),
    });
    assert.equal(response.status, 200);
    await page.goto(authorizeUrl({ redirect_uri: app.callback, scope: 'payments.read payments.write customers.read' }, { client }));
    const fresh = page.locator('li', { has: page.locator('.new:visible') });
    const note = page.getByText('You have connected New things before');
    // The first merchant has never said yes; the second one has, to a part of it.
    assert.equal(await fresh.count(), 0);
    assert.equal(await note.isVisible(), false);
    await page.keyboard.press('Tab');
    await page.keyboard.press('ArrowDown');
    assert.deepEqual(await fresh.allInnerTexts(), ['Change Take payments New', 'Read See your customers New']
      .map((text) => text.replaceAll(/(Change|Read) |\s(?=New$)/g, (space) => space.trim() + '\n')));
    assert.equal(await note.isVisible(), true);
    await expectAccessible(page, 'new');
    await shoot(page, 'new');
    await page.keyboard.press('ArrowDown');
    assert.equal(await fresh.count(), 0);
  },

  async 'the home page, accessible'({ page }) {
    await page.goto(ready.issuer);
    await expectAccessible(page, 'home');
    await shoot(page, 'home');
    await page.getByText('Ask for consent').first().click();
    await page.getByText(ready.merchants[0].name).waitFor();
  },

  async '320 pixels wide in every language'({ page }) {
    await page.setViewportSize({ width: 320, height: 640 });
    for (const locale of locales) {
      await page.goto(url({ locale }));
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      assert.ok(width <= 320, `${locale}: ${width} pixels`);
      if (['en_US', 'de_DE'].includes(locale)) await shoot(page, `narrow-${locale}`);
    }
  },

  async 'targets are at least 44 pixels high'({ page }) {
    for (const width of [320, 1200]) {
      await page.setViewportSize({ width, height: 900 });
      await page.goto(url({}));
      for (const target of await page.locator('button, summary, label').all()) {
        const box = await target.boundingBox();
        assert.ok(box.height >= 44 && box.width >= 44, await target.textContent());
      }
    }
  },

  async 'accessible in every language, light'({ page }) {
    for (const locale of locales) {
      await page.goto(url({ locale }));
      assert.equal(await page.getAttribute('html', 'lang'), locale.replace('_', '-'));
      await expectAccessible(page, locale);
      if (['en_US', 'fr_BE'].includes(locale)) await shoot(page, `light-${locale}`);
    }
  },

  async 'accessible in every language, dark'({ page }) {
    await page.emulateMedia({ colorScheme: 'dark' });
    for (const locale of locales) {
      await page.goto(url({ locale }));
      await expectAccessible(page, locale);
      if (['en_US', 'it_IT'].includes(locale)) await shoot(page, `dark-${locale}`);
    }
    const ground = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    assert.ok(ground.match(/\d+/g).every((channel) => Number(channel) < 64), ground);
  },

  async 'every permission, readable'({ page }) {
    const permissions = await (
      await fetch(new URL('/.well-known/oauth-authorization-server', ready.issuer))
    ).json();
    const client = await register('Every one', [app.callback]);
    const scope = permissions.scopes_supported.join(' ');
    await page.goto(authorizeUrl({ redirect_uri: app.callback, scope }, { client }));
    for (const summary of await page.locator('summary').all()) await summary.click();
    assert.equal(await page.locator('li').count(), permissions.scopes_supported.length);
    await expectAccessible(page, 'all');
    await shoot(page, 'all-permissions');
  },

  async 'a request that cannot be answered, accessible'({ page, expected }) {
    await page.goto(url({ client_id: 'app_nobody' }));
    assert.match(await page.textContent('main'), /There is no app with this client_id/);
    await expectAccessible(page, 'error');
    await shoot(page, 'refused');
    expected.push(/400/);
  },
};

let passed = 0;
let failed = 0;
for (const [name, play] of Object.entries(scenarios)) {
  const javaScriptEnabled = !name.includes('without JavaScript');
  const { context, page, complaints } = await open(browser, { javaScriptEnabled, ignoreHTTPSErrors: true });
  page.setDefaultTimeout(60_000);  // only whatever never comes takes this long
  const expected = [];
  try {
    await Promise.race([
      play({ context, page, expected }),
      new Promise((_, reject) => setTimeout(reject, 240_000, new Error('took more than four minutes')).unref()),
    ]);
    assert.deepEqual(
      complaints.filter((complaint) => !expected.some((pattern) => pattern.test(complaint))),
      [],
      'the console complains',
    );
    ++passed;
    console.log(`ok      ${name}`);
  } catch (error) {
    ++failed;
    console.log(`FAILED  ${name}\n        ${String(error.message).replaceAll('\n', '\n        ')}`);
  }
  await context.close();
}
await browser.close();
app.stop();
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
