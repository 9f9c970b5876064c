import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { goByKeys } from './go-by-keys.ts';
import { openConsole, PHONE } from './open-console.ts';
import { withBrowser } from './with-browser.ts';

const ORDER = '/traces/workflows/order-1042';

const slider = (page: Page) => page.getByRole('slider', { name: 'Patch' });
const state = (page: Page) => page.getByRole('region', { name: 'State', exact: true });
const lines = async (page: Page): Promise<string> =>
  (await page.getByRole('region', { name: 'Lines of the state' }).innerText()).replaceAll(/\s+/gu, ' ');

/** Time stands still until it is let go on. */
const settle = (page: Page): Promise<void> => page.clock.runFor(150);

await withBrowser('workflows', (browser) => {
  it('are listed, and one shows its state, what the last patch did, and who sent it', async () => {
    await using open = await openConsole(browser);
    const { page } = open;
    await goByKeys(page, 'Traces');
    await page.getByRole('navigation', { name: 'Traces' }).getByRole('link', { name: 'Workflows' }).click();
    await page.getByRole('table', { name: 'Workflows' }).getByRole('link', { name: 'order-1042' }).click();
    await page.getByRole('heading', { level: 1, name: 'order-1042' }).waitFor();
    await slider(page).waitFor();
    await settle(page);
    await state(page).getByText('1 added, 1 changed, 1 removed').waitFor();
    expect(await lines(page)).toContain('added: note: "by hand"');
    expect(await lines(page)).toContain('changed: step: "shipped" was "waiting"');
    expect(await lines(page)).toContain('removed: ▾stock {1}');
    const patch = page.getByRole('region', { name: 'This patch' });
    await patch.getByText('0af7651916cd43dd8448eb211c80319c').waitFor();
    expect(open.complaints).toEqual([]);
  });

  it('are gone through by the keyboard, patch by patch', async () => {
    await using open = await openConsole(browser, { path: ORDER });
    const { page } = open;
    await slider(page).focus();
    expect(await slider(page).getAttribute('aria-valuetext')).toMatch(/^5 of 5, planner 4, 2026-03-04/u);
    await page.keyboard.press('ArrowLeft');
    await settle(page);
    await state(page).getByText('changed since payments 2').waitFor({ state: 'detached' });
    await state(page).getByText('0 added, 2 changed, 0 removed since payments 2').waitFor();
    expect(await slider(page).getAttribute('aria-valuetext')).toMatch(/^4 of 5, payments 3/u);
    await page.keyboard.press('Home');
    await settle(page);
    await state(page).getByText('before the first patch that is shown').waitFor();
    expect(await page.getByRole('button', { name: 'Earlier' }).getAttribute('aria-disabled')).toBe('true');
    await page.getByRole('button', { name: 'Later' }).click();
    await settle(page);
    await state(page).getByText('after stock-eu-1 1').waitFor();
  });

  it('are compared with a moment that is held, and searched', async () => {
    await using open = await openConsole(browser, { path: ORDER });
    const { page } = open;
    await slider(page).focus();
    await page.keyboard.press('Home');
    await settle(page);
    await state(page).getByText('after planner 0').waitFor();
    await page.getByRole('button', { name: 'Hold this moment to compare' }).click();
    await slider(page).focus();
    await page.keyboard.press('End');
    await settle(page);
    await state(page).getByText('since planner 0').waitFor();
    await page.getByRole('checkbox', { name: 'Only what differs' }).check();
    await expect.poll(() => lines(page)).not.toContain('order');
    expect(await lines(page)).toContain('added: ▾payment {2}');
    await page.getByRole('searchbox', { name: 'Find' }).fill('tries');
    await expect.poll(() => lines(page)).toBe('+ added: ▾payment {2} + added: tries: 2');
    await page.getByRole('searchbox', { name: 'Find' }).fill('zzz');
    await page.getByText('Nothing is called “zzz”').waitFor();
  });

  it('with ten thousand patches are drawn as far as they are in sight', { timeout: 120_000 }, async () => {
    await using open = await openConsole(browser, { path: '/traces/workflows/import:2026-03' });
    const { page } = open;
    await slider(page).waitFor();
    expect(await slider(page).getAttribute('max')).toBe('1999');
    await page.getByText('the last 2,000 in the order').waitFor();
    await page.getByRole('button', { name: 'Load earlier patches' }).click();
    await expect.poll(() => slider(page).getAttribute('max'), { timeout: 60_000 }).toBe('9999');
    const list = page.getByRole('region', { name: 'All patches' });
    expect(await list.getByRole('listitem').count()).toBeLessThan(40);
    await page.getByText('other nodes').waitFor();
    await list.evaluate((box) => box.scrollTo(0, 0));
    await list.getByRole('button', { name: 'worker-0 0' }).click();
    await settle(page);
    await state(page).getByText('after worker-0 0').waitFor();
    expect(await slider(page).inputValue()).toBe('0');
  });

  it('teach when there are none, and fit on a phone', async () => {
    await using open = await openConsole(browser, { path: '/traces/workflows', mode: 'empty', viewport: PHONE });
    const { page, server } = open;
    await page.getByText('No workflow has been patched').waitFor();
    await page.getByText('curl -X POST').waitFor();
    server.become('long');
    await page.goto(`${server.url}${ORDER}`);
    await slider(page).waitFor();
    await settle(page);
    await page.getByRole('region', { name: 'Lines of the state' }).waitFor();
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(PHONE.width);
  });

  it('say nothing that a patch could have run', async () => {
    await using open = await openConsole(browser, { path: ORDER, mode: 'planted' });
    await slider(open.page).waitFor();
    await settle(open.page);
    await expect.poll(() => lines(open.page)).toContain('<img src=x');
    expect(await open.page.title()).not.toBe('owned');
    expect(open.complaints).toEqual([]);
  });
});
