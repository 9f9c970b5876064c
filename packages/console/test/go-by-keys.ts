import type { Page } from 'playwright-core';

const KEYS = { Knowledge: 'k', Traces: 't', Operations: 'o', Proofs: 'p' } as const;

/** As soon as the page knows that whoever is there may go to it: keys that lead nowhere yet are heard by nobody. */
export const goByKeys = async (page: Page, name: keyof typeof KEYS): Promise<void> => {
  await page.getByRole('link', { name, exact: true, includeHidden: true }).first().waitFor({ state: 'attached' });
  await page.keyboard.press('g');
  await page.keyboard.press(KEYS[name]);
};
