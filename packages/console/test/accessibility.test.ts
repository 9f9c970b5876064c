import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { poorContrast, violations } from './axe.ts';
import { goByKeys } from './go-by-keys.ts';
import { type ConsoleOptions, openConsole, PHONE } from './open-console.ts';
import { BEN, KEY_ID } from './identity-data.ts';
import { spanIdOf } from './trace-spans-data.ts';
import { AGENT, ODD } from './traces-data.ts';
import { CODE, TOKEN } from './identity-door-fixture.ts';
import { COLD_PROVIDER_ID, PRICE_ID, PROVIDER_ID } from './models-fixture.ts';
import type { Mode } from './readiness-scripts.ts';
import { DEAD_ID, GONE_ID, PAGER_ID } from './webhooks-fixture.ts';
import { withBrowser } from './with-browser.ts';
import { jobId } from './work-data.ts';

const STATES: readonly (readonly [string, ConsoleOptions, (page: Page) => Promise<unknown>])[] = [
  ['all is well', {}, (page) => page.getByRole('table').waitFor()],
  ['parts are down', { mode: 'down' }, (page) => page.getByRole('table').waitFor()],
  ['no server', { mode: 'cut' }, (page) => page.getByRole('alert').waitFor()],
  ['a problem', { mode: 'internal' }, (page) => page.getByRole('alert').waitFor()],
  ['forbidden', { mode: 'forbidden' }, (page) => page.getByRole('alert').waitFor()],
  [
    'a locked tab',
    { mode: 'operator', path: '/operations/dead-letters' },
    async (page) => {
      await page.keyboard.press('2');
      await page.getByRole('link', { name: '(locked for you)' }).waitFor();
    },
  ],
  ['no parts', { mode: 'empty' }, (page) => page.getByText('names no parts').waitFor()],
  ['loading', { mode: 'silent', path: '/health' }, (page) => page.getByText('Loading').waitFor()],
  ['not found', { path: '/nothing' }, (page) => page.getByText('no page at').waitFor()],
  [
    'the palette',
    {},
    async (page) => {
      await page.keyboard.press('Control+k');
      await page.getByRole('option').first().waitFor();
    },
  ],
  [
    'the keys',
    {},
    async (page) => {
      await page.keyboard.press('?');
      await page.getByRole('dialog').waitFor();
    },
  ],
];

/** The others are laid out alike on a screen of any width. */
const AS_ON_A_PHONE = new Set(['all is well', 'no server', 'the palette']);

const ONE_JOB = `/operations/jobs/${jobId(1)}`;

/** One page of each form: the others are tables as the stores are. */
const PAGES = [
  '/proofs',
  ONE_JOB,
  '/operations/jobs?state=dead',
  '/operations/dead-letters?queue=mail',
  '/operations/stores',
  '/traces/workflows',
  '/traces/workflows/order-1042',
];

/** Each page of Traces, as it comes. */
const TRACES: readonly (readonly [string, Mode])[] = [
  ['/traces?status=error&q=a', 'ok'],
  ['/traces?q=nothing+is+like+that', 'ok'],
  ['/traces', 'empty'],
  [`/traces/${AGENT}?span=${spanIdOf(6)}`, 'ok'],
  [`/traces/${ODD}?span=${spanIdOf(1)}`, 'ok'],
  ['/traces/sessions', 'ok'],
  ['/traces/sessions/session-5', 'ok'],
  ['/traces/users', 'empty'],
  ['/traces/figures?by=service', 'ok'],
];

