import { afterAll, describe } from 'vitest';
import { type Browser } from 'playwright-core';
import { browserOrReason } from './browser.ts';

/** Tests that share one browser; without one they are skipped and say why. */
export const withBrowser = async (name: string, tests: (browser: Browser) => void): Promise<void> => {
  const started = await browserOrReason();
  if ('missing' in started) {
    describe.skip(`${name} (${started.missing})`, () => tests(undefined as never));
    return;
  }
  afterAll(() => started.browser.close());
  describe(name, { timeout: 30_000 }, () => tests(started.browser));
};
