import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { CODE, PASSWORD, TOKEN } from './identity-door-fixture.ts';
import { openConsole } from './open-console.ts';
import { withBrowser } from './with-browser.ts';

const at = (page: Page): string => new URL(page.url()).pathname;

const signIn = async (page: Page, password = PASSWORD): Promise<void> => {
  await page.getByLabel('E-mail').fill('ada@example.com');
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
};

await withBrowser('before the door', (browser) => {
  it('the first person sets the instance up, and what is wrong stands at its field', async () => {
    await using open = await openConsole(browser, { mode: 'fresh', path: '/' });
    const { page } = open;
    await page.getByRole('heading', { level: 1, name: 'Set up Holdfast' }).waitFor();
    expect(at(page)).toBe('/setup');
    const make = page.getByRole('button', { name: 'Make account and workspace' });
    await make.click();
    const token = page.getByLabel('Setup token');
    expect(await token.getAttribute('aria-invalid')).toBe('true');
    expect(await token.evaluate((field) => field === document.activeElement)).toBe(true);
    await token.fill('wrong');
    await page.getByLabel('Your name').fill('Grace Hopper');
    await page.getByLabel('E-mail').fill('grace');
    await page.getByLabel('Workspace').fill('Navy');
    const password = page.getByLabel('Password', { exact: true });
    await password.fill('short');
    await page.getByText('12 characters or more, 5 so far').waitFor();
    await make.click();
    await page.getByText('This is no e-mail address').waitFor();
    await page.getByLabel('E-mail').fill('grace@example.com');
    await make.click();
    await page.getByRole('alert').getByText('That is not the token of this instance').waitFor();
    await token.fill(TOKEN);
    await make.click();
    await page.getByText('It must have 12 characters or more.').waitFor();
    expect(await password.evaluate((field) => field === document.activeElement)).toBe(true);
    await page.getByRole('button', { name: 'Show password' }).click();
    expect(await password.getAttribute('type')).toBe('text');
    await password.fill(PASSWORD);
    await make.click();
    await page.getByRole('heading', { level: 1, name: 'What needs you' }).waitFor();
    await page.getByRole('group', { name: 'Signed in' }).getByText('Grace Hopper').waitFor();
    expect(open.complaints).toEqual([]);
  });

  it('the setup token may come behind the # of a link, and leaves the address at once', async () => {
    await using open = await openConsole(browser, { mode: 'fresh', path: `/setup#${TOKEN}` });
    const { page } = open;
    await page.getByLabel('Your name').and(page.locator(':focus')).waitFor();
    expect(await page.getByLabel('Setup token').count()).toBe(0);
    await expect.poll(() => new URL(page.url()).hash).toBe('');
  });

  it('people sign in, by code where there is a second factor, and come back to where they were', async () => {
    await using open = await openConsole(browser, { mode: 'mailed', path: '/operations/jobs?state=dead' });
    const { page } = open;
    await signIn(page, 'wrong but long enough');
    await page.getByRole('alert').getByText('E-mail or password is not right.').waitFor();
    await signIn(page);
    const code = page.getByLabel('Code', { exact: true });
    await code.and(page.locator(':focus')).waitFor();
    expect(await code.getAttribute('autocomplete')).toBe('one-time-code');
    await code.fill('12 34');
    await page.keyboard.press('Enter');
    await page.getByText('It must be six digits.').waitFor();
    await page.getByRole('button', { name: 'Use a recovery code instead' }).click();
    await page.getByLabel('Recovery code').waitFor();
    await page.getByRole('button', { name: 'Use a code of the authenticator' }).click();
    await code.fill(`${CODE.slice(0, 3)} ${CODE.slice(3)}`);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Jobs' }).waitFor();
    expect(new URL(page.url()).search).toBe('?state=dead');
    expect(open.complaints).toEqual([]);
  });

  it('managers of passwords know the fields', async () => {
    await using open = await openConsole(browser, { mode: 'stranger', path: '/sign-in' });
    const { page } = open;
    expect(await page.getByLabel('E-mail').getAttribute('autocomplete')).toBe('username');
    expect(await page.getByLabel('Password', { exact: true }).getAttribute('autocomplete')).toBe('current-password');
    await page.goto(`${open.server.url}/reset#${TOKEN}`);
    expect(await page.getByLabel('New password', { exact: true }).getAttribute('autocomplete')).toBe('new-password');
  });

  it.each([['//evil.example/'], ['https://evil.example/'], ['/sign-in']])('%s is no way on', async (to) => {
    await using open = await openConsole(browser, { mode: 'stranger', path: `/sign-in?to=${encodeURIComponent(to)}` });
    await signIn(open.page);
    await open.page.getByRole('heading', { level: 1, name: 'What needs you' }).waitFor();
    expect(new URL(open.page.url()).origin).toBe(open.server.url);
  });

  it('issuers are links, and a letter helps only where mail works', async () => {
    await using open = await openConsole(browser, {
      mode: 'mailed',
      path: '/sign-in?to=%2Fproofs&problem=unknown_identity',
    });
    const { page } = open;
    const issuer = page.getByRole('link', { name: 'Sign in with Corp SSO' });
    expect(await issuer.getAttribute('href')).toBe('/api/v1/oidc/corp/start?to=%2Fproofs');
    await page.getByRole('alert').getByText('That account opens none here').waitFor();
    await page.getByRole('link', { name: 'I forgot my password' }).click();
    await page.getByRole('heading', { level: 1, name: 'Forgotten password' }).waitFor();
    await page.getByLabel('E-mail').fill('ada@example.com');
    await page.getByRole('button', { name: 'Send me a link' }).click();
    await page.getByText('If ada@example.com has an account here').waitFor();
    open.server.become('stranger');
    await page.goto(`${open.server.url}/sign-in`);
    await page.getByText('An admin of your workspace can make a link').waitFor();
    expect(await page.getByRole('link', { name: 'I forgot my password' }).count()).toBe(0);
  });

  it('whoever is invited makes an account and is in', async () => {
    await using open = await openConsole(browser, { mode: 'stranger', path: `/invitation#${TOKEN}` });
    const { page } = open;
    await page.getByRole('heading', { level: 1, name: 'Join Acme' }).waitFor();
    await page.getByText('dan@example.com is invited as an analyst').waitFor();
    expect(new URL(page.url()).hash).toBe('');
    await page.getByLabel('Your name').fill('Dan');
    await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await page.getByRole('button', { name: 'Make an account and join' }).click();
    await page.getByRole('group', { name: 'Signed in' }).getByText('Dan').waitFor();
    expect(open.complaints).toEqual([]);
  });

  it('whoever has an account already joins with it, and its code', async () => {
    await using open = await openConsole(browser, { mode: 'mailed', path: `/invitation#${TOKEN}` });
    const { page } = open;
    await page.getByRole('button', { name: 'Join with Corp SSO' }).waitFor();
    await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await page.getByRole('button', { name: 'Sign in and join' }).click();
    await page.getByLabel('Code', { exact: true }).fill(CODE);
    await page.getByRole('button', { name: 'Sign in and join' }).click();
    await page.getByRole('group', { name: 'Signed in' }).waitFor();
    expect(open.complaints).toEqual([]);
  });

  it('a link that is old or not whole says whom to ask', async () => {
    await using open = await openConsole(browser, { mode: 'stranger', path: '/invitation#old' });
    const { page } = open;
    await page.getByRole('alert').getByText('This invitation works no more').waitFor();
    for (const path of ['/invitation', '/reset']) {
      await page.goto(open.server.url + path);
      await page.getByText('The link is not whole').waitFor();
    }
    await page.goto(`${open.server.url}/reset#old`);
    await page.getByLabel('New password', { exact: true }).fill(PASSWORD);
    await page.getByRole('button', { name: 'Set the password' }).click();
    await page.getByRole('alert').getByText('This link works no more').waitFor();
    expect(open.complaints).toEqual([]);
  });

  it('a new password is set by a link, and opens the account', async () => {
    await using open = await openConsole(browser, { mode: 'stranger', path: `/reset#${TOKEN}` });
    const { page } = open;
    await page.getByLabel('New password', { exact: true }).fill(PASSWORD);
    await page.getByRole('button', { name: 'Set the password' }).click();
    await page.getByRole('heading', { level: 1, name: 'Your password is new' }).waitFor();
    await page.getByRole('link', { name: 'Sign in' }).click();
    await signIn(page);
    await page.getByRole('heading', { level: 1, name: 'What needs you' }).waitFor();
    expect(open.complaints).toEqual([]);
  });
});
