import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { chromium, type Page } from 'playwright-core';
import { launchOptions } from './browser.ts';
import { builtConsole } from './built-console.ts';
import { fixtureServer } from './fixture-server.ts';
import type { Mode } from './readiness-scripts.ts';
import { BEGIN } from './work-data.ts';

/** A page to be pictured, and what is done on it before. */
export type Pictured = readonly [name: string, path: string, mode?: Mode, act?: (page: Page) => Promise<void>];

const WIDTHS = { wide: { width: 1440, height: 860 }, phone: { width: 360, height: 740 } };

const settle = async (page: Page): Promise<void> => {
  await page.locator('main h1').first().waitFor();
  await page.waitForLoadState('networkidle').catch(() => undefined);
  await page.getByText('Loading').first().waitFor({ state: 'detached' });
};

/** Pictures of pages in both themes, wide and on a phone, to be looked at. */
export const takePictures = async (folder: string, pages: readonly Pictured[]): Promise<void> => {
  await mkdir(folder, { recursive: true });
  const browser = await chromium.launch(await launchOptions());
  const built = await builtConsole();
  try {
    for (const [name, at, mode, act] of pages) {
      await using server = await fixtureServer(built, mode);
      server.events.refuse(503);
      for (const [width, viewport] of Object.entries(WIDTHS)) {
        const context = await browser.newContext({ viewport, locale: 'en-GB', timezoneId: 'UTC' });
        const page = await context.newPage();
        await page.clock.install({ time: BEGIN });
        await page.goto(server.url + at);
        await settle(page);
        await act?.(page);
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
};
