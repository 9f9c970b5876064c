import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { poorContrast, violations } from './axe.ts';
import { actsBut, allHindered, BEN_ACTS, CONTRACT, DONE, ISOLATE, REFUND, RETURNED } from './decisions-data.ts';
import { openConsole, PHONE } from './open-console.ts';
import { withBrowser } from './with-browser.ts';
import { before } from './work-data.ts';

const at = (id: string): string => `/decisions/${id}`;
const detail = (page: Page) => page.getByRole('article');
const act = (page: Page, name: string) =>
  page.getByRole('region', { name: 'What you can do' }).getByRole('button', { name, exact: true });
const dialog = (page: Page) => page.getByRole('dialog');
const inDialog = (page: Page, name: string) => dialog(page).getByRole('button', { name, exact: true });

const decided = (how: 'person' | 'deadline', verdict: 'approve' | 'deny') => ({
  status: how === 'deadline' ? 'expired' : 'approved',
  outcome: {
    verdict,
    how,
    by: how === 'deadline' ? { kind: 'clock', id: null, name: null } : BEN_ACTS,
    reason: how === 'deadline' ? null : 'It is right.',
    option: null,
    at: before(0),
    edited: false,
    rule_version: null,
  },
  your_acts: allHindered('decided'),
});

const LONG = Object.fromEntries(Array.from({ length: 60 }, (_, index) => [`field_${index + 1}`, index]));

await withBrowser('whoever thinks about a decision', (browser) => {
  it('reads that it is over, by whom, and keeps what was written', async () => {
    await using open = await openConsole(browser, { path: at(CONTRACT) });
    const { page, server } = open;
    await expect.poll(() => server.events.followers()).toBe(1);
    await act(page, 'Reject').click();
    await dialog(page).getByLabel('Reason').fill('Version 5 is the right one.');
    server.decideMeanwhile(CONTRACT, decided('person', 'approve'));
    server.events.tellDecisions(CONTRACT);
    await page.clock.runFor(1_000);
    await dialog(page).getByText('Ben Okri approved it').waitFor();
    await dialog(page).getByText('“It is right.”').waitFor();
    await dialog(page).getByText('Version 5 is the right one.').waitFor();
    await inDialog(page, 'Copy what you wrote').waitFor();
    expect(await inDialog(page, 'Reject').count()).toBe(0);
    expect(await violations(page)).toEqual([]);
    await page.emulateMedia({ colorScheme: 'dark' });
    expect(await poorContrast(page)).toEqual([]);
    await dialog(page).getByText('Close', { exact: true }).click();
    await dialog(page).waitFor({ state: 'detached' });
    expect(open.complaints).toEqual([]);
  });

  it('reads that its time is over', async () => {
    await using open = await openConsole(browser, { path: at(CONTRACT) });
    const { page, server } = open;
    await expect.poll(() => server.events.followers()).toBe(1);
    await act(page, 'Approve').click();
    server.decideMeanwhile(CONTRACT, decided('deadline', 'deny'));
    server.events.tellDecisions(CONTRACT);
    await page.clock.runFor(1_000);
    await dialog(page).getByText('Its time is over, and it is denied').waitFor();
    await dialog(page).getByText('Close', { exact: true }).click();
    await detail(page)
      .getByRole('region', { name: 'Decided', exact: true })
      .getByText('by its deadline, because nobody decided')
      .waitFor();
    await detail(page).getByText('an analyst, at level 1 of 2').waitFor();
    expect(await detail(page).getByText('Whoever decides').count()).toBe(0);
  });

  it('keeps arguments that were typed when somebody else was first', async () => {
    await using open = await openConsole(browser, { path: at(CONTRACT), viewport: PHONE });
    const { page, server } = open;
    await expect.poll(() => server.events.followers()).toBe(1);
    await page.getByRole('button', { name: 'Edit the arguments' }).click();
    await page.getByRole('textbox', { name: 'Arguments as JSON' }).fill('{"document": "contract-v5.pdf"}');
    server.decideMeanwhile(CONTRACT, decided('person', 'approve'));
    server.events.tellDecisions(CONTRACT);
    await page.clock.runFor(1_000);
    const kept = page.getByRole('region', { name: 'What you typed' });
    await kept.getByText('Ben Okri approved it.').waitFor();
    await kept.getByText('{"document": "contract-v5.pdf"}').waitFor();
    await kept.getByRole('button', { name: 'Copy what you typed' }).waitFor();
    expect(await page.getByRole('textbox', { name: 'Arguments as JSON' }).count()).toBe(0);
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
    expect(await violations(page)).toEqual([]);
    await page.emulateMedia({ colorScheme: 'dark' });
    expect(await poorContrast(page)).toEqual([]);
    await kept.getByRole('button', { name: 'Leave it' }).click();
    await kept.waitFor({ state: 'detached' });
  });
});

