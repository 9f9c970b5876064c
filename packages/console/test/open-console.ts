import type { Browser, Page } from 'playwright-core';
import { inject } from 'vitest';
import { type FixtureServer, fixtureServer } from './fixture-server.ts';
import type { Mode } from './readiness-scripts.ts';
import { BEGIN } from './work-data.ts';

export const PHONE = { width: 360, height: 740 };
export const DESK = { width: 1280, height: 760 };

export interface ConsoleOptions {
  readonly mode?: Mode;
  readonly path?: string;
  readonly viewport?: { readonly width: number; readonly height: number };
  readonly colorScheme?: 'light' | 'dark';
}

export interface OpenConsole extends AsyncDisposable {
  readonly page: Page;
  readonly server: FixtureServer;
  /** What the Content-Security-Policy refused, and what scripts did not catch. */
  readonly complaints: readonly string[];
  /** Lets the five seconds to the next check pass. */
  readonly nextCheck: () => Promise<void>;
}

const REPORT_VIOLATIONS = `addEventListener('securitypolicyviolation', (event) =>
  console.warn('policy: ' + event.violatedDirective + ' ' + event.blockedURI + ' ' + event.sample))`;

export const openConsole = async (browser: Browser, options: ConsoleOptions = {}): Promise<OpenConsole> => {
  const server = await fixtureServer(inject('consoleFolder'), options.mode);
  const context = await browser.newContext({
    viewport: options.viewport ?? DESK,
    colorScheme: options.colorScheme ?? 'light',
    locale: 'en-GB',
    timezoneId: 'UTC',
  });
  const complaints: string[] = [];
  await context.addInitScript(REPORT_VIOLATIONS);
  // sooner than a test may take, so that it says what it waited for
  context.setDefaultTimeout(45_000);
  const page = await context.newPage();
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => {
    if (message.text().startsWith('policy: ')) complaints.push(message.text());
  });
  await page.clock.install({ time: BEGIN });
  await page.goto(server.url + (options.path ?? '/health'));
  // a pane that is open from the start hides the page behind it from roles, maybe before this looks
  await page.getByRole('heading', { level: 1, includeHidden: true }).waitFor();
  return {
    page,
    server,
    complaints,
    nextCheck: () => page.clock.runFor(5_000),
    [Symbol.asyncDispose]: async () => {
      await context.close();
      await server[Symbol.asyncDispose]();
    },
  };
};
