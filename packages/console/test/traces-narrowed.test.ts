import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { goByKeys } from './go-by-keys.ts';
import { openConsole } from './open-console.ts';
import { withBrowser } from './with-browser.ts';

const searchOf = (page: Page): string => new URL(page.url()).search;

const rowsOf = (page: Page) => page.getByRole('table', { name: 'Traces' }).getByRole('row');

await withBrowser('the list of traces', (browser) => {
  it('is reached by keys, and says in each row what the trace came to', async () => {
    await using open = await openConsole(browser);
    const { page } = open;
    await goByKeys(page, 'Traces');
    const row = rowsOf(page).filter({ hasText: 'web-14' }).filter({ hasText: 'assistant' }).first();
    await row.waitFor();
    expect(await row.innerText()).toMatch(
      /5 min ago\s+run[\s\S]*ok[\s\S]*4 min 12 s[\s\S]*12[\s\S]*6,920[\s\S]*0.0213 USD/u,
    );
    expect(await page.title()).toBe('Traces · Holdfast');
    await row.getByRole('link', { name: 'run' }).click();
    await page.getByRole('heading', { level: 1, name: 'run' }).waitFor();
    await page.goBack();
    await row.waitFor();
    expect(open.complaints).toEqual([]);
  });

  it('is narrowed by facets, chips, text and time, all of it in the address', async () => {
    await using open = await openConsole(browser, { path: '/traces' });
    const { page } = open;
    await page
      .getByRole('group', { name: 'Status' })
      .getByRole('button', { name: /failed/u })
      .click();
    await expect.poll(() => searchOf(page)).toBe('?status=error');
    await page.getByRole('button', { name: 'Filter', exact: true }).click();
    await page.getByLabel('By').selectOption('min_duration_ms');
    await page.getByLabel('Value in ms').fill('soon');
    await page.keyboard.press('Enter');
    await page.getByText('This is no value for it').waitFor();
    await page.getByLabel('Value in ms').fill('5000');
    await page.keyboard.press('Enter');
    await expect.poll(() => searchOf(page)).toBe('?status=error&min_duration_ms=5000');
    await page.getByLabel('Time', { exact: true }).selectOption('7d');
    await page.keyboard.press('/');
    await page.keyboard.type('invoices');
    await page.keyboard.press('Enter');
    await expect.poll(() => searchOf(page)).toBe('?status=error&min_duration_ms=5000&q=invoices&range=7d');
    await expect.poll(() => rowsOf(page).getByText('ok', { exact: true }).count()).toBe(0);
    expect(await rowsOf(page).filter({ hasText: 'failed' }).count()).toBeGreaterThan(1);
    await page.getByRole('button', { name: 'Change the filter: took at least 5000 ms' }).click();
    await page.getByLabel('Value in ms').fill('1');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Remove the filter: status is failed' }).click();
    await expect.poll(() => searchOf(page)).toBe('?min_duration_ms=1&q=invoices&range=7d');
    await page.goBack();
    await expect.poll(() => searchOf(page)).toBe('?status=error&min_duration_ms=1&q=invoices&range=7d');
    await page.getByRole('button', { name: 'Clear' }).click();
    await expect.poll(() => searchOf(page)).toBe('?range=7d');
    expect(await page.getByRole('searchbox').inputValue()).toBe('');
  });

  it('says what can be taken away where nothing is like that', async () => {
    await using open = await openConsole(browser, { path: '/traces?q=unheard&service=search' });
    const { page } = open;
    const away = page.getByRole('button', { name: 'Without the text “unheard”' });
    // it has the width of the page, not that of the panel which is not there
    expect((await page.getByRole('region', { name: 'No trace is like that' }).boundingBox())?.width).toBeGreaterThan(
      600,
    );
    await away.click();
    await rowsOf(page).nth(3).waitFor();
    expect(searchOf(page)).toBe('?service=search');
  });

  it('is narrowed in time by keyboard and by mouse over the histogram', async () => {
    await using open = await openConsole(browser, { path: '/traces' });
    const { page } = open;
    const slider = page.getByRole('slider');
    await slider.focus();
    for (const key of ['ArrowLeft', 'ArrowLeft', 'Shift+ArrowLeft', 'Shift+ArrowLeft']) await page.keyboard.press(key);
    expect(await slider.getAttribute('aria-valuetext')).toMatch(
      /^4 Mar, \d\d:\d\d to \d\d:\d\d: \d+ traces?, \d+ failed$/u,
    );
    await page.keyboard.press('Escape');
    expect(await slider.getAttribute('aria-valuetext')).toBe('nothing chosen');
    for (const key of ['ArrowLeft', 'ArrowLeft', 'Shift+Home', 'Enter']) await page.keyboard.press(key);
    await expect.poll(() => searchOf(page)).toMatch(/^\?from=2026-03-03T10%3A00%3A0\d.\d+Z&to=2026-03-04T/u);
    const box = await slider.boundingBox();
    const { x, y, width } = box ?? expect.fail('the histogram is not shown');
    await page.mouse.move(x + width * 0.5, y + 20);
    await page.mouse.down();
    await page.mouse.move(x + width * 0.7, y + 30, { steps: 4 });
    await page.mouse.up();
    await expect.poll(() => searchOf(page)).toMatch(/^\?from=2026-03-03T2/u);
    await rowsOf(page).nth(1).waitFor();
  });

  it('is kept as a view, which the palette opens, and which is renamed, shared and removed', async () => {
    await using open = await openConsole(browser, { path: '/traces?status=error&sort=-duration' });
    const { page } = open;
    const views = page.getByRole('group', { name: 'Views' });
    await page.getByRole('button', { name: 'Save this view' }).click();
    await page.getByRole('dialog').getByLabel('Name').fill('Slow and failed');
    await page.keyboard.press('Enter');
    await views.getByRole('link', { name: 'Slow and failed' }).waitFor();
    expect(await page.getByRole('button', { name: 'Save this view' }).count()).toBe(0);
    await page.goto(`${open.server.url}/health`);
    await page.goto(`${open.server.url}/traces`);
    await views.getByRole('link', { name: 'Slow and failed' }).waitFor();
    await page.keyboard.press('Control+k');
    await page.keyboard.type('view slow');
    await page.keyboard.press('Enter');
    await expect.poll(() => searchOf(page)).toBe('?status=error&sort=-duration');
    await page.getByRole('button', { name: 'Change views' }).click();
    const form = page.getByRole('form', { name: 'View Slow and failed' });
    await form.getByRole('button', { name: 'Share' }).click();
    await page.getByText('for everybody in the workspace').waitFor();
    await form.getByLabel('Name').fill('Failed');
    await form.getByRole('button', { name: 'Rename' }).click();
    const renamed = page.getByRole('form', { name: 'View Failed' });
    await renamed.getByRole('button', { name: 'Remove' }).click();
    await page.getByText('Nobody in the workspace will have it any more.').waitFor();
    await renamed.getByRole('button', { name: 'Remove it for good' }).click();
    await page.getByText('There is no view any more.').waitFor();
  });
});