/** Each page before the door and of Settings, as it comes and with what it unfolds. */
const IDENTITY: readonly (readonly [string, Mode])[] = [
  ['/setup', 'fresh'],
  ['/sign-in?problem=denied', 'mailed'],
  ['/forgotten', 'mailed'],
  [`/invitation#${TOKEN}`, 'stranger'],
  [`/reset#${TOKEN}`, 'stranger'],
  ['/settings/profile', 'several'],
  ['/notifications', 'ok'],
  ['/notifications', 'empty'],
  ['/settings/notifications', 'ok'],
  ['/settings/sign-ins', 'ok'],
  ['/settings/second-factor', 'ok'],
  ['/settings/members', 'ok'],
  [`/settings/members/${BEN}`, 'ok'],
  ['/settings/invitations', 'ok'],
  ['/settings/keys', 'ok'],
  [`/settings/keys/${KEY_ID}`, 'ok'],
  ['/settings/keys/new', 'ok'],
  ['/settings/models', 'ok'],
  ['/settings/models', 'empty'],
  [`/settings/models/${PROVIDER_ID}`, 'ok'],
  [`/settings/models/${COLD_PROVIDER_ID}`, 'ok'],
  ['/settings/models/new', 'ok'],
  ['/settings/prices', 'ok'],
  ['/settings/prices', 'empty'],
  [`/settings/prices/${PRICE_ID}`, 'ok'],
  ['/settings/prices/new', 'viewer'],
  ['/settings/prices/import', 'ok'],
  ['/settings/webhooks', 'ok'],
  ['/settings/webhooks', 'empty'],
  ['/settings/webhooks/new', 'ok'],
  [`/settings/webhooks/${PAGER_ID}`, 'ok'],
  [`/settings/webhooks/${GONE_ID}?state=dead`, 'ok'],
  [`/settings/webhooks/${PAGER_ID}/deliveries/${DEAD_ID}`, 'ok'],
  ['/settings/workspace', 'viewer'],
  ['/settings/audit', 'ok'],
  ['/settings/workspaces', 'ok'],
  ['/settings/accounts', 'ok'],
];

const unfold = async (page: Page): Promise<void> => {
  await page.locator('main h2').first().waitFor();
  for (const folded of await page.locator('summary').all()) await folded.click();
};

