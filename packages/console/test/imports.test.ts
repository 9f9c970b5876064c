import type { ImportJob } from '@holdfast/protocol/knowledge/imports';
import { text } from 'node:stream/consumers';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { RUNNING_IMPORT } from './imports-data.ts';
import { IMPORT_ID } from './knowledge-data.ts';
import { openConsole, PHONE } from './open-console.ts';
import { withBrowser } from './with-browser.ts';
import { before } from './work-data.ts';

const ledger = (page: Page) => page.getByRole('table', { name: 'Ledger' });
const decide = async (page: Page, name: string, act: string): Promise<void> => {
  await page.getByRole('button', { name }).first().click();
  await page.getByRole('dialog').getByRole('button', { name: act, exact: true }).click();
};

await withBrowser('imports', (browser) => {
  it('are listed with how far they are, and narrowed by their status', async () => {
    await using open = await openConsole(browser, { path: '/knowledge' });
    const { page } = open;
    await page.getByRole('link', { name: 'Imports', exact: true }).click();
    const row = page.getByRole('row').filter({ hasText: 'spare-parts.xlsx' });
    await row.getByText('38,000 of 100,000 rows').waitFor();
    await row.getByText('processing').waitFor();
    await row.getByRole('img', { name: '31,800 added, 1,200 changed' }).waitFor();
    await page.getByRole('link', { name: 'failed', exact: true }).click();
    await page.getByRole('row').filter({ hasText: 'archive.jsonl.gz' }).getByText('a key that is gone').waitFor();
    expect(await page.getByRole('row').count()).toBe(2);
    expect(new URL(page.url()).search).toBe('?status=failed');
    expect(open.complaints).toEqual([]);
  });

  it('teach where there are none', async () => {
    await using open = await openConsole(browser, { path: '/knowledge/imports', mode: 'empty', viewport: PHONE });
    const { page } = open;
    await page.getByText('Nothing was imported yet').waitFor();
    await page.getByText('/api/v1/knowledge/imports?filename=').waitFor();
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
  });

  it('are not shown to who may not read them', async () => {
    await using open = await openConsole(browser, { path: '/knowledge/imports', mode: 'operator' });
    await open.page.getByText('knowledge:read').waitFor();
    expect(await open.page.getByRole('group', { name: 'Status' }).count()).toBe(0);
  });
});

