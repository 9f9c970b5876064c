import { expect, it } from 'vitest';
import { KEY_ID } from './identity-data.ts';
import { CODE, PASSWORD } from './identity-door-fixture.ts';
import { openConsole } from './open-console.ts';
import { withBrowser } from './with-browser.ts';

await withBrowser('whoever is signed in', (browser) => {
  it('signs out, and is sent to the door from wherever that is noticed', async () => {
    await using open = await openConsole(browser, { path: '/settings/keys' });
    const { page } = open;
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor();
    expect(new URL(page.url()).searchParams.get('to')).toBe('/settings/keys');
    open.server.become('member');
    await page.goto(`${open.server.url}/settings/members`);
    await page.getByRole('table', { name: 'Members' }).waitFor();
    // the sign-in ends elsewhere: the next thing that is asked for says so
    open.server.become('stranger');
    await page.getByRole('button', { name: 'Look again' }).click();
    await page.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor();
    await page.getByLabel('E-mail').fill('ada@example.com');
    await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Members' }).waitFor();
    expect(open.complaints).toEqual([]);
  });

  it('is in one of several workspaces, and the next page begins in the one that was chosen', async () => {
    await using open = await openConsole(browser, { path: '/settings/profile', mode: 'several' });
    const { page } = open;
    const links = page.getByRole('navigation', { name: 'Settings' }).getByRole('link');
    await expect.poll(() => links.allInnerTexts()).toContain('Members');
    await page.getByRole('combobox', { name: 'Workspace' }).selectOption('Globex');
    await expect.poll(() => links.allInnerTexts()).not.toContain('Members');
    await page.reload();
    const chosen = page.getByRole('combobox', { name: 'Workspace' });
    await expect
      .poll(() => chosen.evaluate((box) => (box as HTMLSelectElement).selectedOptions[0]?.text))
      .toBe('Globex');
    await page.goto(`${open.server.url}/settings/members`);
    await page.getByRole('alert').getByText('This needs the permission members:manage').waitFor();
    await chosen.selectOption('Acme');
    await page.getByRole('table', { name: 'Members' }).waitFor();
  });

  it('is offered what they may see, and told why the rest cannot be done', async () => {
    await using open = await openConsole(browser, { path: '/settings/workspace', mode: 'viewer' });
    const { page } = open;
    await page.getByText('Only who may manage the workspace can change this').first().waitFor();
    const pages = page.getByRole('navigation', { name: 'Pages' }).getByRole('list').getByRole('link');
    // how much waits stands behind a name, when it is known
    const names = (await pages.allInnerTexts()).map((text) => text.split('\n')[0]);
    expect(names).toEqual(['Home', 'Knowledge', 'Decisions', 'Traces', 'Health', 'Settings']);
    const settings = page.getByRole('navigation', { name: 'Settings' }).getByRole('link');
    expect(await settings.allInnerTexts()).toEqual([
      'Profile',
      'Notifications',
      'Sign-ins',
      'Second factor',
      'Prices',
      'Name and rules',
    ]);
    expect(await page.getByRole('button', { name: 'Rename' }).getAttribute('aria-disabled')).toBe('true');
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox', { name: 'Find a page or an action' }).fill('members');
    await page.getByText('Nothing is called “members”').waitFor();
  });

  it('shows a secret before a sensitive act, which then goes on by itself', async () => {
    await using open = await openConsole(browser, { path: `/settings/keys/${KEY_ID}`, mode: 'unproved' });
    const { page, server } = open;
    const rotate = async (): Promise<void> => {
      await page.getByRole('button', { name: 'Rotate' }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Rotate' }).click();
    };
    const dialog = page.getByRole('dialog', { name: 'Show that it is you' });
    await rotate();
    await dialog.getByRole('button', { name: 'Close' }).click();
    await page.getByRole('alert').getByText('it asks you to show that it is you').waitFor();
    await rotate();
    await dialog.getByLabel('Password', { exact: true }).fill('not the right one');
    await page.keyboard.press('Enter');
    await dialog.getByRole('alert').getByText('That is not it').waitFor();
    await dialog.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await page.keyboard.press('Enter');
    await page.getByText('Copy it now.').waitFor();
    await dialog.waitFor({ state: 'detached' });
    expect(server.asked().filter((one) => one.endsWith('/rotate'))).toHaveLength(3);
    expect(open.complaints).toEqual([]);
  });

  it('leads whoever has no second factor to it from the start page', async () => {
    await using open = await openConsole(browser, { path: '/', mode: 'factorless' });
    const { page } = open;
    await page.getByText('Acme asks for a second factor').waitFor();
    await page.getByRole('button', { name: 'Set it up' }).waitFor();
    expect(new URL(page.url()).pathname).toBe('/settings/second-factor');
    expect(open.complaints).toEqual([]);
  });

  it('sets up the second factor that the workspace asks for, keeps the codes, and goes on', async () => {
    await using open = await openConsole(browser, { path: '/operations/jobs', mode: 'factorless' });
    const { page } = open;
    await page.getByText('Acme asks for a second factor').waitFor();
    await page.getByRole('button', { name: 'Set it up' }).click();
    const qr = page.getByRole('img', { name: 'QR code of the secret' });
    await qr.waitFor();
    const code = page.getByLabel('Code', { exact: true });
    await code.fill('000000');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').getByText('That is not the code of this secret').waitFor();
    await code.fill(CODE);
    await page.keyboard.press('Enter');
    await expect.poll(() => page.getByRole('list', { name: 'Recovery codes' }).getByRole('listitem').count()).toBe(8);
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Download' }).click();
    expect((await download).suggestedFilename()).toBe('holdfast-recovery-codes.txt');
    // somebody looks for a pen, and comes back
    await page.evaluate("document.dispatchEvent(new Event('visibilitychange', { bubbles: true }))");
    await page.clock.runFor(11_000);
    const done = page.getByRole('button', { name: 'Done' });
    expect(await done.getAttribute('aria-disabled')).toBe('true');
    await page.getByRole('checkbox', { name: 'I have kept them' }).check();
    await done.click();
    await page.getByRole('heading', { level: 1, name: 'Jobs' }).waitFor();
    expect(open.complaints).toEqual([]);
  });

  it('shows a code where the sign-in is older than the second factor', async () => {
    await using open = await openConsole(browser, { path: '/operations/jobs', mode: 'codeless' });
    const { page } = open;
    await page.getByRole('heading', { level: 1, name: 'Show a code' }).waitFor();
    await page.getByLabel('Code', { exact: true }).fill(CODE);
    await page.keyboard.press('Enter');
    await page.getByRole('table', { name: 'Jobs' }).waitFor();
    expect(open.complaints).toEqual([]);
  });
});
