import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';
import { launchOptions } from './browser.ts';

/** Pictures of the Health page for the documents, from a server that runs: `node test/screenshot.ts http://127.0.0.1:4400`. */
const PICTURES = path.resolve(import.meta.dirname, '../../../docs/pictures');

/** Enough checks that the strips show something. */
const CHECKS = 42;

const { positionals } = parseArgs({ allowPositionals: true });
const [url] = positionals;
if (url === undefined) throw new Error('give the address of a running server');

await mkdir(PICTURES, { recursive: true });
const browser = await chromium.launch(await launchOptions());
try {
  const page = await browser.newPage({ viewport: { width: 1280, height: 760 }, deviceScaleFactor: 2, locale: 'en-GB' });
  await page.goto(new URL('/health', url).href);
  await page.getByRole('table', { name: 'Parts' }).waitFor();
  for (let check = 1; check < CHECKS; check += 1) {
    const checked = page.waitForResponse('**/readyz');
    await page.getByRole('button', { name: 'Check now' }).click();
    await checked;
  }
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    const file = path.join(PICTURES, `health-${colorScheme}.png`);
    await page.screenshot({ path: file });
    process.stdout.write(`${file}\n`);
  }
} finally {
  await browser.close();
}
