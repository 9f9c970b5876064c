import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { FAILING_FEED, FEED_ID } from './feeds-data.ts';
import { ADDED_FEED } from './feeds-fixture.ts';
import { openConsole, PHONE } from './open-console.ts';
import { withBrowser } from './with-browser.ts';

const PATH = '/knowledge/feeds';
const NEW = `${PATH}/new`;

const fill = async (page: Page, url: string): Promise<void> => {
  await page.getByLabel('Name', { exact: true }).fill('Help centre two');
  await page.getByLabel('URL', { exact: true }).fill(url);
};
const pulls = (page: Page) => page.getByRole('list', { name: 'Pulls' });

await withBrowser('feeds', (browser) => {
  it('are listed with how they fare and why', async () => {
    await using open = await openConsole(browser, { path: '/knowledge' });
    const { page } = open;
    await page.getByRole('link', { name: 'Feeds', exact: true }).click();
    const failing = page.getByRole('row').filter({ hasText: 'Partner answers' });
    await failing.getByText('failing').waitFor();
    await failing.getByText('down for maintenance').waitFor();
    await failing.getByText('0 6 * * 1-5 (UTC)').waitFor();
    const well = page.getByRole('row').filter({ hasText: 'Help centre' });
    await well.getByText('healthy').waitFor();
    await well.getByText('every hour').waitFor();
    await page.getByRole('row').filter({ hasText: 'Price list' }).getByText('paused').waitFor();
    expect(open.complaints).toEqual([]);
  });

  it('teach where there are none', async () => {
    await using open = await openConsole(browser, { path: PATH, mode: 'empty', viewport: PHONE });
    const { page } = open;
    await page.getByText('There is no feed yet').waitFor();
    await page.getByText('/api/v1/knowledge/feeds').waitFor();
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
    await page.getByRole('link', { name: 'Add a feed' }).click();
    await page.getByRole('heading', { level: 1, name: 'Add a feed' }).waitFor();
  });

  it('are only looked at by who may not change them', async () => {
    await using open = await openConsole(browser, { path: `${PATH}/${FEED_ID}`, mode: 'viewer' });
    const { page } = open;
    await pulls(page).getByText('304').waitFor();
    expect(await page.getByRole('button', { name: 'Pull now' }).count()).toBe(0);
    expect(await page.getByRole('form', { name: 'Change the feed' }).count()).toBe(0);
  });
});

await withBrowser('a new feed', (browser) => {
  it('is tried before it is added, with columns as somebody says, and then leads to its page', async () => {
    await using open = await openConsole(browser, { path: NEW });
    const { page } = open;
    await fill(page, 'https://help.example.com/faq.csv');
    await page.getByLabel('Its value').fill('Bearer abc');
    await page.getByRole('button', { name: 'Try it' }).click();
    await page.getByText('115 rows would be imported, 5 rejected.').waitFor();
    await page.getByText('for what has changed only').waitFor();
    await page.getByLabel('What Auch gefragt is').selectOption('phrasings');
    const tried = page.waitForRequest((request) => request.url().endsWith('/feeds/try'));
    await page.getByRole('button', { name: 'Try it with these' }).click();
    expect((await tried).postDataJSON()).toMatchObject({
      header: { name: 'Authorization', value: 'Bearer abc' },
      mapping: { question: 'Frage', phrasings: ['Auch gefragt'] },
    });
    await page.getByText('Columns.').waitFor();
    await page.getByLabel('Pulled').selectOption('every 15 min');
    const sent = page.waitForRequest((request) => request.method() === 'POST' && request.url().endsWith('/feeds'));
    await page.getByRole('button', { name: 'Add the feed' }).click();
    expect((await sent).postDataJSON()).toMatchObject({
      name: 'Help centre two',
      schedule: { every_minutes: 15 },
      retry: { attempts: 5, first_pause_seconds: 1, timeout_seconds: 30 },
      encoding: null,
      mapping: { phrasings: ['Auch gefragt'] },
    });
    await page.getByRole('heading', { level: 1, name: 'Help centre two' }).waitFor();
    expect(new URL(page.url()).pathname).toBe(`${PATH}/${ADDED_FEED}`);
    expect(open.complaints).toEqual([]);
  });

  it('says why nothing came, asks for the encoding, and asks which column is what', async () => {
    await using open = await openConsole(browser, { path: NEW, viewport: PHONE });
    const { page } = open;
    await fill(page, 'https://nowhere.example.com/faq.csv');
    await page.getByRole('button', { name: 'Try it' }).click();
    await page.getByRole('alert').getByText('cannot be resolved').waitFor();
    await page.getByLabel('URL', { exact: true }).fill('https://help.example.com/unclear.csv');
    await page.getByRole('button', { name: 'Try it' }).click();
    await page.getByRole('button', { name: 'It reads right, go on' }).click();
    await page.getByText('windows-1252, as was said').waitFor();
    await page.getByLabel('URL', { exact: true }).fill('https://help.example.com/foreign.csv');
    await page.getByRole('button', { name: 'Try it' }).click();
    await page.getByLabel('What Frage is').selectOption('question');
    await page.getByLabel('What Antwort is').selectOption('answer');
    await page.getByRole('button', { name: 'Try it with these' }).click();
    await page.getByText('115 rows would be imported').waitFor();
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
  });

  it('may come at times given by cron', async () => {
    await using open = await openConsole(browser, { path: NEW });
    const { page } = open;
    await fill(page, 'https://help.example.com/faq.csv');
    await page.getByLabel('Pulled').selectOption('at times given by cron');
    await page.getByRole('button', { name: 'Add the feed' }).click();
    await page.getByText('Fill this in.').waitFor();
    await page.getByLabel('Times').fill('0 6 * * *');
    const sent = page.waitForRequest((request) => request.method() === 'POST' && request.url().endsWith('/feeds'));
    await page.getByRole('button', { name: 'Add the feed' }).click();
    expect((await sent).postDataJSON()).toMatchObject({ schedule: { cron: '0 6 * * *' }, header: null });
  });
});

