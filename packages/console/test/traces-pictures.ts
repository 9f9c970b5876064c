import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { chromium, type Page } from 'playwright-core';
import { launchOptions } from './browser.ts';
import { builtConsole } from './built-console.ts';
import { fixtureServer } from './fixture-server.ts';
import type { Mode } from './readiness-scripts.ts';
import { AGENT, LARGE, ODD } from './traces-data.ts';
import { spanIdOf } from './trace-spans-data.ts';
import { BEGIN } from './work-data.ts';

/** Pictures of every page of Traces, to be looked at: `node test/traces-pictures.ts <folder> [page]`. */
const PAGES: readonly (readonly [name: string, path: string, mode?: Mode])[] = [
  ['list', '/traces'],
  ['list-filtered', '/traces?status=error&min_duration_ms=200&service=search&range=7d'],
  ['list-nothing', '/traces?q=nothing+is+like+that&service=search'],
  ['first-span', '/traces', 'empty'],
  ['forbidden', '/traces', 'operator'],
  ['trace', `/traces/${AGENT}?span=${spanIdOf(6)}`],
  ['trace-failed', `/traces/${AGENT}?span=${spanIdOf(11)}`],
  ['trace-odd', `/traces/${ODD}?span=${spanIdOf(1)}`],
  ['trace-large', `/traces/${LARGE}`],
  ['sessions', '/traces/sessions'],
  ['session', '/traces/sessions/session-5'],
  ['users', '/traces/users'],
  ['figures', '/traces/figures?by=service'],
];

const WIDTHS = { wide: { width: 1440, height: 860 }, phone: { width: 360, height: 740 } };

const settle = async (page: Page): Promise<void> => {
  await page.locator('main h1').first().waitFor();
  await page.waitForLoadState('networkidle').catch(() => undefined);
  await page.getByText('Loading').first().waitFor({ state: 'detached' });
};

const { positionals } = parseArgs({ allowPositionals: true });
const [folder, only] = positionals;
if (folder === undefined) throw new Error('give the folder where the pictures go');
await mkdir(folder, { recursive: true });
const browser = await chromium.launch(await launchOptions());
const built = await builtConsole();
try {
  for (const [name, at, mode] of PAGES.filter(([name]) => only === undefined || name.startsWith(only))) {
    await using server = await fixtureServer(built, mode);
    server.events.refuse(503);
    for (const [width, viewport] of Object.entries(WIDTHS)) {
      const context = await browser.newContext({ viewport, locale: 'en-GB', timezoneId: 'UTC' });
      const page = await context.newPage();
      await page.clock.install({ time: BEGIN });
      await page.goto(server.url + at);
      await settle(page);
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        await page.screenshot({ path: path.join(folder, `${name}-${width}-${colorScheme}.png`) });
      }
      await context.close();
    }
  }
} finally {
  await browser.close();
}
