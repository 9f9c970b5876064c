import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { openConsole, PHONE } from './open-console.ts';
import { spanIdOf } from './trace-spans-data.ts';
import { AGENT } from './traces-data.ts';
import { withBrowser } from './with-browser.ts';

const searchOf = (page: Page): string => new URL(page.url()).search;

const rowsOf = (page: Page) => page.getByRole('table', { name: 'Traces' }).getByRole('row');

await withBrowser('what traces have in common', (browser) => {
  it('sessions read as conversations, users lead to their traces', async () => {
    await using open = await openConsole(browser, { path: '/traces/sessions?q=session-5' });
    const { page } = open;
    await page.getByRole('link', { name: 'session-5', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: 'session-5' }).waitFor();
    await page.getByText('answered').first().waitFor();
    await page.getByRole('link', { name: 'Users' }).click();
    await page.getByRole('table', { name: 'Users' }).getByRole('link', { name: 'carla' }).click();
    await expect.poll(() => searchOf(page)).toBe('?user=carla&range=all');
    await rowsOf(page).nth(2).waitFor();
  });

  it('figures are told apart by what spans say, and lead to the traces', async () => {
    await using open = await openConsole(browser, { path: '/traces/figures' });
    const { page } = open;
    await page.getByRole('table', { name: 'Figures by model' }).getByRole('link', { name: 'gpt-5-mini' }).waitFor();
    expect(await page.getByRole('img', { name: /^gpt-5-mini: p50 from .* p99 from/u }).count()).toBe(1);
    await page.getByRole('group', { name: 'By' }).getByRole('link', { name: 'service' }).click();
    await page.getByRole('group', { name: 'Drawn' }).getByRole('link', { name: 'Cost' }).click();
    await expect.poll(() => searchOf(page)).toBe('?by=service&figure=cost');
    await page.getByRole('table', { name: 'Figures by service' }).getByRole('link', { name: 'ranker' }).click();
    await expect.poll(() => searchOf(page)).toBe('?service=ranker');
  });
});

await withBrowser('whatever a span says', (browser) => {
  const PATHS = [
    '/traces',
    `/traces/${AGENT}?span=${spanIdOf(6)}`,
    '/traces/sessions',
    '/traces/users',
    '/traces/figures?by=name',
  ] as const;

  it.each(['planted', 'long'] as const)('is %s and stays text, within the width of a phone', async (mode) => {
    await using open = await openConsole(browser, { path: PATHS[0], mode, viewport: PHONE });
    const { page } = open;
    for (const path of [...PATHS, `/traces/${AGENT}?span=${spanIdOf(6)}&pane=open`]) {
      await page.goto(open.server.url + path);
      await page.locator('h1').waitFor();
      await page.getByText('Loading').first().waitFor({ state: 'detached' });
      if (path.endsWith('open')) await page.getByRole('dialog').getByRole('tab').first().waitFor();
      for (const tab of await page.getByRole('dialog').getByRole('tab').all()) {
        await tab.click();
        expect.soft(await page.locator('img, b, script:not([src])').count(), path).toBe(0);
      }
      expect.soft(await page.evaluate('document.documentElement.scrollWidth'), path).toBe(PHONE.width);
      expect.soft(await page.locator('main img, main b, main script').count(), path).toBe(0);
      expect.soft(await page.title(), path).not.toBe('owned');
    }
    expect(open.complaints).toEqual([]);
  });
});
