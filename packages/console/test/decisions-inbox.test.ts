import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { actsBut, BEN_ACTS, CONTRACT, DONE, ISOLATE, OWN, REFUND } from './decisions-data.ts';
import { openConsole, PHONE } from './open-console.ts';
import { withBrowser } from './with-browser.ts';
import { before } from './work-data.ts';

const at = (id: string): string => `/decisions/${id}`;
const list = (page: Page) => page.getByRole('list', { name: 'Decisions' });
const detail = (page: Page) => page.getByRole('article');
/** How far from its end the page is. */
const fromEnd = (page: Page): Promise<number> =>
  page.evaluate('document.documentElement.scrollHeight - innerHeight - scrollY');

const focused = (page: Page): Promise<unknown> => page.evaluate("document.activeElement.getAttribute('aria-label')");

const LOW = { width: 1280, height: 420 };

await withBrowser('the inbox by keys', (browser) => {
  it('leads into a decision, so that the keys that scroll scroll it, and to the top of the next', async () => {
    await using open = await openConsole(browser, { path: at(ISOLATE), viewport: LOW });
    const { page } = open;
    await detail(page).getByText('web-14.eu-1').waitFor();
    // before there are rows the keys lead nowhere
    await list(page).getByRole('link', { name: 'Refund 1,240.00' }).waitFor();
    await page.keyboard.press('j');
    await detail(page).getByRole('heading', { name: 'Refund 1,240.00' }).waitFor();
    await page.keyboard.press('o');
    await expect.poll(() => focused(page)).toBe('Chosen decision');
    expect(await fromEnd(page)).toBeGreaterThan(300);
    await page.keyboard.press('End');
    await expect.poll(() => fromEnd(page)).toBeLessThan(2);
    await page.keyboard.press('j');
    const heading = detail(page).getByRole('heading', { name: 'Send contract' });
    await heading.waitFor();
    await expect.poll(async () => (await heading.boundingBox())?.y ?? -1).toBeGreaterThan(0);
  });

  it('leads into what is chosen by its link as well', async () => {
    await using open = await openConsole(browser, { path: at(CONTRACT) });
    const { page } = open;
    await list(page).getByRole('link', { name: 'Send contract' }).press('Enter');
    await expect.poll(() => focused(page)).toBe('Chosen decision');
  });

  it('looks again by the same key as every page', async () => {
    await using open = await openConsole(browser, { path: '/' });
    const { page, server } = open;
    await page.getByRole('list', { name: 'Decisions that wait' }).waitFor();
    const asked = (): number => server.asked().filter((one) => one.includes('/api/v1/decisions?')).length;
    const before = asked();
    await page.keyboard.press('r');
    await page.keyboard.press('u');
    await expect.poll(asked).toBe(before + 1);
  });
});

await withBrowser('a row of the inbox', (browser) => {
  it('is in sight when its decision is opened by a link', async () => {
    await using open = await openConsole(browser, { path: at(OWN), viewport: LOW });
    const { page } = open;
    const row = list(page).getByRole('link', { name: 'Raise the token budget' });
    await row.waitFor();
    await expect
      .poll(async () => {
        const box = await row.boundingBox();
        return box !== null && box.y >= 0 && box.y + box.height <= LOW.height;
      })
      .toBe(true);
  });

  it('has three lines of a long title, here and on Home', async () => {
    await using open = await openConsole(browser, { path: at(ISOLATE) });
    const { page, server } = open;
    const title = 'Refund everything that anybody ever ordered '.repeat(6).trim();
    server.decideMeanwhile(ISOLATE, { title });
    for (const [path, name] of [
      [at(ISOLATE), 'Decisions'],
      ['/', 'Decisions that wait'],
    ] as const) {
      await page.goto(server.url + path);
      // the words go on below what is shown of them
      const shown = page.getByRole('list', { name, exact: true }).getByText(title).locator('..');
      expect((await shown.boundingBox())?.height).toBeLessThanOrEqual(3 * 22);
    }
  });
});