await withBrowser('an import', (browser) => {
  it('goes on while one looks, with its rate and the time left, and is stopped after a question', async () => {
    await using open = await openConsole(browser, { path: `/knowledge/imports/${RUNNING_IMPORT}` });
    const { page, server } = open;
    await expect.poll(() => server.events.followers()).toBe(1);
    const bar = page.getByRole('progressbar', { name: 'Progress of spare-parts.xlsx' });
    expect(await bar.getAttribute('aria-valuenow')).toBe('38');
    await page.getByText('12,400 rows a second').waitFor();
    await page.getByText('about 5 min left').first().waitFor();
    const [job] = server.imports();
    if (job === undefined) throw new Error('there is no import');
    server.imports().splice(0, 1, { ...job, progress: { ...job.progress, done: 64_000 } });
    server.events.tellKnowledge('imports');
    await page.clock.runFor(1_500);
    await expect.poll(() => bar.getAttribute('aria-valuenow')).toBe('64');
    await decide(page, 'Stop it', 'Stop it');
    await page.getByText('The import is stopped.').waitFor();
    await page.getByRole('region', { name: 'What came of it' }).getByText('cancelled').waitFor();
    expect(open.complaints).toEqual([]);
  });

  it('shows what became of each row, by outcome, with the reason and the cells of those rejected', async () => {
    await using open = await openConsole(browser, { path: `/knowledge/imports/${IMPORT_ID}` });
    const { page } = open;
    await ledger(page).getByRole('row').nth(3).waitFor();
    await page.getByRole('link', { name: 'rejected 5' }).click();
    const rejected = ledger(page).getByRole('row').filter({ hasText: 'The answer is empty.' });
    await rejected.first().getByText('Wo ist mein Geld?').waitFor();
    await expect.poll(() => ledger(page).getByRole('row').filter({ hasText: 'added' }).count()).toBe(0);
    expect(new URL(page.url()).search).toBe('?outcome=rejected');
    await page.getByRole('link', { name: 'added 96' }).click();
    await ledger(page).getByRole('link', { name: 'Pair of row 1', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: 'How do I send something back?' }).waitFor();
  });

  it('hands over the rows that were rejected', async () => {
    await using open = await openConsole(browser, { path: `/knowledge/imports/${IMPORT_ID}` });
    const { page } = open;
    await page.getByText('5 rejected rows as CSV').waitFor();
    const coming = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Download' }).click();
    const file = await coming;
    expect(file.suggestedFilename()).toBe('help-centre-rejected.csv');
    expect(await text(await file.createReadStream())).toContain('5,The answer is empty.');
    await page.getByText('is among your downloads').waitFor();
    expect(open.complaints).toEqual([]);
  });

  it('says how the file was read', async () => {
    await using open = await openConsole(browser, { path: `/knowledge/imports/${IMPORT_ID}` });
    const read = open.page.getByRole('region', { name: 'How it was read' });
    await read.getByText('windows-1252, as was said').waitFor();
    await read.getByText('semicolon').waitFor();
    await read.getByText('“Antwort”').waitFor();
    expect(await read.getByRole('list', { name: 'Notes' }).innerText()).toContain('no line break');
  });

  it('is undone after a question that says what it does, and says how far that is and what came of it', async () => {
    await using open = await openConsole(browser, { path: `/knowledge/imports/${IMPORT_ID}` });
    const { page, server } = open;
    const become = (wanted: Partial<ImportJob>): void => {
      const at = server.imports().findIndex(({ id }) => id === IMPORT_ID);
      server.imports().splice(
        at,
        1,
        ...server
          .imports()
          .slice(at, at + 1)
          .map((job) => ({ ...job, ...wanted })),
      );
      server.events.tellKnowledge('imports');
    };
    await expect.poll(() => server.events.followers()).toBe(1);
    await page.getByRole('button', { name: 'Undo it' }).click();
    const dialog = page.getByRole('dialog', { name: 'Undo the import of help-centre.csv?' });
    await dialog.getByText('The 96 pairs it added are removed').waitFor();
    await dialog.getByText('Pairs that somebody has changed since stay as they are.').waitFor();
    await dialog.getByRole('button', { name: 'Undo it' }).click();
    await page.getByText('The import is being undone.', { exact: true }).waitFor();
    await page.getByText('0 pairs removed, 0 pairs as before so far.').waitFor();
    const at = before(0);
    become({ undo: { at, removed: 95, restored: 13, kept: 0 } });
    await page.clock.runFor(1_500);
    await page.getByText('95 pairs removed, 13 pairs as before so far.').waitFor();
    become({ status: 'undone', undo: { at, removed: 95, restored: 14, kept: 1 } });
    await page.clock.runFor(1_500);
    await page.getByText('95 pairs removed, 14 pairs as before, 1 pair kept, changed by somebody since.').waitFor();
    await page.getByText('It is undone already.').waitFor();
  });

  it('is not stopped or undone by a viewer, who is told what it needs', async () => {
    await using open = await openConsole(browser, { path: `/knowledge/imports/${RUNNING_IMPORT}`, mode: 'viewer' });
    const { page } = open;
    await page.getByText('This needs the permission knowledge:write.').first().waitFor();
    for (const button of await page.getByRole('button', { name: /it$/u }).all())
      expect(await button.getAttribute('aria-disabled')).toBe('true');
  });

  it('stays text, whatever its file is called and holds', async () => {
    await using open = await openConsole(browser, { path: `/knowledge/imports/${IMPORT_ID}`, mode: 'planted' });
    const { page } = open;
    await ledger(page).getByText('<img src=x').first().waitFor();
    for (const path of ['/knowledge/imports', `/knowledge/imports/${IMPORT_ID}?outcome=rejected`]) {
      await page.goto(open.server.url + path);
      await page.getByRole('table').getByText('<img src=x').first().waitFor();
      expect(await page.locator('img').count(), path).toBe(0);
    }
    expect(await page.title()).not.toBe('owned');
    expect(open.complaints).toEqual([]);
  });
});
