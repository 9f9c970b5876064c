import type { Browser, Page } from 'playwright-core';
import { PASSWORD } from './identity-door-fixture.ts';

/** Somebody with a browser of their own. */
export const newcomer = async (browser: Browser): Promise<Page> => {
  const context = await browser.newContext({ locale: 'en-GB', timezoneId: 'UTC' });
  context.setDefaultTimeout(60_000);
  return context.newPage();
};

/** Makes the first account and its workspace, as the one who has the token. */
export const setUp = async (page: Page, url: string, token: string): Promise<void> => {
  await page.goto(`${url}/setup#${token}`);
  await page.getByLabel('Your name').fill('Ada <img src=x onerror=alert(1)>');
  await page.getByLabel('E-mail').fill('ada@example.com');
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.getByLabel('Workspace').fill('Acme');
  await page.getByRole('button', { name: 'Make account and workspace' }).click();
  await page.getByRole('group', { name: 'Signed in' }).getByText('Ada <img').waitFor();
};
