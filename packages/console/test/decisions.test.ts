import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { BEN_ACTS, CONTRACT, DONE, ISOLATE, OWN, REFUND, RETURNED, TOKENS } from './decisions-data.ts';
import { CODE } from './identity-door-fixture.ts';
import { openConsole, PHONE } from './open-console.ts';
import { withBrowser } from './with-browser.ts';
import { before } from './work-data.ts';

const PATH = '/decisions';
const at = (id: string): string => `${PATH}/${id}`;

const list = (page: Page) => page.getByRole('list', { name: 'Decisions' });
const detail = (page: Page) => page.getByRole('article');
const act = (page: Page, name: string) =>
  page.getByRole('region', { name: 'What you can do' }).getByRole('button', { name, exact: true });
const dialog = (page: Page) => page.getByRole('dialog');
const inDialog = (page: Page, name: string) => dialog(page).getByRole('button', { name, exact: true });

await withBrowser('the inbox', (browser) => {
  it('shows what waits, the most urgent first, and the first beside it', async () => {
    await using open = await openConsole(browser, { path: PATH });
    const { page } = open;
    await page.getByText('5 wait, the oldest for 14 min').waitFor();
    const first = list(page).getByRole('listitem').first();
    expect(await first.innerText()).toMatch(
      /Isolate host web-14[^]*critical[^]*contain_host[^]*level 2 in 0[23]:\d\d/u,
    );
    await detail(page).getByRole('heading', { name: 'Isolate host web-14' }).waitFor();
    expect(new URL(page.url()).pathname).toBe(at(ISOLATE));
    await list(page).getByText('claimed by Ben Okri').waitFor();
    expect(open.complaints).toEqual([]);
  });

  it('is gone through by j and k, and by links', async () => {
    await using open = await openConsole(browser, { path: at(ISOLATE) });
    const { page } = open;
    await list(page).waitFor();
    await page.keyboard.press('j');
    await detail(page).getByRole('heading', { name: 'Refund 1,240.00' }).waitFor();
    await expect.poll(() => page.evaluate('document.activeElement.textContent')).toContain('Refund 1,240.00');
    await page.keyboard.press('k');
    await detail(page).getByRole('heading', { name: 'Isolate host' }).waitFor();
    await list(page).getByRole('link', { name: 'Send contract' }).click();
    await detail(page).getByText('contract-v4.pdf').waitFor();
  });

  it('narrows to what is returned, of a priority, or claimed, each with an address', async () => {
    await using open = await openConsole(browser, { path: PATH });
    const { page } = open;
    await list(page).waitFor();
    await page.getByRole('link', { name: 'returned' }).click();
    await list(page).getByText('Change the delivery address').waitFor();
    expect(page.url()).toContain('status=returned');
    await page.goto(`${open.server.url}${PATH}?priority=low`);
    await list(page).getByText('Raise the token budget').waitFor();
    expect(await list(page).getByRole('listitem').count()).toBe(1);
    await page.getByRole('link', { name: 'claimed by me' }).click();
    await page.getByText('No decision that is waiting is as you filter.').waitFor();
    await page.getByRole('button', { name: 'Clear the filters' }).click();
    await list(page).getByText('Isolate host').waitFor();
  });

  it('hears of what others do', async () => {
    await using open = await openConsole(browser, { path: at(CONTRACT) });
    const { page, server } = open;
    await act(page, 'Claim').waitFor();
    await expect.poll(() => server.events.followers()).toBe(1);
    server.decideMeanwhile(CONTRACT, { claim: { by: BEN_ACTS, until: before(-600), delegated_by: null } });
    server.events.tellDecisions(CONTRACT);
    await page.clock.runFor(1_000);
    await detail(page).getByText('by Ben Okri until').waitFor();
    await list(page).getByRole('listitem').filter({ hasText: 'Send contract' }).getByText('claimed by Ben').waitFor();
  });

  it('teaches where nothing waits', async () => {
    await using open = await openConsole(browser, { path: PATH, mode: 'empty', viewport: PHONE });
    const { page } = open;
    await page.getByText('Nothing waits for a decision').waitFor();
    await page.getByText('/api/v1/decisions').waitFor();
    await page.getByRole('button', { name: 'Copy the command' }).waitFor();
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
  });

  it('is one pane after the other on a phone', async () => {
    await using open = await openConsole(browser, { path: PATH, viewport: PHONE });
    const { page } = open;
    await list(page).getByRole('link', { name: 'Send contract' }).click();
    await detail(page).getByText('contract-v4.pdf').waitFor();
    expect(await list(page).count()).toBe(0);
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
    await page.getByRole('button', { name: 'More' }).click();
    await act(page, 'Hand on').waitFor();
    await page.getByRole('link', { name: 'All decisions' }).click();
    await list(page).waitFor();
  });
});

