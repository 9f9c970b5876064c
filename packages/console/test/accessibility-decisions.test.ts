import { expect, it } from 'vitest';
import { poorContrast, violations } from './axe.ts';
import { CONTRACT, DONE, ISOLATE, OWN, REFUND, TOKENS } from './decisions-data.ts';
import { openConsole, PHONE } from './open-console.ts';
import type { Mode } from './readiness-scripts.ts';
import { LEVELS_ID } from './rules-fixture.ts';
import { withBrowser } from './with-browser.ts';

/** Decisions as they come, each with the list beside it. */
const DECISIONS: readonly (readonly [string, Mode])[] = [
  [`/decisions/${ISOLATE}`, 'ok'],
  [`/decisions/${REFUND}?priority=high`, 'ok'],
  [`/decisions/${TOKENS}`, 'ok'],
  [`/decisions/${OWN}`, 'ok'],
  [`/decisions/${DONE}?status=approved`, 'ok'],
  ['/decisions', 'empty'],
  ['/decisions/statistics', 'ok'],
  ['/decisions/statistics', 'planted'],
  [`/decisions/${ISOLATE}`, 'planted'],
  ['/decisions/rules', 'ok'],
  ['/decisions/rules', 'empty'],
  ['/decisions/rules/new', 'ok'],
  [`/decisions/rules/${LEVELS_ID}`, 'ok'],
  ['/decisions/bypasses', 'planted'],
  ['/decisions/callbacks', 'ok'],
  ['/decisions/callbacks', 'planted'],
  ['/decisions/callbacks', 'empty'],
];

await withBrowser('axe finds nothing in Decisions', (browser) => {
  it.each(DECISIONS)('on %s', async (path, mode) => {
    await using open = await openConsole(browser, { path, mode });
    await open.page.locator('main h2').first().waitFor();
    await open.page.getByText('Loading').first().waitFor({ state: 'detached' });
    expect(await violations(open.page)).toEqual([]);
    await open.page.emulateMedia({ colorScheme: 'dark' });
    expect(await poorContrast(open.page)).toEqual([]);
  });

  it.each(['/decisions', `/decisions/${ISOLATE}`])('on a phone in the dark on %s', async (path) => {
    await using open = await openConsole(browser, { path, viewport: PHONE, colorScheme: 'dark' });
    await open.page.getByText('Isolate host').first().waitFor();
    await open.page.getByText('Loading').first().waitFor({ state: 'detached' });
    expect(await violations(open.page)).toEqual([]);
    expect(await open.page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
  });

  it('when arguments are edited, and when it is asked whether it is meant', async () => {
    await using open = await openConsole(browser, { path: `/decisions/${CONTRACT}` });
    const { page } = open;
    await page.getByRole('button', { name: 'Edit the arguments' }).click();
    await page.getByRole('textbox', { name: 'Arguments as JSON' }).fill('{"document": "contract-v5.pdf"}');
    expect(await violations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Approve as edited' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Approve as edited' }).click();
    await page.getByText('Say why.').waitFor();
    expect(await violations(page)).toEqual([]);
    await page.emulateMedia({ colorScheme: 'dark' });
    expect(await poorContrast(page)).toEqual([]);
  });
});
