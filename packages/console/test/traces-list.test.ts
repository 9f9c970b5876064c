import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { openConsole } from './open-console.ts';
import { someTraces } from './traces-data.ts';
import { withBrowser } from './with-browser.ts';

const rowsOf = (page: Page) => page.getByRole('table', { name: 'Traces' }).getByRole('row');

await withBrowser('the list of traces', (browser) => {
  it('loads more as one scrolls, and has only the rows in sight', async () => {
    await using open = await openConsole(browser, { path: '/traces?range=all' });
    const { page } = open;
    await rowsOf(page).nth(3).waitFor();
    for (let turns = 0; turns < 40 && (await page.getByText('These are all.').count()) === 0; turns += 1) {
      await page.mouse.wheel(0, 2_000);
      await page.clock.runFor(100);
    }
    await page.getByText('These are all.').waitFor();
    expect(await page.getByRole('table', { name: 'Traces' }).getAttribute('aria-rowcount')).toBe('184');
    expect(await rowsOf(page).count()).toBeLessThan(60);
    expect(open.server.asked().filter((path) => path.startsWith('GET /api/v1/traces?'))).toContain(
      'GET /api/v1/traces?sort=-start&cursor=150',
    );
  });

  it('goes from row to row by j and k', async () => {
    await using open = await openConsole(browser, { path: '/traces' });
    const { page } = open;
    await rowsOf(page).nth(3).waitFor();
    for (const key of ['j', 'j', 'k', 'j']) await page.keyboard.press(key);
    await expect.poll(() => page.locator(':focus').innerText()).toBe('POST /orders');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'POST /orders' }).waitFor();
  });

  it('follows new traces at its top, and announces them further down', async () => {
    await using open = await openConsole(browser, { path: '/traces' });
    const { page, server } = open;
    const come = async (name: string): Promise<void> => {
      const [first] = server.traces();
      if (first === undefined) return;
      const id = `${name.length}`.padStart(32, 'f') as typeof first.trace.trace_id;
      server.traces().unshift({ ...first, trace: { ...first.trace, trace_id: id, name } });
      server.events.tellSpans();
      await page.clock.runFor(1_500);
    };
    await expect.poll(() => server.events.followers()).toBe(1);
    await rowsOf(page).nth(3).waitFor();
    await come('the first to come');
    await page.getByRole('link', { name: 'the first to come' }).waitFor();
    await page.mouse.wheel(0, 600);
    await expect.poll(() => page.evaluate('scrollY')).toBeGreaterThan(300);
    await come('one that comes later');
    const news = page.getByRole('button', { name: '1 new trace, show' });
    await news.waitFor();
    expect(await page.getByRole('link', { name: 'one that comes later' }).count()).toBe(0);
    await news.click();
    await page.getByRole('link', { name: 'one that comes later' }).waitFor();
  });

  it('teaches how to send the first span, makes the key, and shows the span that comes', async () => {
    await using open = await openConsole(browser, { path: '/traces', mode: 'empty' });
    const { page, server } = open;
    await page.getByText(`${server.url}/v1/traces`).first().waitFor();
    for (const language of ['JavaScript', 'Python', 'Go', 'curl']) {
      await page.getByRole('tab', { name: language }).click();
      expect(await page.getByRole('tabpanel', { name: language }).innerText()).toContain('Bearer YOUR_KEY');
    }
    await page.getByRole('button', { name: 'Make a key' }).click();
    await page.getByText('Copy your key now.').waitFor();
    expect(await page.getByRole('tabpanel', { name: 'curl' }).innerText()).toMatch(/Bearer hf_/u);
    server.traces().push(...someTraces().slice(0, 1));
    server.events.tellSpans();
    await page.clock.runFor(2_000);
    await page.getByRole('link', { name: 'run' }).waitFor();
  });

  it('is not shown to who may not read traces', async () => {
    await using open = await openConsole(browser, { path: '/traces', mode: 'operator' });
    await open.page.getByRole('alert').getByText('traces:read').first().waitFor();
    expect(await open.page.getByRole('searchbox').count()).toBe(0);
  });
});