await withBrowser('statistics of decisions', (browser) => {
  it('say how fast and how much in time was decided, and by whom', async () => {
    await using open = await openConsole(browser, { path: '/decisions' });
    const { page } = open;
    await page.getByRole('link', { name: 'Statistics' }).click();
    await page.getByText('98.2%').first().waitFor();
    const ben = page.getByRole('table', { name: 'By who decided' }).getByRole('row').filter({ hasText: 'Ben Okri' });
    expect(await ben.innerText()).toMatch(/180[^]*4[^]*1 min[^]*8 min[^]*99%[^]*12%/u);
    await page.getByRole('link', { name: '7 days' }).click();
    await expect.poll(() => open.server.asked()).toContain('GET /api/v1/decisions/stats?days=7');
  });

  it('say that there are none', async () => {
    await using open = await openConsole(browser, { path: '/decisions/statistics', mode: 'empty', viewport: PHONE });
    await open.page.getByText('Nobody has decided anything in this time.').waitFor();
    expect(await open.page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
  });
});

await withBrowser('a decision', (browser) => {
  it('is approved by a press that is meant: with a way and a reason where it is critical, and never by Enter', async () => {
    await using open = await openConsole(browser, { path: at(ISOLATE) });
    const { page, server } = open;
    await detail(page).getByText('1440').waitFor();
    await page.keyboard.press('a');
    await dialog(page).getByText('This is critical.').waitFor();
    await page.keyboard.press('Enter');
    await inDialog(page, 'Approve').click();
    await dialog(page).getByText('Say why.').waitFor();
    await dialog(page).getByText('Choose one.', { exact: true }).waitFor();
    expect(server.asked().some((one) => one.includes('/approve'))).toBe(false);
    await dialog(page).getByLabel('Reason').fill('The beacon is real.');
    await page.keyboard.press('Enter');
    await dialog(page).getByLabel('Which way').selectOption('port');
    const sent = page.waitForRequest((request) => request.url().endsWith('/approve'));
    await inDialog(page, 'Approve').click();
    const request = await sent;
    expect(request.postDataJSON()).toEqual({ reason: 'The beacon is real.', option: 'port' });
    expect(request.headers()['if-match']).toBe('"4"');
    await page.getByText('Approved. The asker may do it now.').waitFor();
    await detail(page).getByRole('region', { name: 'Decided', exact: true }).getByText('Close port 443 only').waitFor();
    await detail(page).getByText('not done yet').waitFor();
    await list(page).getByText('Isolate host').waitFor({ state: 'detached' });
    await page.getByRole('link', { name: 'Decisions 4 waiting' }).waitFor();
    await page.keyboard.press('j');
    await detail(page).getByRole('heading', { name: 'Refund 1,240.00' }).waitFor();
  });

  it('is rejected with a reason, which its asker reads', async () => {
    await using open = await openConsole(browser, { path: at(CONTRACT) });
    const { page } = open;
    await act(page, 'Approve').waitFor();
    await page.keyboard.press('r');
    await inDialog(page, 'Reject').click();
    await dialog(page).getByText('Say why.').waitFor();
    await dialog(page).getByLabel('Reason').fill('Version 5 is the right one.');
    const sent = page.waitForRequest((request) => request.url().endsWith('/reject'));
    await inDialog(page, 'Reject').click();
    expect((await sent).postDataJSON()).toEqual({ reason: 'Version 5 is the right one.' });
    await detail(page)
      .getByRole('region', { name: 'Decided', exact: true })
      .getByText('Version 5 is the right one.')
      .waitFor();
  });

  it('asks for a code of the second factor on the way, and keeps what was written', async () => {
    await using open = await openConsole(browser, { path: at(REFUND) });
    const { page } = open;
    await detail(page).getByText('1 of 2', { exact: true }).waitFor();
    await detail(page).getByText('The invoice is right.').waitFor();
    await act(page, 'Approve').click();
    await dialog(page).getByText('You are asked for a code').waitFor();
    await dialog(page).getByLabel('Reason').fill('Seen and right.');
    await inDialog(page, 'Approve').click();
    await dialog(page).getByLabel('Code', { exact: true }).fill(CODE);
    const sent = page.waitForRequest((request) => request.url().endsWith('/approve'));
    await inDialog(page, 'Go on').click();
    expect((await sent).postDataJSON()).toEqual({ reason: 'Seen and right.' });
    await page.getByText('Approved. The asker may do it now.').waitFor();
  });

  it('is approved with other arguments, which are shown beside what was asked for', async () => {
    await using open = await openConsole(browser, { path: at(CONTRACT) });
    const { page } = open;
    await page.getByRole('button', { name: 'Edit the arguments' }).click();
    const field = page.getByRole('textbox', { name: 'Arguments as JSON' });
    await field.fill('{"document": ');
    await page.getByText('This is not JSON yet').waitFor();
    await field.fill('{"document": "contract-v5.pdf", "to": "legal@norvik.example", "copy": ["ines@acme.example"]}');
    await detail(page).locator('del').getByText('contract-v4.pdf').waitFor();
    await act(page, 'Approve as edited').click();
    await inDialog(page, 'Approve as edited').click();
    await dialog(page).getByText('Say why.').waitFor();
    await dialog(page).getByLabel('Reason').fill('The newer one.');
    const sent = page.waitForRequest((request) => request.url().endsWith('/approve'));
    await inDialog(page, 'Approve as edited').click();
    expect((await sent).postDataJSON()).toMatchObject({ arguments: { document: 'contract-v5.pdf' } });
    await detail(page).getByText('with the arguments as they were edited').waitFor();
  });

  it('says who was first', async () => {
    await using open = await openConsole(browser, { path: at(CONTRACT) });
    const { page, server } = open;
    await act(page, 'Approve').click();
    server.decideMeanwhile(CONTRACT, {
      status: 'rejected',
      outcome: {
        verdict: 'deny',
        how: 'person',
        by: BEN_ACTS,
        reason: 'Not now.',
        option: null,
        at: before(0),
        edited: false,
        rule_version: null,
      },
    });
    await dialog(page).getByLabel('Reason').fill('It is the newest one.');
    await inDialog(page, 'Approve').click();
    await page.getByText('Ben Okri was first: it is rejected. “Not now.”').waitFor();
    await detail(page).getByText('It is the newest one.').waitFor();
    await detail(page).getByRole('button', { name: 'Copy what you wrote' }).waitFor();
    await detail(page).getByRole('region', { name: 'Decided', exact: true }).waitFor();
    expect(await act(page, 'Approve').count()).toBe(0);
  });

  it('is not decided as it no longer is', async () => {
    await using open = await openConsole(browser, { path: at(CONTRACT) });
    const { page, server } = open;
    await act(page, 'Approve').click();
    server.decideMeanwhile(CONTRACT, { arguments: { document: 'contract-v6.pdf' } });
    await inDialog(page, 'Approve').click();
    await page.getByText('Not done, because it was changed meanwhile.').waitFor();
    await detail(page).getByText('contract-v6.pdf').waitFor();
    expect(await act(page, 'Approve').getAttribute('aria-disabled')).toBe('false');
  });

  it('is claimed and released at once, escalated, and returned', async () => {
    await using open = await openConsole(browser, { path: at(CONTRACT) });
    const { page } = open;
    await act(page, 'Claim').waitFor();
    await page.keyboard.press('c');
    await page.getByText('You have it to yourself for 15 minutes.').waitFor();
    await act(page, 'Release').waitFor();
    await page.keyboard.press('c');
    await page.getByText('It is there for the others again.').waitFor();
    await page.keyboard.press('e');
    await dialog(page).getByLabel('Reason').fill('Too large for me.');
    await inDialog(page, 'Escalate').click();
    await page.getByText('Handed to level 2.').waitFor();
    await page.getByRole('button', { name: 'More' }).click();
    await act(page, 'Ask for more').click();
    await dialog(page).getByLabel('What is missing').fill('Which order?');
    await inDialog(page, 'Ask for more').click();
    await page.getByText('The asker was asked for more.').waitFor();
    expect(await act(page, 'Approve').getAttribute('aria-disabled')).toBe('true');
  });

  it('says why somebody may not, on the page and to the keys', async () => {
    await using open = await openConsole(browser, { path: at(OWN) });
    const { page, server } = open;
    await page.getByText('Claim, Escalate, Reject, Approve: You asked for this').waitFor();
    expect(await act(page, 'Approve').getAttribute('aria-disabled')).toBe('true');
    await page.keyboard.press('a');
    await page.getByText('Approve: You asked for this').first().waitFor();
    await act(page, 'Approve').click({ force: true });
    expect(await dialog(page).count()).toBe(0);
    await page.goto(server.url + at(TOKENS));
    await page.getByText('Escalate, Reject, Approve: Ben Okri has claimed it.').waitFor();
    await act(page, 'Take it over').click();
    const sent = page.waitForRequest((request) => request.url().endsWith('/claim'));
    await inDialog(page, 'Claim').click();
    expect((await sent).postDataJSON()).toEqual({ force: true });
    await page.goto(`${server.url}${at(RETURNED)}?status=returned`);
    await page.getByText('It waits for an answer of its asker.').waitFor();
  });

  it('shows what came of one that was done', async () => {
    await using open = await openConsole(browser, { path: `${at(DONE)}?status=approved` });
    const { page } = open;
    const decided = detail(page).getByRole('region', { name: 'Decided', exact: true });
    await decided.getByText('Refund 99 booked.').waitFor();
    await decided.getByText('done', { exact: true }).waitFor();
    await decided.getByText('by Ben Okri').waitFor();
    await decided.getByText('https://help.example.com: told, 2 tries, answered 204').waitFor();
    expect(await page.getByRole('region', { name: 'What you can do' }).count()).toBe(0);
  });

  it('shows what is planted in it as text', async () => {
    await using open = await openConsole(browser, { path: at(ISOLATE), mode: 'planted' });
    const { page } = open;
    await detail(page).getByText('not trusted', { exact: true }).waitFor();
    await detail(page).getByRole('list', { name: 'Evidence' }).getByText('<img src=x').first().waitFor();
    await detail(page).getByRole('list', { name: 'Steps' }).waitFor();
    await act(page, 'Approve').click();
    await dialog(page).getByText('<img src=x').first().waitFor();
    expect(await page.locator('img').count()).toBe(0);
    expect(await page.title()).not.toBe('owned');
    expect(open.complaints).toEqual([]);
  });
});
