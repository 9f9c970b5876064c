import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { type ConsoleOptions, openConsole, PHONE } from './open-console.ts';
import { withBrowser } from './with-browser.ts';
import { jobId } from './work-data.ts';

const violations = (page: Page): Promise<readonly string[]> => find(new AxeBuilder({ page }));

/** Of all that axe looks at only this depends on the theme. */
const poorContrast = (page: Page): Promise<readonly string[]> =>
  find(new AxeBuilder({ page }).withRules(['color-contrast']));

const find = async (axe: AxeBuilder): Promise<readonly string[]> => {
  // otherwise it opens a page of its own, for frames of other origins that the console does not have
  const { violations: found } = await axe.setLegacyMode().analyze();
  return found.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.html.slice(0, 120)} ${node.failureSummary ?? ''}`),
  );
};

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

  it.each(['/proofs', ONE_JOB])('on a phone in the dark on %s', async (path) => {
    await using open = await openConsole(browser, { path, viewport: PHONE, colorScheme: 'dark' });
    await unfold(open.page);
    expect(await violations(open.page)).toEqual([]);
  });

  it('on a page that the server does not tell of changes', async () => {
    await using open = await openConsole(browser, { path: '/proofs', viewport: PHONE });
    open.server.events.refuse(503);
    await open.page.keyboard.press('g');
    await open.page.keyboard.press('o');
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
