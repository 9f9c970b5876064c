import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { REFUND } from './decisions-data.ts';
import { ADA } from './identity-data.ts';
import { openConsole, PHONE } from './open-console.ts';
import { SMALL_ID, TWO_ID } from './rules-fixture.ts';
import { withBrowser } from './with-browser.ts';
import { before } from './work-data.ts';

const said = (page: Page, text: string) => page.getByRole('status').getByText(text);
const names = (page: Page) => page.getByRole('main').getByRole('region').getByRole('list').getByRole('link');
const decide = async (page: Page, name: string): Promise<void> => {
  await page.getByRole('button', { name, exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name, exact: true }).click();
};

await withBrowser('Rules', (browser) => {
  it('stand in the order in which they count, each in words', async () => {
    await using open = await openConsole(browser, { path: '/decisions' });
    const { page } = open;
    await page.getByRole('navigation', { name: 'Decisions' }).getByRole('link', { name: 'Rules' }).click();
    await page.getByText('kinds that begin with host. where host begins with till-').waitFor();
    expect(await names(page).allInnerTexts()).toEqual([
      'Never the registers',
      'Large refunds',
      'On call decides what is critical',
      'Small refunds',
    ]);
    await page.getByText('refund where cents is at most 5000 is approved at once: “Up to 50 are fine.”').waitFor();
    await page.getByText('needs at least an admin, 2 approvals, a second factor, an answer within 1 h').waitFor();
    expect(open.complaints).toEqual([]);
  });

  it('are tried on arguments, without asking for anything', async () => {
    await using open = await openConsole(browser, { path: '/decisions/rules' });
    const { page } = open;
    await page.getByLabel('Kind').fill('refund');
    await page.getByLabel('Arguments as JSON').fill('{"cents": ');
    await page.getByRole('button', { name: 'See what would come of it' }).click();
    await page.getByText('This is not JSON yet').waitFor();
    await page.getByLabel('Arguments as JSON').fill('{"cents": 4200}');
    await page.getByRole('button', { name: 'See what would come of it' }).click();
    await said(page, 'by the rule Small refunds').waitFor();
    await page.getByLabel('Arguments as JSON').fill('{"cents": 420000}');
    await page.getByRole('button', { name: 'See what would come of it' }).click();
    await said(page, 'people decide').waitFor();
    await said(page, '2 approvals, a second factor, an answer within 1 h, levels: an admin').waitFor();
    expect(open.server.asked().filter((one) => one.endsWith(' /api/v1/decisions'))).toEqual([]);
  });

  it('are added with conditions, changed, disabled and removed', async () => {
    await using open = await openConsole(browser, { path: '/decisions/rules' });
    const { page } = open;
    await page.getByRole('link', { name: 'Add a rule' }).click();
    await page.getByLabel('Name').fill('Orders abroad');
    await page.getByLabel('Kind').fill('Order');
    await page.getByRole('button', { name: 'Add a condition' }).click();
    const condition = page.getByRole('group', { name: 'Condition 1' });
    await condition.getByLabel('What is looked at').fill('/arguments/country');
    await condition.getByLabel('How it is compared').selectOption('in');
    await page.getByRole('button', { name: 'Add the rule' }).click();
    await page.getByText('One is like refund').waitFor();
    await page.getByLabel('Kind').fill('order.*');
    await page.getByRole('button', { name: 'Add the rule' }).click();
    await page.getByText('Fill each condition in').waitFor();
    await page.getByText('Say what it needs.').waitFor();
    await condition.getByLabel('Value').fill('CH, LI, "007"');
    await page.getByLabel('Approvals').selectOption('2');
    await page.getByRole('button', { name: 'Add a level' }).click();
    await page.getByRole('group', { name: 'Level 1' }).getByLabel('Goes on after').selectOption('600');
    const sent = page.waitForRequest(
      (request) => request.method() === 'POST' && request.url().endsWith('/decision-rules'),
    );
    await page.getByRole('button', { name: 'Add the rule' }).click();
    expect((await sent).postDataJSON()).toEqual({
      name: 'Orders abroad',
      kind: 'order.*',
      conditions: [{ pointer: '/arguments/country', op: 'in', value: ['CH', 'LI', '007'] }],
      effect: { do: 'require', quorum: 2, levels: [{ required_role: 'analyst', within_seconds: 600 }] },
    });
    await page.getByRole('heading', { level: 1, name: 'Orders abroad' }).waitFor();
    await page.getByText('country is one of CH, LI, 007 needs 2 approvals').first().waitFor();
    await page.getByRole('radio', { name: 'is denied' }).check();
    await page.getByLabel('Reason (if you like)').fill('Not yet.');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('is denied at once: “Not yet.”').waitFor();
    await page.getByRole('button', { name: 'Disable' }).click();
    await said(page, 'counts for nothing any more').waitFor();
    await page.getByRole('button', { name: 'Undo' }).click();
    await said(page, 'counts for what is asked from now on').waitFor();
    await decide(page, 'Remove');
    await page.getByText('Orders abroad is removed.').waitFor();
    await page.getByRole('link', { name: 'To the rules' }).click();
    await names(page).first().waitFor();
    expect(await names(page).allInnerTexts()).not.toContain('Orders abroad');
    expect(open.complaints).toEqual([]);
  });

  it('are left with what was written only when that is meant', async () => {
    await using open = await openConsole(browser, { path: '/decisions/rules/new' });
    const { page } = open;
    await page.getByLabel('Name').fill('Orders abroad');
    await page.getByRole('link', { name: 'Inbox' }).click();
    const dialog = page.getByRole('dialog', { name: 'Leave without saving?' });
    await dialog.getByRole('button', { name: 'Stay' }).click();
    expect(await page.getByLabel('Name').inputValue()).toBe('Orders abroad');
    await page.getByRole('link', { name: 'Inbox' }).click();
    await dialog.getByRole('button', { name: 'Leave' }).click();
    await page.getByRole('heading', { level: 1, name: 'Decisions' }).waitFor();
  });

  it('are tried as if whoever looks asked', async () => {
    await using open = await openConsole(browser, { path: '/decisions/rules' });
    const { page } = open;
    await page.getByLabel('Kind').fill('refund');
    const sent = page.waitForRequest((request) => request.url().endsWith('/decision-rules/try'));
    await page.getByLabel('Asked by').selectOption('you, or a key of yours');
    await page.getByRole('button', { name: 'See what would come of it' }).click();
    expect((await sent).postDataJSON()).toMatchObject({ asker: ADA });
    await page.getByText('by the rule Small refunds').waitFor();
  });

  it('keep what was written when they are refused, and ask for a secret on the way', async () => {
    await using open = await openConsole(browser, { path: '/decisions/rules/new', mode: 'unproved' });
    const { page } = open;
    await page.getByLabel('Name').fill('Small refunds');
    await page.getByLabel('Kind').fill('refund');
    await page.getByRole('radio', { name: 'is approved' }).check();
    await page.getByRole('button', { name: 'Add the rule' }).click();
    await page.getByRole('dialog', { name: 'Show that it is you' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('alert').getByText('you did not').waitFor();
    expect(await page.getByLabel('Name').inputValue()).toBe('Small refunds');
  });

  it('are named where they decided, with the version that did', async () => {
    await using open = await openConsole(browser, { path: '/decisions/rules' });
    const { page, server } = open;
    const by = { kind: 'rule', id: SMALL_ID, name: 'Small refunds' };
    const outcome = { verdict: 'approve', how: 'rule', by, reason: null, option: null, at: before(5), edited: false };
    server.decideMeanwhile(REFUND, { status: 'approved', outcome: { ...outcome, rule_version: 3 } });
    await page.goto(`${server.url}/decisions/${REFUND}?status=approved`);
    await page.getByText('by the rule Small refunds, version 3 of it').waitFor();
    await page.getByRole('link', { name: 'Small refunds' }).click();
    await page.getByRole('heading', { level: 1, name: 'Small refunds' }).waitFor();
    expect(open.complaints).toEqual([]);
  });

  it('that require something are named, with the version that did', async () => {
    await using open = await openConsole(browser, { path: `/decisions/${REFUND}` });
    const { page } = open;
    const requiring = page.getByRole('list', { name: 'Rules that require it' });
    await requiring.getByText('the rule Large refunds, version 3 of it').waitFor();
    await requiring.getByRole('link', { name: 'Large refunds' }).click();
    await page.getByRole('heading', { level: 1, name: 'Large refunds' }).waitFor();
    expect(open.complaints).toEqual([]);
  });

  it('that fit what waits stand beside how it is decided', async () => {
    await using open = await openConsole(browser, { path: '/decisions/rules' });
    const { page, server } = open;
    server.decideMeanwhile(REFUND, { arguments: { order: 9, cents: 124_000 } });
    await page.goto(`${server.url}/decisions/${REFUND}`);
    const fitting = page.getByRole('list', { name: 'Rules that fit' });
    await fitting.getByText('Large refunds: needs at least an admin, 2 approvals').waitFor();
    await fitting.getByRole('link', { name: 'Large refunds' }).click();
    await page.getByRole('heading', { level: 1, name: 'Large refunds' }).waitFor();
    expect(open.complaints).toEqual([]);
  });

  it('are read by whoever reads decisions, who is offered no change', async () => {
    await using open = await openConsole(browser, { path: `/decisions/rules/${TWO_ID}`, mode: 'viewer' });
    const { page } = open;
    await page.getByText('needs at least an admin').waitFor();
    expect(await page.getByRole('button', { name: 'Remove' }).count()).toBe(0);
    expect(await page.getByRole('button', { name: 'Save' }).count()).toBe(0);
    await page.goto(`${open.server.url}/decisions/rules/new`);
    await page.getByText('This needs the permission decisions:manage').waitFor();
  });

  it('teach where there are none', async () => {
    await using open = await openConsole(browser, { path: '/decisions/rules', mode: 'empty' });
    await open.page.getByText('No rule decides anything: people do').waitFor();
    await open.page.getByRole('link', { name: 'Bypasses' }).click();
    await open.page.getByText('There was no bypass').waitFor();
    expect(open.complaints).toEqual([]);
  });

  it.each(['/decisions/rules', `/decisions/rules/${SMALL_ID}`, '/decisions/bypasses', '/decisions'])(
    'show what anybody wrote as text on a phone on %s',
    async (path) => {
      await using open = await openConsole(browser, { path, mode: 'planted', viewport: PHONE });
      await open.page.getByRole('main').getByText('onerror').first().waitFor();
      expect(await open.page.title()).not.toBe('owned');
      expect(await open.page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
      expect(open.complaints).toEqual([]);
    },
  );
});

await withBrowser('A bypass', (browser) => {
  it('is begun after a question, counts down above the inbox, and is ended early', async () => {
    await using open = await openConsole(browser, { path: '/decisions/bypasses' });
    const { page } = open;
    await page.getByText('Worm in the office network.').waitFor();
    await page.getByText('Say which kinds.').waitFor();
    await page.getByLabel('Kinds', { exact: true }).fill('Order 5,');
    await page.getByText('“Order 5” is no kind').waitFor();
    await page.getByLabel('Reason').fill('The shop is down.');
    await page.getByRole('button', { name: 'Begin it' }).click({ force: true });
    expect(await page.getByRole('dialog').count()).toBe(0);
    await page.getByLabel('Reason').fill('');
    await page.getByRole('button', { name: 'Take away Order 5' }).click();
    await page.getByLabel('Kinds', { exact: true }).fill('order.*,');
    await page.getByLabel('For').selectOption('900');
    await page.getByRole('button', { name: 'Begin it' }).click();
    await page.getByText('Fill this in.').waitFor();
    await page.getByLabel('Reason').fill('The shop is down.');
    await page.getByRole('button', { name: 'Begin it' }).click();
    await page.getByRole('dialog').getByText('is approved at once for 15 min').waitFor();
    await page.getByRole('dialog').getByText('What your own keys ask for still waits').waitFor();
    await page.getByRole('dialog').getByRole('button', { name: 'Begin it' }).click();
    const row = page.getByRole('row').filter({ hasText: 'The shop is down.' });
    await row.getByText('approves').waitFor();
    await said(page, 'It has begun: order.* is approved at once until').waitFor();
    await expect.poll(() => page.evaluate('document.activeElement.textContent')).toContain('It has begun: order.*');
    await page.getByRole('link', { name: 'Inbox' }).click();
    const banner = page.getByRole('region', { name: 'Bypasses that last' });
    await banner.getByText('A bypass approves order.* at once.').waitFor();
    await banner.getByText(/1[45]:\d\d left/u).waitFor();
    await banner.getByRole('link', { name: 'To the bypasses' }).click();
    await row.getByRole('button', { name: 'End it' }).click();
    await said(page, 'It is over: people decide order.* again.').waitFor();
    await row.getByText('by you').first().waitFor();
    await page.getByRole('link', { name: 'Inbox' }).click();
    await page.getByRole('list', { name: 'Decisions' }).waitFor();
    expect(await banner.count()).toBe(0);
    expect(open.complaints).toEqual([]);
  });

  it('is ended by nobody who only reads', async () => {
    await using open = await openConsole(browser, { path: '/decisions/bypasses', mode: 'viewer' });
    await open.page.getByText('Worm in the office network.').waitFor();
    expect(await open.page.getByRole('button', { name: 'Begin it' }).count()).toBe(0);
    expect(open.complaints).toEqual([]);
  });
});
