import { parseArgs } from 'node:util';
import type { Page } from 'playwright-core';
import { CONTRACT, DONE, ISOLATE, OWN, REFUND, TOKENS } from './decisions-data.ts';
import { type Pictured, takePictures } from './pictures.ts';
import { LEVELS_ID } from './rules-fixture.ts';

const press =
  (name: string) =>
  async (page: Page): Promise<void> => {
    await page.getByRole('button', { name, exact: true }).click();
  };

const tryOne = async (page: Page): Promise<void> => {
  await page.getByLabel('Kind').fill('refund');
  await press('See what would come of it')(page);
  await page.getByText('by the rule').waitFor();
};

/** Pictures of the inbox, to be looked at: `node test/decisions-pictures.ts <folder> [page]`. */
const PAGES: readonly Pictured[] = [
  ['inbox', '/decisions'],
  ['decision', `/decisions/${ISOLATE}`],
  ['decision-quorum', `/decisions/${REFUND}`, 'ok', (page) => page.getByText('Required by').scrollIntoViewIfNeeded()],
  ['decision-own', `/decisions/${OWN}`],
  ['decision-claimed', `/decisions/${TOKENS}`],
  ['decision-done', `/decisions/${DONE}?status=approved`],
  ['decision-approve', `/decisions/${ISOLATE}`, 'ok', press('Approve')],
  [
    'decision-edit',
    `/decisions/${CONTRACT}`,
    'ok',
    async (page) => {
      await press('Edit the arguments')(page);
      await page
        .getByRole('textbox', { name: 'Arguments as JSON' })
        .fill('{\n  "document": "contract-v5.pdf",\n  "to": "legal@norvik.example"\n}');
    },
  ],
  ['statistics', '/decisions/statistics'],
  ['rules', '/decisions/rules', 'ok', tryOne],
  ['rules-none', '/decisions/rules', 'empty'],
  ['rule-one', `/decisions/rules/${LEVELS_ID}`],
  [
    'rule-new',
    '/decisions/rules/new',
    'ok',
    async (page) => {
      await press('Add a condition')(page);
      await page.getByLabel('Value').fill('5000');
    },
  ],
  ['bypasses', '/decisions/bypasses', 'long'],
  ['callbacks', '/decisions/callbacks'],
  ['callbacks-none', '/decisions/callbacks', 'empty'],
  ['inbox-bypass', '/decisions', 'long'],
  ['inbox-first', '/decisions', 'empty'],
  ['inbox-nothing', '/decisions?status=expired&priority=low'],
  ['decision-planted', `/decisions/${ISOLATE}`, 'planted'],
];

const { positionals } = parseArgs({ allowPositionals: true });
const [folder, only] = positionals;
if (folder === undefined) throw new Error('give the folder where the pictures go');
await takePictures(
  folder,
  PAGES.filter(([name]) => only === undefined || name.startsWith(only)),
);