await withBrowser('a feed', (browser) => {
  it('shows its dead letters with each attempt, and is pulled again', async () => {
    await using open = await openConsole(browser, { path: `${PATH}/${FAILING_FEED}` });
    const { page } = open;
    await page.getByRole('alert').getByText('2 pulls in a row').waitFor();
    const [letter] = await pulls(page).getByRole('list', { name: 'Attempts' }).all();
    expect(await letter?.getByRole('listitem').count()).toBe(5);
    await letter?.getByText('There was no whole answer within 30 s.').waitFor();
    await page.getByRole('link', { name: 'dead letters' }).click();
    expect(new URL(page.url()).search).toBe('?status=dead_letter');
    await page.getByRole('link', { name: 'all', exact: true }).click();
    await page.getByRole('button', { name: 'Pull again' }).click();
    await page.getByText('The feed is being pulled.').waitFor();
    await pulls(page).getByText('under way').waitFor();
    await page.getByText('It is being pulled already').first().waitFor();
    expect(open.complaints).toEqual([]);
  });

  it('is changed without its header being sent back, and the header is forgotten without a name', async () => {
    await using open = await openConsole(browser, { path: `${PATH}/${FEED_ID}` });
    const { page } = open;
    await page.getByLabel('Pulled').selectOption('every day');
    const first = page.waitForRequest((request) => request.method() === 'PATCH');
    await page.getByRole('button', { name: 'Save' }).click();
    const body = (await first).postDataJSON() as object;
    expect(body).toMatchObject({ schedule: { every_minutes: 1_440 }, mapping: { question: 'Frage' } });
    expect(body).not.toHaveProperty('header');
    await page.getByText('Saved.').waitFor();
    await page.getByLabel('Header', { exact: true }).fill('');
    const second = page.waitForRequest((request) => request.method() === 'PATCH');
    await page.getByRole('button', { name: 'Save' }).click();
    expect((await second).postDataJSON()).toMatchObject({ header: null });
  });

  it('is paused, resumed, and removed after a question', async () => {
    await using open = await openConsole(browser, { path: `${PATH}/${FEED_ID}` });
    const { page } = open;
    await page.getByRole('button', { name: 'Pause' }).click();
    await page.getByText('Help centre is paused.').waitFor();
    await page.getByRole('button', { name: 'Resume' }).first().click();
    await page.getByText('Help centre is pulled again').waitFor();
    await page.getByRole('button', { name: 'Remove' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Remove', exact: true }).click();
    await page.getByText('What it imported stays.').first().waitFor();
    await page.getByRole('link', { name: 'To the feeds' }).click();
    await page.getByRole('row').filter({ hasText: 'Partner answers' }).waitFor();
    expect(await page.getByRole('row').filter({ hasText: 'Help centre' }).count()).toBe(0);
  });

  it('shows what servers say as text', async () => {
    await using open = await openConsole(browser, { path: `${PATH}/${FAILING_FEED}`, mode: 'planted' });
    const { page } = open;
    await pulls(page).getByText('<img src=x').first().waitFor();
    expect(await page.locator('img').count()).toBe(0);
    expect(open.complaints).toEqual([]);
  });
});