await withBrowser('what needs whoever looks', (browser) => {
  it('is told in the list from what others decide, and from what a deadline approves', async () => {
    await using open = await openConsole(browser, { path: at(CONTRACT) });
    const { page, server } = open;
    server.decideMeanwhile(CONTRACT, { default: 'approve' });
    server.decideMeanwhile(REFUND, { required_role: 'admin', your_acts: actsBut({ approve: 'role_needed' }) });
    await page.goto(server.url + at(CONTRACT));
    const row = (title: string) => list(page).getByRole('link', { name: title });
    await row('Send contract').getByText('approved if nobody decides').waitFor();
    await detail(page).getByText('approved if nobody decides').waitFor();
    await row('Refund 1,240.00').getByText('needs an admin').waitFor();
    await row('Raise the token budget').getByText('somebody else decides what you ask for').waitFor();
    await page.goto(`${server.url}/`);
    const waiting = page.getByRole('list', { name: 'Decisions that wait' });
    await waiting.getByText('Isolate host').waitFor();
    await page.getByText('2 wait for somebody else').waitFor();
    expect(await waiting.getByRole('listitem').count()).toBe(3);
  });

  it('says in list and pane that doing it failed, or was not done in time', async () => {
    await using open = await openConsole(browser, { path: at(DONE) });
    const { page, server } = open;
    const execution = { idempotency_key: 'one', by: BEN_ACTS, taken_until: null, detail: null, ended_at: null };
    server.decideMeanwhile(DONE, { execution: { ...execution, status: 'failed', ended_at: before(60) } });
    await page.goto(`${server.url}${at(DONE)}?status=approved`);
    await list(page).getByRole('link', { name: 'Refund order 17' }).getByText('failed').waitFor();
    await detail(page).getByRole('heading', { name: 'Exactly this was tried' }).waitFor();
    server.decideMeanwhile(DONE, { execution: { ...execution, status: 'taken', taken_until: before(60) } });
    await page.reload();
    await detail(page).getByText('not done in time').waitFor();
    await detail(page).getByText('and may be taken again').waitFor();
    expect(open.complaints).toEqual([]);
  });
});

await withBrowser('what can be done', (browser) => {
  it('takes one row of a phone, with the rest behind More', async () => {
    await using open = await openConsole(browser, { path: at(CONTRACT), viewport: PHONE });
    const { page } = open;
    const bar = page.getByRole('region', { name: 'What you can do' });
    await bar.getByRole('button', { name: 'Approve' }).waitFor();
    expect((await bar.boundingBox())?.height).toBeLessThan(64);
    expect(await bar.getByRole('button', { name: 'Claim' }).count()).toBe(0);
    await bar.getByRole('button', { name: 'More' }).click();
    await bar.getByRole('button', { name: 'Claim' }).waitFor();
    await bar.getByRole('button', { name: 'Ask for more' }).waitFor();
  });
});

await withBrowser('the page of a decision', (browser) => {
  it('lists all its levels, and says why a rule that fits has not decided it', async () => {
    await using open = await openConsole(browser, { path: at(REFUND) });
    const { page, server } = open;
    await detail(page).getByRole('list', { name: 'Levels' }).getByText('1. an analyst within 10 min, now').waitFor();
    await detail(page).getByRole('list', { name: 'Levels' }).getByText('2. an admin').waitFor();
    server.decideMeanwhile(REFUND, { quorum: 1, second_factor: false, arguments: { cents: 4_000 } });
    await page.goto(server.url + at(REFUND));
    const fitting = page.getByRole('list', { name: 'Rules that fit' });
    await fitting.getByText('is approved at once, but made or changed after it was asked').waitFor();
    expect(open.complaints).toEqual([]);
  });

  it('names its tab, in the list and beside it', async () => {
    await using open = await openConsole(browser, { path: at(CONTRACT) });
    const { page, server } = open;
    await expect.poll(() => page.title()).toBe('Send contract v4 to Norvik AS · Holdfast');
    await page.goto(server.url + at(DONE));
    await expect.poll(() => page.title()).toBe('Refund order 17 · Holdfast');
    await page.getByRole('link', { name: 'Statistics' }).click();
    await expect.poll(() => page.title()).toBe('Statistics of decisions · Holdfast');
  });

  it('leads whoever lacks a second factor to where one is set up', async () => {
    await using open = await openConsole(browser, { path: at(REFUND), mode: 'unproved' });
    const { page } = open;
    await page.getByText('your account has none.').getByRole('link', { name: 'Set one up' }).click();
    await page.getByRole('heading', { level: 1, name: 'Second factor' }).waitFor();
    expect(new URL(page.url()).searchParams.get('to')).toBe(at(REFUND));
  });

  it('shows no tab of a page that whoever looks may not see', async () => {
    await using open = await openConsole(browser, { path: at(CONTRACT), mode: 'viewer' });
    const tabs = open.page.getByRole('navigation', { name: 'Decisions' });
    await tabs.getByRole('link', { name: 'Bypasses' }).waitFor();
    await expect.poll(() => tabs.getByRole('link', { name: 'Callbacks' }).count()).toBe(0);
  });
});
