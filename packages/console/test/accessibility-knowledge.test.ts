import { expect, it } from 'vitest';
import { poorContrast, violations } from './axe.ts';
import { FAILING_FEED } from './feeds-data.ts';
import { RUNNING_IMPORT } from './imports-data.ts';
import { IMPORT_ID, PAIR_ID } from './knowledge-data.ts';
import { openConsole, PHONE } from './open-console.ts';
import type { Mode } from './readiness-scripts.ts';
import { withBrowser } from './with-browser.ts';

/** Each page of Knowledge, as it comes. */
const KNOWLEDGE: readonly (readonly [string, Mode])[] = [
  ['/knowledge?tag=returns&text=back', 'ok'],
  ['/knowledge?text=nothing+is+like+that', 'ok'],
  ['/knowledge', 'empty'],
  [`/knowledge/pairs/${PAIR_ID}`, 'ok'],
  [`/knowledge/pairs/${PAIR_ID}?edit=yes`, 'ok'],
  ['/knowledge/pairs/new', 'ok'],
  ['/knowledge/embedder', 'ok'],
  ['/knowledge/embedder', 'planted'],
  ['/knowledge/feeds', 'ok'],
  ['/knowledge/feeds/new', 'ok'],
  [`/knowledge/feeds/${FAILING_FEED}`, 'ok'],
  ['/knowledge/search', 'ok'],
  ['/knowledge/search?q=how+do+I+send+my+parcel+back', 'ok'],
  ['/knowledge/imports', 'ok'],
  [`/knowledge/imports/${RUNNING_IMPORT}`, 'ok'],
  [`/knowledge/imports/${IMPORT_ID}?outcome=rejected`, 'ok'],
];

await withBrowser('axe finds nothing in Knowledge', (browser) => {
  it.each(KNOWLEDGE)('on %s', async (path, mode) => {
    await using open = await openConsole(browser, { path, mode });
    await open.page.locator('main h2').first().waitFor();
    await open.page.getByText('Loading').first().waitFor({ state: 'detached' });
    expect(await violations(open.page)).toEqual([]);
    await open.page.emulateMedia({ colorScheme: 'dark' });
    expect(await poorContrast(open.page)).toEqual([]);
  });

  it('when a file was looked at, and when its encoding is asked', async () => {
    await using open = await openConsole(browser, { path: '/knowledge/imports/new', viewport: PHONE });
    const { page } = open;
    expect(await violations(page)).toEqual([]);
    const choose = (text: string): Promise<void> =>
      page
        .getByLabel('File', { exact: true })
        .setInputFiles({ name: 'a.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
    await choose('unclear;b\nWann?;Morgen.\nWo?;');
    await page.getByRole('button', { name: 'It reads right' }).waitFor();
    expect(await violations(page)).toEqual([]);
    await page.getByRole('button', { name: 'It reads right' }).click();
    await page.getByRole('list', { name: 'Problems' }).waitFor();
    expect(await violations(page)).toEqual([]);
    await page.emulateMedia({ colorScheme: 'dark' });
    expect(await poorContrast(page)).toEqual([]);
  });

  it('when pairs are chosen, and asked about', async () => {
    await using open = await openConsole(browser, { path: '/knowledge', viewport: PHONE });
    const { page } = open;
    await page.getByRole('checkbox', { name: 'Choose: Which cards' }).check();
    expect(await violations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Tag', exact: true }).click();
    await page.getByRole('dialog').getByLabel('Tags').fill('one,');
    expect(await violations(page)).toEqual([]);
    await page.emulateMedia({ colorScheme: 'dark' });
    expect(await poorContrast(page)).toEqual([]);
  });

  it.each([
    '/knowledge',
    `/knowledge/pairs/${PAIR_ID}`,
    `/knowledge/imports/${IMPORT_ID}`,
    '/knowledge/search?q=send+numbers&mode=keyword',
  ])('on a phone in the dark on %s', async (path) => {
    await using open = await openConsole(browser, { path, viewport: PHONE, colorScheme: 'dark' });
    await open.page.locator('h2').first().waitFor();
    await open.page.getByText('Loading').first().waitFor({ state: 'detached' });
    expect(await violations(open.page)).toEqual([]);
  });
});