await withBrowser('axe finds nothing', (browser) => {
  it.each(STATES)('when the page shows %s', async (_, options, arrive) => {
    await using open = await openConsole(browser, options);
    await arrive(open.page);
    expect(await violations(open.page)).toEqual([]);
    await open.page.emulateMedia({ colorScheme: 'dark' });
    expect(await poorContrast(open.page)).toEqual([]);
  });

  it.each(STATES.filter(([name]) => AS_ON_A_PHONE.has(name)))(
    'on a phone when the page shows %s',
    async (_, options, arrive) => {
      await using open = await openConsole(browser, { ...options, viewport: PHONE });
      await arrive(open.page);
      expect(await violations(open.page)).toEqual([]);
    },
  );

  it('in a state gone stale, with changes, light and dark', async () => {
    await using open = await openConsole(browser, { mode: 'down' });
    await open.page.getByRole('table').waitFor();
    open.server.become('internal');
    await open.nextCheck();
    await open.page.getByText('Not known since').waitFor();
    expect(await violations(open.page)).toEqual([]);
    await open.page.emulateMedia({ colorScheme: 'dark' });
    expect(await poorContrast(open.page)).toEqual([]);
  });

  it.each(PAGES)('on %s', async (path) => {
    await using open = await openConsole(browser, { path });
    await unfold(open.page);
    expect(await violations(open.page)).toEqual([]);
    await open.page.emulateMedia({ colorScheme: 'dark' });
    expect(await poorContrast(open.page)).toEqual([]);
  });

  it.each(['/proofs', ONE_JOB, '/traces/workflows/order-1042'])('on a phone in the dark on %s', async (path) => {
    await using open = await openConsole(browser, { path, viewport: PHONE, colorScheme: 'dark' });
    await unfold(open.page);
    expect(await violations(open.page)).toEqual([]);
  });

  it.each(IDENTITY)('on %s', async (path, mode) => {
    await using open = await openConsole(browser, { path, mode });
    await open.page.locator('main h2, main form').first().waitFor();
    for (const folded of await open.page.locator('main summary').all()) await folded.click();
    expect(await violations(open.page)).toEqual([]);
    await open.page.emulateMedia({ colorScheme: 'dark' });
    expect(await poorContrast(open.page)).toEqual([]);
  });

  it.each(TRACES)('on %s', async (path, mode) => {
    await using open = await openConsole(browser, { path, mode });
    await open.page.locator('main h2').first().waitFor();
    await open.page.getByText('Loading').first().waitFor({ state: 'detached' });
    expect(await violations(open.page)).toEqual([]);
    await open.page.emulateMedia({ colorScheme: 'dark' });
    expect(await poorContrast(open.page)).toEqual([]);
  });

  it.each(['/traces?service=search', `/traces/${AGENT}?span=${spanIdOf(6)}&pane=open`])(
    'on a phone in the dark on %s',
    async (path) => {
      await using open = await openConsole(browser, { path, viewport: PHONE, colorScheme: 'dark' });
      await open.page.locator('h2').first().waitFor();
      await open.page.getByText('Loading').first().waitFor({ state: 'detached' });
      expect(await violations(open.page)).toEqual([]);
    },
  );

  it('in each tab of a span, in a filter that is added, and in a view that is saved', async () => {
    await using open = await openConsole(browser, { path: `/traces/${AGENT}?span=${spanIdOf(6)}` });
    const { page } = open;
    for (const name of ['Facts', 'Attributes', 'Raw']) {
      await page.getByRole('tab', { name }).click();
      await page.getByRole('tabpanel', { name }).waitFor();
      expect(await violations(page), name).toEqual([]);
    }
    await page.goto(`${open.server.url}/traces?status=error`);
    await page.getByRole('button', { name: 'Filter', exact: true }).click();
    await page.getByRole('form', { name: 'Add a filter' }).waitFor();
    expect(await violations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Save this view' }).click();
    await page.getByRole('dialog').waitFor();
    expect(await violations(page)).toEqual([]);
  });

  it('when a form is refused, a secret is asked for, and a secret is shown', async () => {
    await using open = await openConsole(browser, {
      path: '/settings/second-factor',
      mode: 'factorless',
      viewport: PHONE,
    });
    const { page } = open;
    await page.getByRole('button', { name: 'Set it up' }).click();
    await page.getByLabel('Code', { exact: true }).fill('1');
    await page.keyboard.press('Enter');
    await page.getByText('It must be six digits.').waitFor();
    expect(await violations(page)).toEqual([]);
    await page.getByLabel('Code', { exact: true }).fill(CODE);
    await page.keyboard.press('Enter');
    await page.getByRole('list', { name: 'Recovery codes' }).waitFor();
    expect(await violations(page)).toEqual([]);
    open.server.become('unproved');
    await page.goto(`${open.server.url}/settings/keys/${KEY_ID}`);
    await page.getByRole('button', { name: 'Rotate' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Rotate' }).click();
    await page.getByRole('dialog', { name: 'Show that it is you' }).waitFor();
    expect(await violations(page)).toEqual([]);
    await page.emulateMedia({ colorScheme: 'dark' });
    expect(await poorContrast(page)).toEqual([]);
  });

  it('on a page that the server does not tell of changes', async () => {
    await using open = await openConsole(browser, { path: '/proofs', viewport: PHONE });
    open.server.events.refuse(503);
    await goByKeys(open.page, 'Operations');
    await open.page.getByText('not live').waitFor();
    expect(await violations(open.page)).toEqual([]);
    await open.page.emulateMedia({ colorScheme: 'dark' });
    expect(await poorContrast(open.page)).toEqual([]);
  });

  it('in the menu of a phone', async () => {
    await using open = await openConsole(browser, { viewport: PHONE });
    await open.page.getByRole('button', { name: 'Menu' }).click();
    await open.page.getByRole('dialog').waitFor();
    expect(await violations(open.page)).toEqual([]);
  });
});
