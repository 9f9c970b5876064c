import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeEach, describe, inject } from 'vitest';

/** Tests that share one browser; without one they are skipped and say why. */
export const withBrowser = async (name: string, tests: (browser: Browser) => void): Promise<void> => {
  const endpoint = inject('browserEndpoint');
  if (endpoint === '') {
    describe(name, () => {
      beforeEach(({ skip }) => skip(inject('browserMissing')));
      tests(undefined as never);
    });
    return;
  }
  const browser = await chromium.connect(endpoint);
  afterAll(() => browser.close());
  describe(name, () => tests(browser));
};
