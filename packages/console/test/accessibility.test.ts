import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { type ConsoleOptions, openConsole, PHONE } from './open-console.ts';
import { withBrowser } from './with-browser.ts';

const violations = async (page: Page): Promise<readonly string[]> => {
  const { violations: found } = await new AxeBuilder({ page }).analyze();
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
  ['no parts', { mode: 'empty' }, (page) => page.getByText('names no parts').waitFor()],
  ['loading', { mode: 'silent' }, (page) => page.getByText('Loading').waitFor()],
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

await withBrowser('axe finds nothing', (browser) => {
  it.each(STATES)('when the page shows %s', async (_, options, arrive) => {
    await using open = await openConsole(browser, options);
    await arrive(open.page);
    expect(await violations(open.page)).toEqual([]);
    await open.page.emulateMedia({ colorScheme: 'dark' });
    expect(await violations(open.page)).toEqual([]);
    await open.page.setViewportSize(PHONE);
    expect(await violations(open.page)).toEqual([]);
  });

  it('in a state gone stale, with changes, light and dark', async () => {
    await using open = await openConsole(browser, { mode: 'down' });
    await open.page.getByRole('table').waitFor();
    open.server.become('internal');
    await open.nextCheck();
    await open.page.getByText('Not known since').waitFor();
    expect(await violations(open.page)).toEqual([]);
    await open.page.emulateMedia({ colorScheme: 'dark' });
    expect(await violations(open.page)).toEqual([]);
  });

  it('in the menu of a phone', async () => {
    await using open = await openConsole(browser, { viewport: PHONE });
    await open.page.getByRole('button', { name: 'Menu' }).click();
    await open.page.getByRole('dialog').waitFor();
    expect(await violations(open.page)).toEqual([]);
  });
});
