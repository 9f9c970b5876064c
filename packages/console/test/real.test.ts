import type { Page } from 'playwright-core';
import { expect, inject, it } from 'vitest';
import { codeAt } from './authenticator.ts';
import { PASSWORD } from './identity-door-fixture.ts';
import { realInstance } from './real-instance.ts';
import { newcomer, setUp } from './real-people.ts';
import { withBrowser } from './with-browser.ts';

const decide = async (page: Page, name: string, act = name): Promise<void> => {
  await page.getByRole('button', { name }).first().click();
  await page.getByRole('dialog').getByRole('button', { name: act, exact: true }).click();
};

/** Gives the link that is to be handed over. */
const invite = async (page: Page, url: string): Promise<string> => {
  await page.goto(`${url}/settings/members`);
  await page.getByRole('button', { name: 'Invite' }).click();
  await page.getByLabel('E-mail').fill('ben@example.com');
  await page.keyboard.press('Enter');
  return page.getByText(`${url}/invitation#`).innerText();
};

const makeKey = async (page: Page, url: string): Promise<string> => {
  await page.goto(`${url}/settings/keys/new`);
  await page.getByRole('textbox', { name: 'Name' }).fill('crawler');
  await page.getByRole('checkbox', { name: 'work:read' }).check();
  await page.getByRole('button', { name: 'Make the key' }).click();
  return page.getByText(/^hf_\S+$/u).innerText();
};

/** Gives the recovery codes. */
const setUpFactor = async (page: Page, url: string): Promise<readonly string[]> => {
  await page.goto(`${url}/settings/second-factor`);
  await page.getByRole('button', { name: 'Set it up' }).click();
  const secret = (await page.locator('main code').innerText()).replaceAll(' ', '');
  await page.getByLabel('Code', { exact: true }).fill(codeAt(secret, Date.now()));
  await page.keyboard.press('Enter');
  const codes = page.getByRole('list', { name: 'Recovery codes' }).getByRole('listitem');
  await codes.first().waitFor();
  const all = await codes.allInnerTexts();
  await page.getByRole('checkbox', { name: 'I have kept them' }).check();
  await page.getByRole('button', { name: 'Done' }).click();
  await page.getByText(`${all.length} left`).waitFor();
  return all;
};

const whoIs = async (url: string, key: string): Promise<number> =>
  (await fetch(`${url}/api/v1/key`, { headers: { authorization: `Bearer ${key}` } })).status;

await withBrowser('with a Holdfast as it is shipped', (browser) => {
  it(
    'somebody sets it up, invites, makes keys, guards the account, and checks what was written',
    { timeout: 240_000 },
    async () => {
      await using real = await realInstance(inject('consoleFolder'));
      const { url } = real;
      const ada = await newcomer(browser);
      await setUp(ada, url, real.setupToken);

      const ben = await newcomer(browser);
      await ben.goto(await invite(ada, url));
      await ben.getByRole('heading', { name: 'Join Acme' }).waitFor();
      await ben.getByLabel('Your name').fill('Ben');
      await ben.getByLabel('Password', { exact: true }).fill(`${PASSWORD} of Ben`);
      await ben.getByRole('button', { name: 'Make an account and join' }).click();
      await ben.getByRole('group', { name: 'Signed in' }).getByText('ben@example.com').waitFor();

      const key = await makeKey(ada, url);
      expect(await whoIs(url, key)).toBe(200);
      await ada.getByRole('link', { name: 'I have it' }).click();
      await ada.getByRole('link', { name: 'crawler' }).click();
      await decide(ada, 'Revoke');
      await ada.getByText('crawler is revoked.').waitFor();
      await expect.poll(() => whoIs(url, key)).toBe(401);

      const [code = '', another = ''] = await setUpFactor(ada, url);
      await ada.getByRole('button', { name: 'Sign out' }).click();
      await ada.getByLabel('E-mail').fill('ada@example.com');
      await ada.getByLabel('Password', { exact: true }).fill(PASSWORD);
      await ada.keyboard.press('Enter');
      await ada.getByRole('button', { name: 'Use a recovery code instead' }).click();
      await ada.getByLabel('Recovery code').fill(code);
      await ada.keyboard.press('Enter');
      await ada.getByRole('heading', { level: 1, name: 'Second factor' }).waitFor();

      await ada.goto(`${url}/settings/workspace`);
      await ada.getByText('1 member without one: Ben.').waitFor();
      await decide(ada, 'Ask for one');
      await ada.getByText('This workspace asks for a second factor now.').waitFor();
      await ben.goto(`${url}/settings/workspace`);
      await ben.getByText('Acme asks for a second factor').waitFor();

      await ada.getByRole('link', { name: 'Members' }).click();
      await ada.getByRole('link', { name: 'Ben', exact: true }).click();
      await ada.getByRole('radio', { name: 'viewer' }).check();
      await ada.getByRole('button', { name: 'Change the role' }).click();
      await ada.getByText('Ben is a viewer now.').waitFor();
      await decide(ada, 'Shut out');
      await ada.getByText('Ben is shut out.').waitFor();

      await ada.goto(`${url}/settings/sign-ins`);
      await decide(ada, 'End all');
      await ada.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor();
      await ada.getByLabel('E-mail').fill('ada@example.com');
      await ada.getByLabel('Password', { exact: true }).fill(PASSWORD);
      await ada.keyboard.press('Enter');
      await ada.getByRole('button', { name: 'Use a recovery code instead' }).click();
      await ada.getByLabel('Recovery code').fill(another);
      await ada.keyboard.press('Enter');

      await ada.getByRole('heading', { level: 1, name: 'Sign-ins' }).waitFor();
      await ada.getByRole('link', { name: 'Audit trail' }).click();
      const done = ada.getByRole('region', { name: 'What was done' });
      await done.getByText('A member was shut out.', { exact: true }).waitFor();
      await done.getByText('An API key was ended.', { exact: true }).waitFor();
      await ada.getByRole('button', { name: 'Check the chain' }).click();
      await ada.getByText('The chain holds').waitFor();
      expect(await ada.locator('img').count()).toBe(0);
    },
  );
});
