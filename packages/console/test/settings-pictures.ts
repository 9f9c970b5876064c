import { parseArgs } from 'node:util';
import { type Pictured, takePictures } from './pictures.ts';
import { DEAD_ID, GONE_ID, PAGER_ID } from './webhooks-fixture.ts';

/** Pictures of pages of Settings, to be looked at: `node test/settings-pictures.ts <folder> [page]`. */
const PAGES: readonly Pictured[] = [
  ['home', '/'],
  ['notifications', '/notifications'],
  ['notifications-none', '/notifications', 'empty'],
  ['notification-settings', '/settings/notifications'],
  ['webhooks', '/settings/webhooks'],
  ['webhooks-none', '/settings/webhooks', 'empty'],
  [
    'webhook-new',
    '/settings/webhooks/new',
    'ok',
    async (page) => {
      await page.getByRole('radio', { name: 'Only some' }).check();
      await page.getByRole('checkbox', { name: 'decision.*' }).check();
    },
  ],
  ['webhook-one', `/settings/webhooks/${PAGER_ID}`],
  ['webhook-gone', `/settings/webhooks/${GONE_ID}?state=dead`],
  ['webhook-delivery', `/settings/webhooks/${PAGER_ID}/deliveries/${DEAD_ID}`],
];

const { positionals } = parseArgs({ allowPositionals: true });
const [folder, only] = positionals;
if (folder === undefined) throw new Error('give the folder where the pictures go');
await takePictures(
  folder,
  PAGES.filter(([name]) => only === undefined || name.startsWith(only)),
);
