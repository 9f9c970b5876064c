import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { BEN, KEY_ID } from './identity-data.ts';
import { PASSWORD } from './identity-door-fixture.ts';
import { LINK, WHOLE_KEY } from './identity-people-fixture.ts';
import { PRICE_ID, PROVIDER_ID } from './models-fixture.ts';
import { openConsole } from './open-console.ts';
import { PAGER_ID } from './webhooks-fixture.ts';
import { withBrowser } from './with-browser.ts';

const PAGES = [
  'profile',
  'notifications',
  'sign-ins',
  'second-factor',
  'members',
  `members/${BEN}`,
  'invitations',
  'keys',
  `keys/${KEY_ID}`,
  'keys/new',
  'models',
  `models/${PROVIDER_ID}`,
  'models/new',
  'webhooks',
  'webhooks/new',
  `webhooks/${PAGER_ID}`,
  'prices',
  `prices/${PRICE_ID}`,
  'prices/new',
  'prices/import',
  'workspace',
  'audit',
  'workspaces',
  'accounts',
] as const;

const row = (page: Page, text: string) => page.getByRole('row').filter({ hasText: text });
const said = (page: Page, text: string) => page.getByRole('status').getByText(text);

/** Presses a button, and in the question that it asks the one that does it. */
const decide = async (page: Page, name: RegExp | string, act: string): Promise<void> => {
  await page.getByRole('button', { name }).first().click();
  await page.getByRole('dialog').getByRole('button', { name: act, exact: true }).click();
};

