import { text } from 'node:stream/consumers';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { goByKeys } from './go-by-keys.ts';
import { openConsole, PHONE } from './open-console.ts';
import { withBrowser } from './with-browser.ts';

const table = (page: Page) => page.getByRole('table', { name: 'Pairs' });
const row = (page: Page, text: string) => table(page).getByRole('row').filter({ hasText: text });
const box = (page: Page, text: string) => table(page).getByRole('checkbox', { name: text });
const chosen = (page: Page) => page.getByRole('group', { name: 'Chosen pairs' });
const pathOf = (page: Page): string => {
  const { pathname, search } = new URL(page.url());
  return pathname + search;
};

await withBrowser('the pairs', (browser) => {
  it('are found in the navigation, and more of them come as one scrolls', async () => {
    await using open = await openConsole(browser);
    const { page } = open;
    await goByKeys(page, 'Knowledge');
    await row(page, 'How do I send something back?').getByText('completed').waitFor();
    for (let turns = 0; turns < 40 && (await page.getByText('These are all the pairs.').count()) === 0; turns += 1) {
      await page.mouse.wheel(0, 2_000);
      await page.clock.runFor(100);
    }
    await page.getByText('These are all the pairs.').waitFor();
    expect(await table(page).getAttribute('aria-rowcount')).toBe('127');
    expect(await table(page).getByRole('row').count()).toBeLessThan(60);
    expect(open.complaints).toEqual([]);
  });

  it('are narrowed by text and by filters, each of which stands in the address', async () => {
    await using open = await openConsole(browser, { path: '/knowledge' });
    const { page } = open;
    await row(page, 'Which cards do you take?').waitFor();
    await page.keyboard.press('/');
    await page.keyboard.type('parcel');
    await page.keyboard.press('Enter');
    await row(page, 'When does my parcel arrive?').waitFor();
    await expect.poll(() => table(page).getByRole('row').count()).toBe(3);
    await page.getByRole('button', { name: 'Filter', exact: true }).click();
    await page.getByLabel('Value').fill('returns');
    await page.keyboard.press('Enter');
    await expect.poll(() => table(page).getByRole('row').count()).toBe(2);
    expect(pathOf(page)).toBe('/knowledge?tag=returns&text=parcel');
    await page.getByRole('button', { name: 'Change the filter: tagged returns' }).click();
    await page.getByLabel('By').selectOption('embedding_status');
    await page.getByLabel('Value').selectOption('off');
    await page.getByRole('button', { name: 'Apply' }).click();
    await page.getByText('No pair is like that').waitFor();
    expect(pathOf(page)).toBe('/knowledge?embedding_status=off&text=parcel');
    await page.getByRole('button', { name: 'Without the text “parcel”' }).click();
    await row(page, 'Wie kann ich etwas zurückschicken?').waitFor();
    await page.getByRole('button', { name: 'Remove the filter: embedding is off' }).click();
    await row(page, 'Which cards do you take?').waitFor();
    await page.getByLabel('Order').selectOption('question');
    await expect.poll(() => pathOf(page)).toBe('/knowledge?sort=question');
    await expect.poll(() => table(page).getByRole('row').nth(1).innerText()).toContain('How do I send');
  });

  it('refuse a filter that is none, and say why', async () => {
    await using open = await openConsole(browser, { path: '/knowledge?import_id=7&valid=sometimes' });
    const { page } = open;
    await row(page, 'Which cards do you take?').waitFor();
    await page.getByRole('button', { name: 'Filter', exact: true }).click();
    await page.getByLabel('By').selectOption('import_id');
    await page.getByLabel('Value').fill('the one of Monday');
    await page.keyboard.press('Enter');
    await page.getByText('This is no value for it.').waitFor();
    await page.keyboard.press('Escape');
    expect(await page.getByRole('form', { name: 'Add a filter' }).count()).toBe(0);
  });

  it('are chosen in a stretch, tagged together, and get their own tags back', async () => {
    await using open = await openConsole(browser, { path: '/knowledge' });
    const { page, server } = open;
    await box(page, 'How do I send something back?').check();
    await box(page, 'Which cards do you take?').click({ modifiers: ['Shift'] });
    await chosen(page).getByText('3 pairs chosen').waitFor();
    await chosen(page).getByRole('button', { name: 'Tag', exact: true }).click();
    await page.getByRole('dialog').getByLabel('Tags', { exact: true }).fill('payment, checked,');
    await page.getByRole('dialog').getByRole('button', { name: 'Tag', exact: true }).click();
    await page.getByText('3 pairs tagged.').waitFor();
    const tagsOf = (index: number): readonly string[] | undefined => server.pairs()[index]?.tags;
    expect([tagsOf(1), tagsOf(2)]).toEqual([
      ['shipping', 'payment', 'checked'],
      ['payment', 'checked'],
    ]);
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByText('3 pairs as before.').waitFor();
    expect([tagsOf(1), tagsOf(2)]).toEqual([['shipping'], ['payment']]);
    expect(open.complaints).toEqual([]);
  });

  it('are chosen by keys as well', async () => {
    await using open = await openConsole(browser, { path: '/knowledge' });
    const { page } = open;
    await row(page, 'Which cards do you take?').waitFor();
    for (const key of ['j', 'x', 'j', 'j', 'x']) {
      await page.keyboard.press(key);
      await page.clock.runFor(50);
    }
    await chosen(page).getByText('2 pairs chosen').waitFor();
    expect(await box(page, 'Which cards do you take?').isChecked()).toBe(true);
    expect(await box(page, 'When does my parcel arrive?').isChecked()).toBe(false);
    await page.keyboard.press('x');
    await chosen(page).getByText('1 pair chosen').waitFor();
  });

  it('are removed after a question, and restored', async () => {
    await using open = await openConsole(browser, { path: '/knowledge' });
    const { page, server } = open;
    await row(page, 'Which cards do you take?').waitFor();
    const before = server.pairs().length;
    await page.getByRole('checkbox', { name: 'Choose all that are loaded' }).check();
    await chosen(page).getByText('50 pairs chosen').waitFor();
    await chosen(page).getByRole('button', { name: 'Remove' }).click();
    await page.getByRole('dialog', { name: 'Remove 50 pairs?' }).getByRole('button', { name: 'Keep them' }).click();
    await chosen(page).getByRole('button', { name: 'Remove' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Remove', exact: true }).click();
    await page.getByText('50 pairs removed.').waitFor();
    await expect.poll(() => server.pairs().length).toBe(before - 50);
    await expect.poll(() => row(page, 'Which cards do you take?').count()).toBe(0);
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByText('50 pairs as before.').waitFor();
    expect(server.pairs().length).toBe(before);
    await row(page, 'Which cards do you take?').waitFor();
  });

  it('come back when all that are shown were removed', async () => {
    await using open = await openConsole(browser, { path: '/knowledge?tag=returns' });
    const { page } = open;
    await page.getByRole('checkbox', { name: 'Choose all that are loaded' }).check();
    await chosen(page).getByRole('button', { name: 'Remove' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Remove', exact: true }).click();
    await page.getByText('No pair is like that').waitFor();
    await page.getByRole('button', { name: 'Undo' }).click();
    await row(page, 'How do I send something back?').waitFor();
    expect(await page.getByText('2 pairs as before.').count()).toBe(1);
  });

  it('are exported as they are filtered, in the format that is chosen', async () => {
    await using open = await openConsole(browser, { path: '/knowledge?tag=returns' });
    const { page } = open;
    await page.getByRole('button', { name: 'Export' }).click();
    await page.getByText('All pairs that the filters find').waitFor();
    await page.getByRole('radio', { name: 'CSV for a spreadsheet' }).check();
    const coming = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Download' }).click();
    const file = await coming;
    expect(file.suggestedFilename()).toBe('pairs.spreadsheet');
    expect(await text(await file.createReadStream())).toBe(
      'question\nHow do I send something back?\nWie kann ich etwas zurückschicken?',
    );
    await page.getByText('pairs.spreadsheet, 74 B, is among your downloads.').waitFor();
    expect(open.complaints).toEqual([]);
  });

  it('are only read by a viewer, who is told what it needs', async () => {
    await using open = await openConsole(browser, { path: '/knowledge', mode: 'viewer' });
    const { page } = open;
    await box(page, 'Which cards do you take?').check();
    await chosen(page).getByText('This needs the permission knowledge:write.').waitFor();
    expect(await page.getByRole('link', { name: 'Add a pair' }).count()).toBe(0);
    await page.goto(`${open.server.url}/knowledge/pairs/new`);
    await page.getByText('This needs the permission knowledge:write.').waitFor();
  });

  it('are not shown to who may not read them', async () => {
    await using open = await openConsole(browser, { path: '/knowledge', mode: 'operator' });
    await open.page.getByText('knowledge:read').waitFor();
    expect(await open.page.getByRole('searchbox').count()).toBe(0);
  });

  it('teach where there are none', async () => {
    await using open = await openConsole(browser, { path: '/knowledge', mode: 'empty', viewport: PHONE });
    const { page } = open;
    await page.getByText('Nothing is known here yet').waitFor();
    await page.getByText('Drop a file here').waitFor();
    await page.getByText('/api/v1/knowledge/pairs').waitFor();
    await page.getByRole('link', { name: 'Add a pair' }).click();
    await page.getByRole('heading', { level: 1, name: 'Add a pair' }).waitFor();
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
  });
});
