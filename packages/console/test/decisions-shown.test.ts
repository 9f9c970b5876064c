import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { poorContrast, violations } from './axe.ts';
import { CONTRACT, DONE } from './decisions-data.ts';
import { openConsole, PHONE } from './open-console.ts';
import { withBrowser } from './with-browser.ts';

const detail = (page: Page) => page.getByRole('article');
const dialog = (page: Page) => page.getByRole('dialog');

/** What turns the rest of a line round, as somebody would plant it to be misread. */
const TURNED = 'pay \u202E0001';
const WRITTEN_OUT = String.raw`pay \u{202e}0001`;

const TEXT = 'Hello,\n\nall is well.\n';

const isAnywhere = (page: Page, text: string) =>
  page.evaluate((sought) => document.documentElement.outerHTML.includes(sought), text);

await withBrowser('what an asker gave', (browser) => {
  it('is written out wherever it hides or turns a text round', async () => {
    await using open = await openConsole(browser, { path: '/decisions?status=expired' });
    const { page, server } = open;
    server.decideMeanwhile(CONTRACT, {
      title: TURNED,
      agent: TURNED,
      options: [{ id: 'one', title: TURNED }],
      claim: {
        by: { kind: 'member', id: DONE, name: TURNED },
        until: '2026-11-03T10:00:00.000000Z',
        delegated_by: null,
      },
    });
    await page.goto(`${server.url}/decisions/${CONTRACT}`);
    await detail(page).getByRole('heading', { name: WRITTEN_OUT }).waitFor();
    await page.getByRole('article', { name: WRITTEN_OUT }).waitFor();
    await detail(page).getByRole('list', { name: 'Options' }).getByText(WRITTEN_OUT).waitFor();
    await page.getByRole('list', { name: 'Decisions' }).getByText(WRITTEN_OUT).first().waitFor();
    await page.keyboard.press('a');
    await dialog(page).getByText(WRITTEN_OUT).first().waitFor();
    await dialog(page).getByRole('option', { name: WRITTEN_OUT }).waitFor({ state: 'attached' });
    expect(await isAnywhere(page, '\u202E')).toBe(false);
  });

  it('has its lines, and its arguments in the order in which people count', async () => {
    await using open = await openConsole(browser, { path: '/decisions?status=expired', viewport: PHONE });
    const { page, server } = open;
    server.decideMeanwhile(CONTRACT, { arguments: { field_10: 1, field_2: TEXT, field_1: '👨\u200D👩\u200D👧' } });
    await page.goto(`${server.url}/decisions/${CONTRACT}`);
    const given = detail(page).getByRole('region', { name: 'Exactly this will run' });
    const names = given.getByRole('term');
    await expect.poll(() => names.allInnerTexts()).toEqual(['field_1', 'field_2', 'field_10']);
    const values = given.getByRole('definition');
    expect(await values.nth(0).innerText()).toBe('👨\u200D👩\u200D👧');
    expect(await values.nth(1).innerText()).toBe('a text of 3 lines\nHello,\n\nall is well.↵\n');
    const [name, value] = [await names.nth(1).boundingBox(), await values.nth(1).boundingBox()];
    expect(value?.y).toBeGreaterThan(name?.y ?? Infinity);
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
    expect(await violations(page)).toEqual([]);
    await page.emulateMedia({ colorScheme: 'dark' });
    expect(await poorContrast(page)).toEqual([]);
  });
});
