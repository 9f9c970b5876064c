import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { PAIR_ID } from './knowledge-data.ts';
import { openConsole } from './open-console.ts';
import { withBrowser } from './with-browser.ts';

const PATH = `/knowledge/pairs/${PAIR_ID}`;
const region = (page: Page, name: string) => page.getByRole('region', { name });
const field = (page: Page, name: string) => page.getByRole('textbox', { name, exact: true });

await withBrowser('a pair', (browser) => {
  it('reads as its Markdown means, and stands there to the letter as well', async () => {
    await using open = await openConsole(browser, { path: PATH });
    const { page } = open;
    const answer = region(page, 'Answer');
    await answer.getByRole('cell', { name: '3 to 5 days' }).waitFor();
    expect(await answer.getByRole('listitem').allInnerTexts()).toHaveLength(3);
    expect(await answer.getByRole('link', { name: 'the terms' }).getAttribute('href')).toBe(
      'https://example.com/terms',
    );
    expect(await answer.getByRole('link', { name: 'the terms' }).getAttribute('rel')).toContain('noopener');
    await answer.getByRole('tab', { name: 'As text' }).click();
    // while one panel goes and the other comes there are two
    await answer.getByRole('tabpanel').filter({ hasText: 'You have **30 days** from' }).waitFor();
    expect(open.complaints).toEqual([]);
  });

  it('stays text, whatever somebody planted in it', async () => {
    await using open = await openConsole(browser, { path: PATH, mode: 'planted' });
    const { page } = open;
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    const answer = region(page, 'Answer');
    await answer.getByText('<img src=x').first().waitFor();
    await answer.getByText("<script>document.title='owned'</script>").waitFor();
    await answer.getByText('press me').click();
    expect(
      await answer.getByRole('link').evaluateAll((links) => links.map((link) => link.getAttribute('href'))),
    ).toEqual(['https://evil.example/x.png?leak', 'https://evil.example/']);
    for (const name of ['As text', 'As it reads']) await answer.getByRole('tab', { name }).click();
    for (const path of [PATH, `${PATH}?edit=yes`, '/knowledge']) {
      await page.goto(open.server.url + path);
      await page.getByText('<img src=x').first().waitFor();
      expect(await page.locator('img').count(), path).toBe(0);
    }
    expect(await page.title()).not.toBe('owned');
    expect(asked.filter((url) => url.includes('evil.example'))).toEqual([]);
    expect(open.complaints).toEqual([]);
  });

  it('is written with phrasings and tags, and refused where its question is there already', async () => {
    await using open = await openConsole(browser, { path: '/knowledge/pairs/new' });
    const { page, server } = open;
    await page.getByRole('button', { name: 'Add the pair' }).click();
    await page.getByText('Fill this in.').first().waitFor();
    await field(page, 'Question').fill('Which cards do you take?');
    await field(page, 'Answer').fill('All of *them*.');
    await page.getByRole('button', { name: 'Add the pair' }).click();
    await page.getByText('There is a pair with this question already.').waitFor();
    expect(await page.getByRole('link', { name: 'Open the pair that has it' }).getAttribute('href')).toBe(
      '/knowledge/pairs/0195a000-0000-7000-8000-000000003003',
    );
    await field(page, 'Question').fill('Do you take gift cards?');
    await page.getByRole('button', { name: 'Add a phrasing' }).click();
    await page.keyboard.type('Can I pay with a voucher?');
    await page.keyboard.press('Enter');
    await page.keyboard.type('Vouchers?');
    await page.getByLabel('Tags', { exact: true }).fill('payment,');
    await page.getByLabel('Tags', { exact: true }).fill('gifts');
    await page.getByLabel('Valid until').fill('2026-05-01T09:30');
    await page.getByRole('button', { name: 'Add the pair' }).click();
    await page.getByRole('heading', { level: 1, name: 'Do you take gift cards?' }).waitFor();
    expect(server.pairs()[0]).toMatchObject({
      question: 'Do you take gift cards?',
      answer: 'All of *them*.',
      phrasings: ['Can I pay with a voucher?', 'Vouchers?'],
      tags: ['payment', 'gifts'],
      valid_until: '2026-05-01T09:30:00.000000Z',
      source: '',
      language: null,
    });
  });

  it('is not lost by leaving its form', async () => {
    await using open = await openConsole(browser, { path: '/knowledge/pairs/new' });
    const { page } = open;
    await field(page, 'Question').fill('Do you take gift cards?');
    await page.getByRole('link', { name: 'Imports', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: 'Leave without saving?' });
    await dialog.getByRole('button', { name: 'Stay' }).click();
    expect(await field(page, 'Question').inputValue()).toBe('Do you take gift cards?');
    await page.getByRole('link', { name: 'Imports', exact: true }).click();
    await dialog.getByRole('button', { name: 'Leave' }).click();
    await page.getByRole('heading', { level: 1, name: 'Imports' }).waitFor();
  });

  it('is changed, and nothing but what is different is sent', async () => {
    await using open = await openConsole(browser, { path: PATH });
    const { page, server } = open;
    await page.getByRole('button', { name: 'Change' }).click();
    await field(page, 'Source').fill('the manual');
    const sent = page.waitForRequest((request) => request.method() === 'PATCH');
    await page.getByRole('button', { name: 'Save' }).click();
    expect((await sent).postDataJSON()).toEqual({ source: 'the manual' });
    await region(page, 'About it').getByText('the manual').waitFor();
    expect(new URL(page.url()).search).toBe('');
    expect(server.pairs()[0]?.version).toBe(4);
  });

  it('shows both versions when somebody was faster, and loses neither', async () => {
    await using open = await openConsole(browser, { path: `${PATH}?edit=yes` });
    const { page, server } = open;
    await field(page, 'Question').fill('How do I send a thing back?');
    const [stored] = server.pairs();
    if (stored === undefined) throw new Error('there is no pair');
    server
      .pairs()
      .splice(0, 1, { ...stored, question: 'How does one send something back?', version: 4 as typeof stored.version });
    await page.getByRole('button', { name: 'Save' }).click();
    const conflict = page.getByRole('alert', { name: 'Changed meanwhile' });
    await conflict.getByText('version 4').waitFor();
    expect(await conflict.locator('del').allInnerTexts()).toEqual(['does one', 'something']);
    expect(await conflict.locator('ins').allInnerTexts()).toEqual(['do I', 'a thing']);
    expect(server.pairs()[0]?.question).toBe('How does one send something back?');
    await page.getByRole('button', { name: 'Save mine over it' }).click();
    await page.getByRole('heading', { level: 1, name: 'How do I send a thing back?' }).waitFor();
    expect(server.pairs()[0]?.version).toBe(5);
  });

  it('can be left as somebody else made it', async () => {
    await using open = await openConsole(browser, { path: `${PATH}?edit=yes` });
    const { page, server } = open;
    await field(page, 'Source').fill('mine');
    const [stored] = server.pairs();
    if (stored === undefined) throw new Error('there is no pair');
    server.pairs().splice(0, 1, { ...stored, source: 'theirs', version: 4 as typeof stored.version });
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('button', { name: 'Drop mine' }).click();
    await expect.poll(() => field(page, 'Source').inputValue()).toBe('theirs');
    await page.getByRole('button', { name: 'Leave it as it is' }).click();
    await region(page, 'Answer').waitFor();
    expect(server.pairs()[0]?.source).toBe('theirs');
  });

  it('shows what it was and who changed it, and becomes so again', async () => {
    await using open = await openConsole(browser, { path: PATH });
    const { page, server } = open;
    const history = region(page, 'History');
    await history.getByText('Changed by an import of Ada Lovelace').waitFor();
    await history.locator('summary').first().click();
    await expect.poll(() => history.locator('del').allInnerTexts()).toContain('14');
    await history.getByRole('button', { name: 'Restore (version 1)' }).click();
    await page.getByText('The pair is again what it was in version 1.').waitFor();
    expect(server.pairs()[0]?.answer).toBe('Within 14 days, by post.');
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByText('The pair is again what it was in version 3.').waitFor();
    expect(server.pairs()[0]?.answer).toContain('30 days');
  });

  it('is removed after a question, and comes back from its history', async () => {
    await using open = await openConsole(browser, { path: PATH });
    const { page, server } = open;
    await page.getByRole('button', { name: 'Remove' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Remove', exact: true }).click();
    await page.getByRole('heading', { name: 'This pair was removed' }).waitFor();
    expect(server.pairs().some(({ id }) => id === PAIR_ID)).toBe(false);
    await page.getByText('Removed by Ada Lovelace').waitFor();
    await page.getByRole('button', { name: 'Restore (version 3)' }).click();
    await region(page, 'Answer').getByText('30 days').waitFor();
    expect(server.pairs().some(({ id }) => id === PAIR_ID)).toBe(true);
  });

  it('that never was is not there', async () => {
    await using open = await openConsole(browser, { path: '/knowledge/pairs/0195a000-0000-7000-8000-00000000dead' });
    await open.page.getByText('There is nothing here').waitFor();
    expect(await open.page.getByRole('button', { name: 'Change' }).count()).toBe(0);
  });
});
