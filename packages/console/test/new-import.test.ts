import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { openConsole, PHONE } from './open-console.ts';
import { STARTED_IMPORT } from './import-file-fixture.ts';
import { withBrowser } from './with-browser.ts';

const PATH = '/knowledge/imports/new';
const HEADER = 'Frage;Antwort;Thema';
const GOOD = `${HEADER}\nWann?;Morgen.;time\nWo?;Hier.;place\nWer?;;people`;

const choose = (page: Page, text: string, name = 'fragen.csv'): Promise<void> =>
  page.getByLabel('File', { exact: true }).setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });
const sample = (page: Page) => page.getByRole('list', { name: 'Sample' }).getByRole('listitem');
const drop = `(text) => {
  const data = new DataTransfer();
  data.items.add(new File([text], 'dropped.csv', { type: 'text/csv' }));
  document.querySelector('h1').dispatchEvent(new DragEvent('dragover', { dataTransfer: data, bubbles: true, cancelable: true }));
  document.querySelector('h1').dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
}`;

await withBrowser('a new import', (browser) => {
  it('shows what was found before anything is stored, and starts', async () => {
    await using open = await openConsole(browser, { path: '/knowledge/imports' });
    const { page, server } = open;
    await page.getByRole('link', { name: 'Import a file' }).click();
    await choose(page, GOOD);
    await page.getByText('CSV', { exact: true }).waitFor();
    await page.getByText('semicolon').waitFor();
    expect(await sample(page).allInnerTexts()).toEqual([
      expect.stringMatching(/^line\s*2\s+Wann\?\s+Morgen\.$/u),
      expect.stringMatching(/^line\s*3\s+Wo\?\s+Hier\.$/u),
    ]);
    await page.getByRole('list', { name: 'Problems' }).getByText('The answer is empty.').waitFor();
    await page.getByText('1 of 3 rows would be rejected.').waitFor();
    expect(server.imports().some(({ id }) => id === STARTED_IMPORT)).toBe(false);
    await page.getByRole('button', { name: 'Import 2 rows' }).click();
    await page.getByRole('heading', { level: 1, name: 'fragen.csv' }).waitFor();
    expect(new URL(page.url()).pathname).toBe(`/knowledge/imports/${STARTED_IMPORT}`);
    expect(server.asked().filter((path) => path.startsWith('POST'))).toEqual([
      'POST /api/v1/knowledge/imports?filename=fragen.csv&dry_run=true',
      'POST /api/v1/knowledge/imports?filename=fragen.csv&dry_run=false',
    ]);
    expect(open.complaints).toEqual([]);
  });

  it('takes a file that is dropped', async () => {
    await using open = await openConsole(browser, { path: PATH });
    const { page } = open;
    await page.evaluate(`(${drop})(${JSON.stringify(GOOD)})`);
    await page.getByRole('region', { name: 'dropped.csv' }).waitFor();
    expect(await sample(page).count()).toBe(2);
  });

  it('takes the sample where nothing is known yet', async () => {
    await using open = await openConsole(browser, { path: '/knowledge', mode: 'empty' });
    const { page } = open;
    await page.getByRole('button', { name: 'Take the sample' }).click();
    await page.getByRole('region', { name: 'about-holdfast.csv' }).waitFor();
    await sample(page).getByText('What is a pair?').waitFor();
    await page.getByRole('button', { name: 'Import 1 row' }).click();
    await page.getByRole('heading', { level: 1, name: 'about-holdfast.csv' }).waitFor();
    expect(open.complaints).toEqual([]);
  });

  it('asks what the encoding is, with a guess and how the text reads', async () => {
    await using open = await openConsole(browser, { path: PATH });
    const { page, server } = open;
    await choose(page, `${GOOD}\nunclear?;yes;x`);
    await page.getByText('Grüße aus Zürich').waitFor();
    await page.getByRole('button', { name: 'It reads right, go on' }).click();
    await page.getByText('windows-1252, as was said').waitFor();
    expect(server.asked().at(-1)).toContain('encoding=windows-1252');
    await page.getByLabel('Read it as').selectOption('iso-8859-2');
    await page.getByText('iso-8859-2, as was said').waitFor();
    expect(await sample(page).count()).toBe(3);
  });

  it('lets columns be something else, and looks again before it starts', async () => {
    await using open = await openConsole(browser, { path: PATH });
    const { page } = open;
    await choose(page, GOOD);
    await page.getByLabel('What Thema is').selectOption('tags');
    expect(await page.getByRole('button', { name: /^Import \d/u }).count()).toBe(0);
    await page.getByRole('button', { name: 'See what this gives' }).click();
    await sample(page).first().getByText('time').waitFor();
    await page.getByLabel('What Frage is').selectOption('answer');
    await page.getByText('Say which column is the question.').waitFor();
    await page.getByLabel('What Antwort is').selectOption('question');
    const sent = page.waitForRequest((request) => request.method() === 'POST');
    await page.getByRole('button', { name: 'See what this gives' }).click();
    expect(JSON.parse(new URL((await sent).url()).searchParams.get('mapping') ?? '')).toEqual({
      question: 'Antwort',
      answer: 'Frage',
      tags: ['Thema'],
      phrasings: [],
      source: [],
      language: [],
      valid_from: [],
      valid_until: [],
    });
    await sample(page).first().getByText('Morgen.').waitFor();
    await page.getByRole('button', { name: 'Import 3 rows' }).waitFor();
  });

  it('asks what the columns are where nobody can tell', async () => {
    await using open = await openConsole(browser, { path: PATH });
    const { page } = open;
    await choose(page, `nameless;x\na;b`);
    await page.getByText('Nothing says which column is the question.').waitFor();
    await page.getByLabel('What Column 1 is').selectOption('question');
    await page.getByLabel('What Column 2 is').selectOption('answer');
    await page.getByRole('button', { name: 'See what this gives' }).click();
    await page.getByRole('button', { name: 'Import 1 row' }).waitFor();
    expect(await sample(page).count()).toBe(1);
  });

  it('says what is wrong with a file that cannot be read, and takes another', async () => {
    await using open = await openConsole(browser, { path: PATH });
    const { page } = open;
    await choose(page, 'damaged');
    await page.getByRole('alert').getByText('In line 7 a quotation mark is opened and never closed.').waitFor();
    await page.getByRole('button', { name: 'Another file' }).click();
    await choose(page, `${GOOD}\nagain?;yes;x`);
    await page.getByRole('link', { name: 'imported before' }).waitFor();
    expect(await sample(page).count()).toBe(3);
  });

  it('says why it could not be started, and keeps what was found', async () => {
    await using open = await openConsole(browser, { path: PATH });
    const { page } = open;
    await choose(page, `${GOOD}\nconflicting?;yes;x`);
    await page.getByRole('button', { name: 'Import 3 rows' }).click();
    await page.getByText('Another import of this file is under way.').waitFor();
    expect(await sample(page).count()).toBe(3);
  });

  it('says how much has been sent, and stops', async () => {
    await using open = await openConsole(browser, { path: PATH, viewport: PHONE });
    const { page, server } = open;
    server.become('silent');
    await choose(page, `${HEADER}\n${'Wann?;Morgen.;time\n'.repeat(40_000)}`);
    await page.getByText('All of it is there. Its rows are being read …').waitFor();
    await page.getByRole('button', { name: 'Stop it' }).click();
    await page.getByText('Drop a file here').waitFor();
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
  });

  it('does not send on what was only to be looked at, and leads nobody back who has left', async () => {
    await using open = await openConsole(browser, { path: '/knowledge/imports' });
    const { page, server } = open;
    const { promise: held, resolve: letGo } = Promise.withResolvers<void>();
    await page.route('**/imports?*dry_run=false', (route) => held.then(() => route.continue()));
    const leave = () => page.getByRole('link', { name: 'Pairs', exact: true }).click();

    await page.getByRole('link', { name: 'Import a file' }).click();
    await choose(page, GOOD);
    await page.getByRole('button', { name: 'Import 2 rows' }).click();
    await page.getByRole('button', { name: 'Stop it' }).waitFor();
    await leave();
    await page.getByRole('table').waitFor();
    const started = page.waitForResponse((response) => response.url().endsWith('dry_run=false'));
    letGo();
    const answer = await started;
    expect(answer.status()).toBe(202);
    await answer.finished();
    expect(new URL(page.url()).pathname).toBe('/knowledge');

    // nobody answers
    await page.route('**/imports?*dry_run=true', () => {});
    await page.goto(`${server.url}${PATH}`);
    await choose(page, GOOD);
    await page.getByRole('button', { name: 'Stop it' }).waitFor();
    const given = page.waitForEvent('requestfailed', (request) => request.url().endsWith('dry_run=true'));
    await leave();
    expect((await given).failure()?.errorText).toBe('net::ERR_ABORTED');
  });

  it('is not for who may only read', async () => {
    await using open = await openConsole(browser, { path: PATH, mode: 'viewer' });
    await open.page.getByText('This needs the permission knowledge:write.').waitFor();
    expect(await open.page.getByLabel('File', { exact: true }).count()).toBe(0);
  });

  it('shows what somebody planted in a file as text', async () => {
    await using open = await openConsole(browser, { path: PATH });
    const { page } = open;
    const planted = '<img src=x onerror="document.title=\'owned\'">';
    await choose(page, `${planted};b\n${planted};${planted}`, `${planted}.csv`.replaceAll('/', ''));
    await sample(page).getByText('<img src=x').first().waitFor();
    expect(await page.locator('img').count()).toBe(0);
    expect(await page.title()).not.toBe('owned');
    expect(open.complaints).toEqual([]);
  });
});