await withBrowser('Settings', (browser) => {
  it('change a name, and a password that was shown', async () => {
    await using open = await openConsole(browser, { path: '/settings' });
    const { page } = open;
    await page.getByLabel('Name', { exact: true }).fill('Augusta King');
    await page.getByRole('button', { name: 'Save' }).click();
    await said(page, 'Saved.').waitFor();
    await page.getByRole('group', { name: 'Signed in' }).getByText('Augusta King').waitFor();
    await page.getByLabel('Current password', { exact: true }).fill('not the right one');
    await page.getByLabel('New password', { exact: true }).fill(`${PASSWORD} too`);
    await page.getByRole('button', { name: 'Change the password' }).click();
    await page.getByRole('alert').getByText('The current password is not right.').waitFor();
    await page.getByLabel('Current password', { exact: true }).fill(PASSWORD);
    await page.getByRole('button', { name: 'Change the password' }).click();
    await said(page, 'Your password is new').waitFor();
    expect(await page.getByLabel('New password', { exact: true }).inputValue()).toBe('');
    expect(open.complaints).toEqual([]);
  });

  it('end one sign-in of several, or all of them', async () => {
    await using open = await openConsole(browser, { path: '/settings/sign-ins' });
    const { page } = open;
    await row(page, 'Firefox on Linux').getByText('This one').waitFor();
    await decide(page, 'End it (Safari on iPhone)', 'End it');
    await said(page, 'Safari on iPhone is signed out.').waitFor();
    await expect.poll(() => row(page, 'Safari on iPhone').count()).toBe(0);
    await decide(page, /End all/u, 'End all');
    await page.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor();
  });

  it('renew recovery codes, and remove a second factor', async () => {
    await using open = await openConsole(browser, { path: '/settings/second-factor' });
    const { page } = open;
    await page.getByText('2 left: make new ones').waitFor();
    await decide(page, 'New codes', 'New codes');
    await page.getByRole('checkbox', { name: 'I have kept them' }).check();
    await page.getByRole('button', { name: 'Done' }).click();
    await decide(page, 'Remove it', 'Remove it');
    await page.getByRole('heading', { name: 'You have none' }).waitFor();
    expect(open.complaints).toEqual([]);
  });

  it('invite somebody, with the link where no mail is sent', async () => {
    await using open = await openConsole(browser, { path: '/settings/members' });
    const { page } = open;
    await page.getByRole('button', { name: 'Invite' }).click();
    await page.getByLabel('E-mail').fill('ben@example.com');
    await page.getByRole('radio', { name: 'viewer' }).check();
    await page.keyboard.press('Enter');
    await page.getByRole('alert').getByText('a member already').waitFor();
    await page.getByLabel('E-mail').fill('zoe@example.com');
    await page.keyboard.press('Enter');
    await said(page, 'zoe@example.com is invited').waitFor();
    await page.getByText(LINK).waitFor();
    await page.getByRole('link', { name: 'Invitations' }).click();
    expect(await row(page, 'zoe@example.com').innerText()).toMatch(/as viewer[\s\S]*open/u);
    await decide(page, 'Take back (zoe@example.com)', 'Take back');
    await row(page, 'zoe@example.com').getByText('taken back').waitFor();
    await decide(page, 'Send again (eve@example.com)', 'Send again');
    await said(page, 'eve@example.com is invited').waitFor();
    await page.getByRole('group', { name: 'State' }).getByRole('link', { name: 'accepted' }).click();
    await expect.poll(() => page.getByRole('row').count()).toBe(2);
  });

  it('give a member another role and take it back, shut out and let in, remove', async () => {
    await using open = await openConsole(browser, { path: '/settings/members' });
    const { page } = open;
    await page.getByRole('link', { name: 'Ben Okri' }).click();
    await page.getByRole('radio', { name: 'admin' }).check();
    await page.getByRole('button', { name: 'Change the role' }).click();
    await said(page, 'Ben Okri is an admin now.').waitFor();
    await page.getByRole('button', { name: 'Undo' }).click();
    await said(page, 'Ben Okri is an analyst now.').waitFor();
    await decide(page, 'Shut out', 'Shut out');
    await said(page, 'Ben Okri is shut out.').waitFor();
    await page.getByRole('button', { name: 'Let in again' }).click();
    await said(page, 'Ben Okri is in again').waitFor();
    expect(await page.getByRole('button', { name: 'Remove factor' }).getAttribute('aria-disabled')).toBe('true');
    await decide(page, 'Password link', 'Password link');
    await page.getByText(LINK.replace('invitation', 'reset')).waitFor();
    await decide(page, /^Remove$/u, 'Remove');
    await page.getByText('There is nothing here').or(said(page, 'no member any more')).first().waitFor();
    expect(open.complaints).toEqual([]);
  });

  it('do the next deed with what the one before left, however slow that is to come', async () => {
    await using open = await openConsole(browser, { path: '/settings/members' });
    const { page } = open;
    await page.getByRole('link', { name: 'Ben Okri' }).click();
    await page.getByRole('radio', { name: 'admin' }).check();
    const asked = Promise.withResolvers<void>();
    const answered = Promise.withResolvers<void>();
    await page.route(`**/members/${BEN}`, async (one) => {
      if (one.request().method() === 'GET') {
        asked.resolve();
        await answered.promise;
      }
      await one.continue();
    });
    await page.getByRole('button', { name: 'Change the role' }).click();
    await asked.promise;
    const shutOut = page.getByRole('button', { name: 'Shut out' });
    expect(await shutOut.getAttribute('aria-disabled')).toBe('true');
    answered.resolve();
    await said(page, 'Ben Okri is an admin now.').waitFor();
    await decide(page, 'Shut out', 'Shut out');
    await said(page, 'Ben Okri is shut out.').waitFor();
    expect(open.complaints).toEqual([]);
  });

  it('make a key that is seen once, rotate it, revoke it', async () => {
    await using open = await openConsole(browser, { path: '/settings/keys' });
    const { page } = open;
    await page.getByRole('link', { name: 'Make a key' }).click();
    const make = page.getByRole('button', { name: 'Make the key' });
    expect(await make.getAttribute('aria-disabled')).toBe('true');
    await page.getByRole('textbox', { name: 'Name' }).fill('crawler');
    await page
      .getByRole('group', { name: 'Agents at work' })
      .getByRole('checkbox', { name: 'knowledge:write' })
      .check();
    await make.click();
    await page.getByText(WHOLE_KEY, { exact: true }).waitFor();
    await page.getByText('/api/v1/key -H').waitFor();
    await page.getByRole('link', { name: 'I have it' }).click();
    await row(page, 'crawler').getByText('active').waitFor();
    expect(await page.getByText(WHOLE_KEY).count()).toBe(0);
    await row(page, 'crawler').getByRole('link').click();
    await page.getByRole('combobox', { name: 'A new key in its place' }).selectOption('an hour longer');
    await page.getByRole('button', { name: 'Rotate' }).click();
    await page.getByRole('dialog').getByText('The old one works for an hour more.').waitFor();
    await page.getByRole('dialog').getByRole('button', { name: 'Rotate' }).click();
    await page.getByText(WHOLE_KEY, { exact: true }).waitFor();
    await decide(page, 'Revoke', 'Revoke');
    await said(page, 'crawler is revoked.').waitFor();
    await page.getByText('it has ended for good').waitFor();
    expect(open.complaints).toEqual([]);
  });

  it('rename a workspace, and ask for a second factor after having said whom that keeps out', async () => {
    await using open = await openConsole(browser, { path: '/settings/workspace' });
    const { page } = open;
    await page.getByRole('textbox', { name: 'Name' }).fill('Acme Corp');
    await page.getByRole('button', { name: 'Rename' }).click();
    await said(page, 'Saved.').waitFor();
    await page.getByText('1 member without one: Ben Okri.').waitFor();
    await page.getByRole('button', { name: 'Ask for one' }).click();
    await page.getByRole('dialog').getByText('1 member without one: Ben Okri.').waitFor();
    await page.getByRole('dialog').getByRole('button', { name: 'Ask for one' }).click();
    await said(page, 'asks for a second factor now').waitFor();
    await page.getByRole('button', { name: 'Undo' }).click();
    await said(page, 'asks for no second factor any more').waitFor();
    expect(open.complaints).toEqual([]);
  });

  it('read the audit trail in words, and check its chain', async () => {
    await using open = await openConsole(browser, { path: '/settings/audit' });
    const { page, server } = open;
    const entries = page.getByRole('region', { name: 'What was done' }).getByRole('listitem');
    await entries.filter({ hasText: 'An API key was made.' }).getByText('not sealed yet').waitFor();
    expect(await entries.nth(1).innerText()).toMatch(
      /by Ada Lovelace, about Ben Okri, from 192.0.2.7, by Firefox on Linux/u,
    );
    await entries.nth(1).getByText('Details').click();
    await entries.nth(1).getByText('member.role_changed').waitFor();
    await page.getByRole('group', { name: 'About' }).getByRole('link', { name: 'sign-ins' }).click();
    await expect.poll(() => entries.count()).toBe(2);
    await entries.getByRole('link', { name: 'Ben Okri' }).click();
    await expect.poll(() => entries.count()).toBe(1);
    await page.getByRole('button', { name: 'Check the chain' }).click();
    await said(page, 'The chain holds').waitFor();
    await page.getByText('Compare with a head that you kept').click();
    await page.getByLabel('Head of an earlier check').fill(`118:${'ab'.repeat(32)}`);
    await page.getByRole('button', { name: 'Check the chain' }).click();
    await said(page, 'The chain is broken').waitFor();
    // reading it is written down: it is not read again by itself
    const before = server.asked().filter((one) => one.includes('/audit?')).length;
    await page.clock.runFor(60_000);
    expect(server.asked().filter((one) => one.includes('/audit?'))).toHaveLength(before);
    await page.getByRole('group', { name: 'Of' }).getByRole('link', { name: 'The instance' }).click();
    await entries.filter({ hasText: 'The instance was set up' }).waitFor();
    expect(open.complaints).toEqual([]);
  });

  it('make a workspace, and see to accounts as an operator', async () => {
    await using open = await openConsole(browser, { path: '/settings/workspaces' });
    const { page } = open;
    await page.getByLabel('Name').fill('Initech');
    await page.getByRole('button', { name: 'Make it' }).click();
    await row(page, 'Initech').waitFor();
    await page.getByRole('link', { name: 'Accounts' }).click();
    await decide(page, 'Make operator (Ben Okri)', 'Make operator');
    await said(page, 'Ben Okri runs this instance now').waitFor();
    await page.getByRole('button', { name: 'Undo' }).click();
    await said(page, 'Ben Okri is no operator any more.').waitFor();
    await decide(page, 'Shut out (Ben Okri)', 'Shut out');
    await said(page, 'Ben Okri is shut out of the instance.').waitFor();
    await page.getByLabel('E-mail').fill('cleo@example.com');
    await page.keyboard.press('Enter');
    await expect.poll(() => page.getByRole('heading', { level: 3 }).allInnerTexts()).toEqual(['Cleo Ruiz']);
  });

  it.each(['planted', 'long'] as const)(
    'show %s texts as text, within the width of a phone',
    { timeout: 90_000 },
    async (mode) => {
      await using open = await openConsole(browser, { mode, path: '/health', viewport: { width: 360, height: 740 } });
      const { page } = open;
      for (const path of PAGES.map((name) => `/settings/${name}`)) {
        await page.goto(open.server.url + path);
        await page.locator('main h2').first().waitFor();
        for (const folded of await page.locator('main summary').all()) await folded.click();
        expect.soft(await page.evaluate('document.documentElement.scrollWidth'), path).toBe(360);
        expect.soft(await page.locator('img, main b, main script').count(), path).toBe(0);
        expect.soft(await page.title(), path).not.toBe('owned');
      }
      expect(open.complaints).toEqual([]);
    },
  );
});