await withBrowser('the question whether it is meant', (browser) => {
  it('says which approval of several it is', async () => {
    await using open = await openConsole(browser, { path: at(REFUND) });
    const { page, server } = open;
    await act(page, 'Approve').click();
    await dialog(page).getByText('Yours is the last of 2 approvals. The asker may do exactly this at once.').waitFor();
    server.decideMeanwhile(CONTRACT, { quorum: 3, approvals: 0 });
    await page.goto(server.url + at(CONTRACT));
    await act(page, 'Approve').click();
    await dialog(page).getByText('Yours is 1 of 3: the asker may do exactly this after the last.').waitFor();
    expect(await dialog(page).getByText('at once').count()).toBe(0);
  });

  it('marks what of the arguments was changed since it was asked', async () => {
    await using open = await openConsole(browser, { path: at(ISOLATE) });
    const { page } = open;
    await detail(page).locator('del').getByText('1440').waitFor();
    await act(page, 'Approve').click();
    await dialog(page).getByText('4 arguments, 1 changed').waitFor();
    expect(await dialog(page).locator('del').allInnerTexts()).toEqual([expect.stringContaining('1440')]);
  });

  it.each([PHONE, { width: 640, height: 400 }])(
    'keeps title and buttons in sight, however long it is',
    async (viewport) => {
      await using open = await openConsole(browser, { path: '/decisions?status=expired', viewport });
      const { page, server } = open;
      server.decideMeanwhile(CONTRACT, { arguments: LONG });
      await page.goto(server.url + at(CONTRACT));
      await act(page, 'Approve').click();
      await dialog(page).getByText('60 arguments').waitFor();
      for (const place of [dialog(page).getByText('Send contract v4'), inDialog(page, 'Approve')]) {
        const box = await place.boundingBox();
        expect(box?.y).toBeGreaterThan(0);
        expect((box?.y ?? Infinity) + (box?.height ?? 0)).toBeLessThan(viewport.height);
      }
      const list = dialog(page).getByRole('group', { name: 'The arguments' });
      expect(await list.evaluate((element) => element.scrollHeight > element.clientHeight)).toBe(true);
      expect(await violations(page)).toEqual([]);
      await page.emulateMedia({ colorScheme: 'dark' });
      expect(await poorContrast(page)).toEqual([]);
    },
  );

  it('says what was asked to whoever answers', async () => {
    await using open = await openConsole(browser, { path: '/decisions?status=expired' });
    const { page, server } = open;
    server.decideMeanwhile(RETURNED, { your_acts: actsBut({ answer: null, approve: 'returned' }) });
    await page.goto(`${server.url}${at(RETURNED)}?status=returned`);
    const question = (place: ReturnType<typeof detail>) => place.getByRole('figure', { name: 'What was asked' });
    await question(detail(page)).getByText('Which street, the old one or the new one?').waitFor();
    await page.getByRole('button', { name: 'More' }).click();
    await act(page, 'Answer').click();
    await question(dialog(page)).getByText('Which street, the old one or the new one?').waitFor();
    await page.goto(`${server.url}${at(DONE)}?status=approved`);
    await detail(page).getByText('an analyst, at level 1 of 2').waitFor();
    expect(await question(detail(page)).count()).toBe(0);
  });
});
