import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { CONTRACT, ISOLATE, REFUND } from './decisions-data.ts';
import { CODE } from './identity-door-fixture.ts';
import { openConsole } from './open-console.ts';
import { withBrowser } from './with-browser.ts';

const at = (id: string): string => `/decisions/${id}`;
const act = (page: Page, name: string) =>
  page.getByRole('region', { name: 'What you can do' }).getByRole('button', { name, exact: true });
const dialog = (page: Page) => page.getByRole('dialog');
const inDialog = (page: Page, name: string) => dialog(page).getByRole('button', { name, exact: true });
const focused = (page: Page): Promise<unknown> =>
  page.evaluate('`${document.activeElement.tagName} ${document.activeElement.textContent}`');
const isInSight = (page: Page, text: string): Promise<boolean> =>
  page.getByText(text).evaluate((element) => {
    const { top, bottom } = element.getBoundingClientRect();
    return top >= 0 && bottom <= innerHeight;
  });

await withBrowser('the focus', (browser) => {
  it('is in the code that is asked for on the way, and typing goes there', async () => {
    await using open = await openConsole(browser, { path: at(REFUND) });
    const { page } = open;
    await act(page, 'Approve').waitFor();
    await page.keyboard.press('a');
    await dialog(page).getByLabel('Reason').waitFor();
    await inDialog(page, 'Approve').click();
    const code = dialog(page).getByLabel('Code', { exact: true });
    await code.waitFor();
    await expect.poll(() => code.evaluate((field) => field === document.activeElement)).toBe(true);
    await page.keyboard.type(CODE);
    await page.keyboard.press('Enter');
    await page.getByText('Approved. The asker may do it now.').waitFor();
    await expect.poll(() => focused(page)).toBe('DIV Approved. The asker may do it now.');
  });

  it('is where it was before two dialogs, when both are left', async () => {
    await using open = await openConsole(browser, { path: at(REFUND) });
    const { page } = open;
    await act(page, 'Approve').focus();
    await page.keyboard.press('Enter');
    const reason = dialog(page).getByLabel('Reason');
    await reason.fill('Seen and right.');
    await inDialog(page, 'Approve').focus();
    await page.keyboard.press('Enter');
    await dialog(page).getByLabel('Code', { exact: true }).waitFor();
    await page.keyboard.press('Escape');
    await expect.poll(() => reason.evaluate((field) => field === document.activeElement)).toBe(true);
    expect(await reason.inputValue()).toBe('Seen and right.');
    await page.keyboard.press('Escape');
    await dialog(page).waitFor({ state: 'detached' });
    await expect.poll(() => act(page, 'Approve').evaluate((button) => button === document.activeElement)).toBe(true);
  });

  it('goes to the decision where nothing had it, and never to the way past the navigation', async () => {
    await using open = await openConsole(browser, { path: at(CONTRACT) });
    const { page } = open;
    await act(page, 'Approve').waitFor();
    expect(await page.evaluate('document.activeElement === document.body')).toBe(true);
    await page.keyboard.press('r');
    await dialog(page).getByLabel('Reason').waitFor();
    await page.keyboard.press('Escape');
    await dialog(page).waitFor({ state: 'detached' });
    await expect.poll(() => focused(page)).toBe('H2 Send contract v4 to Norvik AS');
  });

  it('goes back to the button that asked', async () => {
    await using open = await openConsole(browser, { path: at(CONTRACT) });
    const { page } = open;
    await act(page, 'Reject').focus();
    await page.keyboard.press('Enter');
    await dialog(page).getByLabel('Reason').waitFor();
    await page.keyboard.press('Escape');
    await dialog(page).waitFor({ state: 'detached' });
    await expect.poll(() => act(page, 'Reject').evaluate((button) => button === document.activeElement)).toBe(true);
  });

  it('goes to what came of an act, which is in sight from wherever it was done', async () => {
    await using open = await openConsole(browser, { path: at(ISOLATE) });
    const { page } = open;
    await page.getByRole('list', { name: 'Steps' }).scrollIntoViewIfNeeded();
    await act(page, 'Approve').click();
    await dialog(page).getByLabel('Reason').fill('The beacon is real.');
    await dialog(page).getByLabel('Which way').selectOption('port');
    await inDialog(page, 'Approve').click();
    const news = 'Approved. The asker may do it now.';
    await page.getByText(news).waitFor();
    await expect.poll(() => focused(page)).toBe(`DIV ${news}`);
    await expect.poll(() => isInSight(page, news)).toBe(true);
  });
});
