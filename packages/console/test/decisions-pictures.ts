import { parseArgs } from 'node:util';
import type { Page } from 'playwright-core';
import { CONTRACT, DONE, ISOLATE, OWN, REFUND, TOKENS } from './decisions-data.ts';
import { type Pictured, takePictures } from './pictures.ts';

const press =
  (name: string) =>
  async (page: Page): Promise<void> => {
    await page.getByRole('button', { name, exact: true }).click();
  };

/** Pictures of the inbox, to be looked at: `node test/decisions-pictures.ts <folder> [page]`. */
const PAGES: readonly Pictured[] = [
  ['inbox', '/decisions'],
  ['decision', `/decisions/${ISOLATE}`],
  ['decision-quorum', `/decisions/${REFUND}`],
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
