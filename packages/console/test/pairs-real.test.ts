import { text } from 'node:stream/consumers';
import type { Page } from 'playwright-core';
import { expect, inject, it } from 'vitest';
import { PLANTED } from './api-fixture.ts';
import { realInstance } from './real-instance.ts';
import { newcomer, setUp } from './real-people.ts';
import { withBrowser } from './with-browser.ts';

const field = (page: Page, name: string) => page.getByRole('textbox', { name, exact: true });

const addPair = async (page: Page, question: string, answer: string): Promise<void> => {
  await page.getByRole('link', { name: 'Add a pair' }).click();
  await field(page, 'Question').fill(question);
  await field(page, 'Answer').fill(answer);
  await page.getByLabel('Tags', { exact: true }).fill('returns,');
  await page.getByRole('button', { name: 'Add the pair' }).click();
  await page.getByRole('heading', { level: 1, name: question }).waitFor();
};

const GERMAN = `Frage;Antwort;Thema\nWo ist mein Geld?;Auf dem Weg zurück.;payment\nWer?;;x\n${PLANTED};${PLANTED};y\n`;

const choose = (page: Page, bytes: Buffer): Promise<void> =>
  page.getByLabel('File', { exact: true }).setInputFiles({ name: 'fragen.csv', mimeType: 'text/csv', buffer: bytes });

await withBrowser('with a Holdfast as it is shipped', (browser) => {
  it('the sample and a file are imported, looked at row by row, and one is undone', { timeout: 240_000 }, async () => {
    await using real = await realInstance(inject('consoleFolder'));
    const page = await newcomer(browser);
    await setUp(page, real.url, real.setupToken);
    await page.goto(`${real.url}/knowledge`);
    await page.getByRole('button', { name: 'Take the sample' }).click();
    await page.getByRole('button', { name: 'Import 120 rows' }).click();
    await page.getByRole('region', { name: 'What came of it' }).getByText('completed').waitFor();
    await page.getByRole('link', { name: 'added 120' }).waitFor();
    await page.getByRole('link', { name: 'Search lab' }).click();
    await page.getByLabel('Question').fill('where are the log files of the server');
    await page.getByRole('button', { name: 'Search' }).click();
    await page.getByRole('table', { name: 'Found' }).getByText('Where are the logs?').waitFor();
    await page.getByText('it knows').waitFor();

    await page.goto(`${real.url}/knowledge/imports/new`);
    await choose(page, Buffer.from(GERMAN, 'latin1'));
    await page.getByText('zurück').waitFor();
    await page.getByRole('button', { name: 'It reads right, go on' }).click();
    await page.getByLabel('What Thema is').selectOption('tags');
    await page.getByRole('button', { name: 'See what this gives' }).click();
    await page.getByRole('list', { name: 'Problems' }).getByText('line 3').waitFor();
    await page.getByRole('button', { name: 'Import 2 rows' }).click();
    await page.getByRole('region', { name: 'What came of it' }).getByText('completed with errors').waitFor();
    await page.getByRole('link', { name: 'rejected 1' }).click();
    await page.getByRole('table', { name: 'Ledger' }).getByText('Wer?').waitFor();
    const coming = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Download' }).click();
    expect(await text(await (await coming).createReadStream())).toContain('Wer?');
    await page.getByRole('button', { name: 'Undo it' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Undo it' }).click();
    await page.getByRole('region', { name: 'What came of it' }).getByText('undone', { exact: true }).waitFor();
    await page.getByText('2 pairs removed').first().waitFor();
    expect(await page.locator('img').count()).toBe(0);
    expect(await page.title()).not.toBe('owned');
  });

  it('a pair is added, found by its meaning, changed by two at once, and restored', { timeout: 240_000 }, async () => {
    await using real = await realInstance(inject('consoleFolder'));
    const page = await newcomer(browser);
    await setUp(page, real.url, real.setupToken);
    await page.goto(`${real.url}/knowledge`);
    await page.getByText('Nothing is known here yet').waitFor();
    await addPair(page, 'How do I send something back?', `Within **30 days**. ${PLANTED}`);
    await page.getByRole('region', { name: 'Answer' }).getByText('<img src=x').waitFor();
    await page.getByText('Added by Ada').waitFor();
    const path = new URL(page.url()).pathname;

    await page.goto(`${real.url}/knowledge`);
    await addPair(page, 'When does my parcel arrive?', 'After two days.');
    await page.goto(`${real.url}/knowledge/search?q=returning+an+order+for+a+refund&mode=vector`);
    const first = page.getByRole('table', { name: 'Found' }).getByRole('row').nth(1);
    await expect
      .poll(
        async () => {
          await page.getByRole('button', { name: 'Search' }).click();
          return (await first.count()) === 0 ? '' : first.innerText();
        },
        { timeout: 30_000, interval: 500 },
      )
      .toContain('How do I send something back?');
    await page.getByRole('img', { name: /^Confidence/u }).waitFor();

    await page.goto(`${real.url}${path}?edit=yes`);
    await field(page, 'Source').fill('the manual');
    const other = await page.context().newPage();
    await other.goto(`${real.url}${path}?edit=yes`);
    await field(other, 'Source').fill('the terms');
    await other.getByRole('button', { name: 'Save' }).click();
    await other.getByRole('region', { name: 'About it' }).getByText('the terms').waitFor();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('alert', { name: 'Changed meanwhile' }).getByText('version 2').waitFor();
    await page.getByRole('button', { name: 'Save mine over it' }).click();
    await page.getByRole('region', { name: 'About it' }).getByText('the manual').waitFor();
    await page.getByRole('button', { name: 'Restore (version 1)' }).click();
    await page.getByText('The pair is again what it was in version 1.').waitFor();

    await page.goto(`${real.url}/knowledge?tag=returns`);
    await page.getByRole('checkbox', { name: 'Choose all that are loaded' }).check();
    await page.getByRole('group', { name: 'Chosen pairs' }).getByRole('button', { name: 'Remove' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Remove', exact: true }).click();
    await page.getByText('2 pairs removed.').waitFor();
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByText('2 pairs as before.').waitFor();
    await page.getByRole('button', { name: 'Export' }).click();
    const coming = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Download' }).click();
    expect((await coming).suggestedFilename()).toMatch(/\.csv$/u);

    await page.goto(`${real.url}/knowledge/embedder`);
    await page.getByRole('region', { name: 'In use' }).getByText('2 of 2 pairs').first().waitFor();
    expect(await page.locator('img').count()).toBe(0);
    expect(await page.title()).not.toBe('owned');
  });
});
