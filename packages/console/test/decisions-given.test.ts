import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { violations } from './axe.ts';
import { actsBut, CONTRACT, DONE, RETURNED } from './decisions-data.ts';
import { BEN } from './identity-data.ts';
import { openConsole, PHONE } from './open-console.ts';
import { withBrowser } from './with-browser.ts';
import { before } from './work-data.ts';

const act = (page: Page, name: string) =>
  page.getByRole('region', { name: 'What you can do' }).getByRole('button', { name, exact: true });
const dialog = (page: Page) => page.getByRole('dialog');
const inDialog = (page: Page, name: string) => dialog(page).getByRole('button', { name, exact: true });

const DEAD = {
  state: 'dead',
  attempts: 10,
  status: 503,
  error: 'answered 503',
  created_at: before(9_000),
  next_attempt_at: null,
  ended_at: before(60),
};

await withBrowser('what an act takes along', (browser) => {
  it('is to whom it is handed, by name, and why not to others', async () => {
    await using open = await openConsole(browser, { path: `/decisions/${CONTRACT}` });
    const { page } = open;
    await page.getByRole('button', { name: 'More' }).click();
    await act(page, 'Hand on').click();
    const to = dialog(page).getByLabel('To whom');
    await to.getByText('Ben Okri, analyst').waitFor({ state: 'attached' });
    expect(await to.getByRole('option').allInnerTexts()).toEqual([
      'Choose one …',
      'Ben Okri, analyst',
      'Cleo Ruiz, analyst',
      'Dan Weir, analyst (has approved it)',
    ]);
    expect(await to.getByRole('option', { name: 'Dan Weir' }).isDisabled()).toBe(true);
    expect(await violations(page)).toEqual([]);
    await dialog(page).getByLabel('Reason').fill('I am away.');
    await inDialog(page, 'Hand on').click();
    await dialog(page).getByText('Choose to whom.').waitFor();
    await to.selectOption({ label: 'Ben Okri, analyst' });
    const sent = page.waitForRequest((request) => request.url().endsWith('/delegate'));
    await inDialog(page, 'Hand on').click();
    expect((await sent).postDataJSON()).toMatchObject({ to: BEN, reason: 'I am away.', for_seconds: 3_600 });
    await page.getByText('Handed to Ben Okri.').waitFor();
    expect(open.complaints).toEqual([]);
  });

  it('is told to its callback again, where that came to nothing', async () => {
    await using open = await openConsole(browser, { path: '/decisions?status=approved' });
    const { page, server } = open;
    server.decideMeanwhile(DONE, { callback: { origin: 'https://help.example.com', delivery: DEAD } });
    await page.goto(`${server.url}/decisions/${DONE}?status=approved`);
    await page.getByText('given up after the last try').waitFor();
    await page.getByRole('button', { name: 'Tell it again' }).click();
    await page.getByText('help.example.com: being told').waitFor();
    expect(await page.getByRole('button', { name: 'Tell it again' }).count()).toBe(0);
    expect(open.complaints).toEqual([]);
  });

  it('stands among all callbacks with what came of telling it, and is told again from there', async () => {
    await using open = await openConsole(browser, { path: '/decisions/callbacks' });
    const { page, server } = open;
    const told = page
      .getByRole('table', { name: 'Callbacks' })
      .getByRole('row')
      .filter({ hasText: 'help.example.com' });
    await told.getByText('delivered').waitFor();
    await page.getByRole('link', { name: 'given up' }).click();
    await page.getByText('None is given up.').waitFor();
    server.decideMeanwhile(DONE, { callback: { origin: 'https://help.example.com', delivery: DEAD } });
    await page.reload();
    await told.getByText('answered 503').waitFor();
    await told.getByRole('button', { name: 'Tell it again' }).click();
    await page.getByText('The asker is told again').waitFor();
    await page.getByRole('link', { name: 'waiting', exact: true }).click();
    await told.getByRole('button', { name: 'Try it now' }).waitFor();
    expect(open.complaints).toEqual([]);
  });

  it('is evidence with an answer, on a phone', async () => {
    await using open = await openConsole(browser, { path: '/decisions?status=returned', viewport: PHONE });
    const { page } = open;
    open.server.decideMeanwhile(RETURNED, { your_acts: actsBut({ answer: null, approve: 'returned' }) });
    await page.getByRole('link', { name: 'Change the delivery address' }).click();
    await page.getByRole('button', { name: 'More' }).click();
    await act(page, 'Answer').click();
    await dialog(page).getByLabel('Your answer').fill('The customer wrote again.');
    await inDialog(page, 'Add a piece').click();
    const piece = dialog(page).getByRole('group', { name: 'Piece 1' });
    await piece.getByLabel('Title').fill('The second mail');
    await inDialog(page, 'Answer').click();
    await dialog(page).getByText('Say of each piece what it is and where it came from.').waitFor();
    await piece.getByLabel('What it says').fill('Main street 4, please.');
    await piece.getByLabel('Where it came from').fill('mail 4712');
    await inDialog(page, 'Add another').click();
    await dialog(page).getByRole('group', { name: 'Piece 2' }).getByText('Leave this piece out').click();
    expect(await violations(page)).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
    await inDialog(page, 'Answer').click();
    await page.getByText('Answered. It waits for whoever decides again.').waitFor();
    const evidence = page.getByRole('list', { name: 'Evidence' });
    await evidence.getByText('Main street 4, please.').waitFor();
    await evidence.getByText('from mail 4712').waitFor();
    await evidence.getByText('not trusted').waitFor();
    expect(open.complaints).toEqual([]);
  });
});
