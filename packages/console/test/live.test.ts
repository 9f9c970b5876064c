import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { goByKeys } from './go-by-keys.ts';
import { openConsole } from './open-console.ts';
import { withBrowser } from './with-browser.ts';
import { jobId } from './work-data.ts';

/** From now on time passes only when a test says so. */
const stopTime = async (page: Page): Promise<void> => {
  await page.clock.pauseAt(Number(await page.evaluate('Date.now()')) + 1_000);
};

const live = (page: Page) => page.getByText('Live', { exact: true });
const notLive = (page: Page) => page.getByText('Every 5 s, not live');

/** Somebody else does something about a job. */
const act = async (url: string, path: string): Promise<void> => {
  expect((await fetch(`${url}/api/v1/${path}`, { method: 'POST' })).status).toBe(200);
};

const becomes = (page: Page, visibility: 'hidden' | 'visible'): Promise<unknown> =>
  page.evaluate(`
    Object.defineProperty(document, 'visibilityState', { get: () => '${visibility}', configurable: true });
    document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));
  `);

await withBrowser('a page that is live', (browser) => {
  // such a page asks by itself after 30 s, and no test waits that long
  it.each([
    ['jobs', '/operations/jobs?state=cancelled', /2 jobs, the latest first/u],
    ['one job', `/operations/jobs/${jobId(2)}`, /It was taken back already/u],
    ['queues', '/operations/queues', /mail\s+1\s+0\s+0\s+2/u],
  ])('shows what became of a job without anybody asking: %s', async (_, path, shown) => {
    await using open = await openConsole(browser, { path });
    const { page, server } = open;
    await live(page).waitFor();
    const main = page.locator('main');
    await page.locator('main h2').first().waitFor();
    expect(await main.innerText()).not.toMatch(shown);
    await act(server.url, `jobs/${jobId(2)}/cancel`);
    const before = server.asked().length;
    server.events.tell('mail');
    await expect.poll(() => main.innerText()).toMatch(shown);
    expect(server.asked().length).toBeGreaterThan(before);
    expect(server.events.followers()).toBe(1);
    expect(open.complaints).toEqual([]);
  });

  it('shows a dead letter go that somebody else sent again', async () => {
    await using open = await openConsole(browser, { path: '/operations/dead-letters' });
    const { page, server } = open;
    await live(page).waitFor();
    const letter = page.getByRole('link', { name: 'send digest' });
    await letter.waitFor();
    await act(server.url, `dead-letters/${jobId(6)}/redrive`);
    server.events.tell('mail');
    await letter.waitFor({ state: 'detached', timeout: 10_000 });
  });

  it('asks every 30 s while nothing is told, at most once a second however much is, and keeps what was loaded', async () => {
    await using open = await openConsole(browser, { path: '/operations/jobs' });
    const { page, server } = open;
    await page.getByRole('button', { name: 'Load more' }).click();
    await page.getByText('These are all').waitFor();
    await live(page).waitFor();
    await stopTime(page);
    const asked = (since: number) =>
      server
        .asked()
        .slice(since)
        .filter((one) => one === 'GET /api/v1/jobs?cursor=50');
    const before = server.asked().length;
    await page.clock.runFor(30_000);
    await expect.poll(() => asked(before).length).toBeGreaterThanOrEqual(1);
    expect(asked(before).length).toBeLessThanOrEqual(2);
    const rested = server.asked().length;
    for (let told = 0; told < 20; told += 1) server.events.tell('mail');
    await page.clock.runFor(900);
    await expect.poll(() => asked(rested)).toHaveLength(1);
    expect(await page.getByRole('table', { name: 'Jobs' }).getByRole('row').count()).toBe(68);
  });

  it.each([401, 403, 503])('asks every 5 s when the stream is refused with %i, and says so', async (status) => {
    await using open = await openConsole(browser, { path: '/proofs' });
    const { page, server } = open;
    server.events.refuse(status);
    await goByKeys(page, 'Operations');
    await notLive(page).waitFor();
    await stopTime(page);
    const before = server.asked().length;
    await page.clock.runFor(5_000);
    await expect.poll(() => server.asked().slice(before)).toContain('GET /api/v1/queues');
  });

  it('says when it is live no more, asks every 5 s, and says when it is so again', async () => {
    await using open = await openConsole(browser, { path: '/operations/queues' });
    const { page, server } = open;
    await live(page).waitFor();
    const said = page.getByRole('status').getByText(/live/iu);
    expect(await said.count()).toBe(0);
    server.events.refuse(503);
    await notLive(page).waitFor();
    await said.getByText('Not live any more: this page asks every 5 seconds').waitFor();
    const before = server.asked().length;
    await page.clock.runFor(5_000);
    await expect.poll(() => server.asked().slice(before)).toContain('GET /api/v1/queues');
    server.events.refuse(undefined);
    await page.clock.runFor(60_000);
    await live(page).waitFor();
    await said.getByText('Live again').waitFor();
  });

  it('has one stream for all its pages, and none while nobody looks', async () => {
    await using open = await openConsole(browser, { path: '/operations/queues' });
    const { page, server } = open;
    const streams = () => server.asked().filter((one) => one.includes('/events'));
    await live(page).waitFor();
    for (const key of ['2', '3', '1']) await page.keyboard.press(key);
    await live(page).waitFor();
    expect(streams()).toEqual(['GET /api/v1/events?topics=work']);
    await becomes(page, 'hidden');
    await expect.poll(() => server.events.followers()).toBe(0);
    await becomes(page, 'visible');
    await live(page).waitFor();
    expect([streams().length, server.events.followers()]).toEqual([2, 1]);
    await page.keyboard.press('6');
    await page.getByText('Refreshed every 5 s').waitFor();
    await expect.poll(() => server.events.followers()).toBe(0);
  });
});
