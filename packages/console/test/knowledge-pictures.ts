import { parseArgs } from 'node:util';
import type { Page } from 'playwright-core';
import { FAILING_FEED } from './feeds-data.ts';
import { RUNNING_IMPORT } from './imports-data.ts';
import { IMPORT_ID, PAIR_ID } from './knowledge-data.ts';
import { type Pictured, takePictures } from './pictures.ts';

const chooseFile = async (page: Page, header: string): Promise<void> => {
  const rows = ['Wann kommt mein Paket?;Nach zwei Werktagen.;shipping', 'Wo ist mein Geld?;;payment'];
  const buffer = Buffer.from([header, ...rows].join('\n'));
  await page.getByLabel('File', { exact: true }).setInputFiles({ name: 'fragen.csv', mimeType: 'text/csv', buffer });
  await page.locator('main h2').first().waitFor();
};

/** Pictures of every page of Knowledge, to be looked at: `node test/knowledge-pictures.ts <folder> [page]`. */
const PAGES: readonly Pictured[] = [
  ['pairs', '/knowledge'],
  ['pairs-filtered', '/knowledge?tag=returns&valid=now&text=back'],
  ['pairs-nothing', '/knowledge?text=nothing+is+like+that'],
  ['pairs-first', '/knowledge', 'empty'],
  [
    'pairs-chosen',
    '/knowledge',
    'ok',
    async (page) => {
      for (const box of (await page.getByRole('rowheader').all()).slice(0, 2)) await box.waitFor();
      await page.getByRole('checkbox', { name: /Choose: How do I send/u }).check();
      await page.getByRole('checkbox', { name: /Choose: Which cards/u }).click({ modifiers: ['Shift'] });
    },
  ],
  ['pair', `/knowledge/pairs/${PAIR_ID}`],
  [
    'pair-history',
    `/knowledge/pairs/${PAIR_ID}`,
    'ok',
    async (page) => {
      for (const folded of await page.locator('main summary').all()) await folded.click();
      await page.getByText('Added by').scrollIntoViewIfNeeded();
    },
  ],
  ['pair-edit', `/knowledge/pairs/${PAIR_ID}?edit=yes`],
  ['imports', '/knowledge/imports'],
  ['imports-none', '/knowledge/imports', 'empty'],
  ['import-running', `/knowledge/imports/${RUNNING_IMPORT}`],
  ['import-ended', `/knowledge/imports/${IMPORT_ID}?outcome=rejected`],
  ['feeds', '/knowledge/feeds'],
  ['feeds-none', '/knowledge/feeds', 'empty'],
  ['feed-failing', `/knowledge/feeds/${FAILING_FEED}`],
  ['feed-new', '/knowledge/feeds/new'],
  [
    'feed-tried',
    '/knowledge/feeds/new',
    'ok',
    async (page) => {
      await page.getByLabel('URL', { exact: true }).fill('https://help.example.com/faq.csv');
      await page.getByRole('button', { name: 'Try it' }).click();
      await page.getByText('rows would be imported').scrollIntoViewIfNeeded();
    },
  ],
  ['search-first', '/knowledge/search'],
  ['search-found', '/knowledge/search?q=how+do+I+send+my+parcel+back'],
  ['search-unknown', '/knowledge/search?q=opening+hours+of+the+shop+send&mode=keyword&tags=returns'],
  ['embedder', '/knowledge/embedder'],
  [
    'embedder-next',
    '/knowledge/embedder',
    'ok',
    async (page) => {
      await page.getByRole('radio', { name: 'A model of a provider' }).check();
      await page.getByLabel('Model', { exact: true }).fill('embed-large');
      await page.getByRole('button', { name: 'Try it and use it' }).click();
      await page.getByText('It was tried and works.').waitFor();
    },
  ],
  ['new-import', '/knowledge/imports/new'],
  ['new-import-found', '/knowledge/imports/new', 'ok', (page) => chooseFile(page, 'Frage;Antwort;Thema')],
  ['new-import-encoding', '/knowledge/imports/new', 'ok', (page) => chooseFile(page, 'unclear;b;c')],
  ['pair-new', '/knowledge/pairs/new'],
];

const { positionals } = parseArgs({ allowPositionals: true });
const [folder, only] = positionals;
if (folder === undefined) throw new Error('give the folder where the pictures go');
await takePictures(
  folder,
  PAGES.filter(([name]) => only === undefined || name.startsWith(only)),
);
