import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { openConsole, PHONE } from './open-console.ts';
import { withBrowser } from './with-browser.ts';

const row = (page: Page, text: string) =>
  page.getByRole('table', { name: 'Found' }).getByRole('row').filter({ hasText: text });

const searchOf = (page: Page): URLSearchParams => new URL(page.url()).searchParams;

await withBrowser('the search lab', (browser) => {
  it('shows what a question finds by words, by meaning and together, and why', async () => {
    await using open = await openConsole(browser, { path: '/knowledge' });
    const { page } = open;
    await page.getByRole('link', { name: 'Search lab' }).click();
    await page.getByRole('search', { name: 'Ask' }).getByLabel('Question').waitFor();
    await page.keyboard.press('/');
    await page.keyboard.type('how do I send my parcel');
    await page.keyboard.press('Enter');
    const best = row(page, 'How do I send something back?');
    await best.getByText('how, send, parcel').waitFor();
    await best.getByText('“I want to return my order”').waitFor();
    expect(await best.getByRole('cell').allInnerTexts()).toEqual([
      expect.stringMatching(/^#1\s/u),
      expect.stringMatching(/^#1\s/u),
      expect.stringMatching(/^#1\s/u),
    ]);
    expect(await best.locator('mark').allInnerTexts()).toEqual(['How', 'send']);
    expect(await row(page, 'When does my parcel arrive?').getByRole('cell').last().innerText()).toMatch(/^#2\s/u);
    await best.getByText('Answer', { exact: true }).click();
    await best.getByRole('cell', { name: '3 to 5 days' }).waitFor();
    expect(searchOf(page).get('q')).toBe('how do I send my parcel');
    expect(open.complaints).toEqual([]);
  });

  it('says on a scale whether that is enough to answer from', async () => {
    await using open = await openConsole(browser, { path: '/knowledge/search?q=send+something+back' });
    const { page } = open;
    await page.getByText('it knows').waitFor();
    await page.getByRole('img', { name: /^Confidence 9\d %; below 50 % it is not answered$/u }).waitFor();
    await page.getByLabel('Question').fill('opening hours of your shop in Bern, send');
    await page.keyboard.press('Enter');
    await page.getByText('I do not know', { exact: true }).waitFor();
    expect(await row(page, 'How do I send something back?').count()).toBe(1);
  });

  it('asks one way alone, and among pairs with a tag, as the address says', async () => {
    await using open = await openConsole(browser, { path: '/knowledge/search?q=when+send' });
    const { page } = open;
    await row(page, 'When does my parcel arrive?').waitFor();
    await page.getByRole('link', { name: 'words alone' }).click();
    await expect.poll(() => row(page, 'When does').getByRole('cell').nth(1).innerText()).toContain('–');
    expect(searchOf(page).get('mode')).toBe('keyword');
    await page.getByLabel('Only pairs with all of these tags', { exact: true }).fill('returns,');
    await expect.poll(() => row(page, 'When does my parcel arrive?').count()).toBe(0);
    await row(page, 'How do I send something back?').waitFor();
    expect(searchOf(page).get('tags')).toBe('returns');
    await page.getByRole('button', { name: 'Take away returns' }).click();
    await row(page, 'When does my parcel arrive?').waitFor();
  });

  it('says what it had to do without', async () => {
    await using open = await openConsole(browser, { path: '/knowledge/search?q=numbers' });
    await open.page.getByText('Nothing is embedded yet. Only words were asked.').waitFor();
    expect(await open.page.getByRole('table', { name: 'Found' }).count()).toBe(1);
  });

  it('waits for an index that is being built', async () => {
    await using open = await openConsole(browser, { path: '/knowledge/search?q=slow' });
    const { page } = open;
    await page.getByText('which is being built').waitFor();
    for (let tries = 0; tries < 3; tries += 1) await page.clock.runFor(2_000);
    await page.getByText('No pair has anything of this.').waitFor();
    expect(open.server.asked().filter((path) => path.includes('/search?')).length).toBe(3);
  });

  it('begins with questions that have an answer', async () => {
    await using open = await openConsole(browser, { path: '/knowledge/search', viewport: PHONE });
    const { page } = open;
    await page.getByRole('link', { name: 'How do I send something back?' }).click();
    await row(page, 'How do I send something back?').waitFor();
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
  });

  it('leads to pairs where there are none, and is not shown to who may not read them', async () => {
    await using open = await openConsole(browser, { path: '/knowledge/search', mode: 'empty' });
    await open.page.getByRole('link', { name: 'Add some first' }).waitFor();
    await using other = await openConsole(browser, { path: '/knowledge/search?q=a', mode: 'operator' });
    await other.page.getByText('knowledge:read').waitFor();
    expect(await other.page.getByRole('table').count()).toBe(0);
  });

  it('shows what somebody planted as text', async () => {
    await using open = await openConsole(browser, { path: '/knowledge/search?q=img+src', mode: 'planted' });
    const { page } = open;
    await page.getByRole('table').getByText('<img src=x').first().waitFor();
    for (const folded of await page.locator('main summary').all()) await folded.click();
    expect(await page.locator('img').count()).toBe(0);
    expect(await page.title()).not.toBe('owned');
    expect(open.complaints).toEqual([]);
  });
});
