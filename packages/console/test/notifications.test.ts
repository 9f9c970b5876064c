import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { openConsole, PHONE } from './open-console.ts';
import { withBrowser } from './with-browser.ts';

const bell = (page: Page) => page.getByRole('link', { name: /^Notifications/u }).first();
const list = (page: Page) => page.getByRole('list', { name: 'Notifications' });

await withBrowser('Notifications', (browser) => {
  it('ring until they are read, one by one or all that were seen', async () => {
    await using open = await openConsole(browser, { path: '/health' });
    const { page } = open;
    await page.getByRole('link', { name: 'Notifications, 3 not read' }).click();
    await list(page).getByText('From Monday on Cleo is first.').waitFor();
    expect(await list(page).getByText('new', { exact: true }).count()).toBe(3);
    await list(page).getByRole('link', { name: 'Isolate host web-14' }).click();
    await page.getByRole('article').getByRole('heading', { name: 'Isolate host web-14' }).waitFor();
    await page.getByRole('link', { name: 'Notifications, 2 not read' }).click();
    await page.getByRole('button', { name: 'Mark as read (The on-call list has changed)' }).click();
    await page.getByRole('status').getByText('“The on-call list has changed” is read.').waitFor();
    await page.getByRole('link', { name: 'Notifications, 1 not read' }).waitFor();
    await page.getByRole('link', { name: 'not read', exact: true }).click();
    await expect.poll(() => list(page).getByRole('listitem').count()).toBe(1);
    await page.getByRole('button', { name: 'Mark all read' }).click();
    await page.getByText('You have read everything').waitFor();
    await page.getByRole('link', { name: 'Notifications', exact: true }).first().waitFor();
    expect(open.complaints).toEqual([]);
  });

  it('lead to no other place than the console', async () => {
    await using open = await openConsole(browser, { path: '/notifications' });
    await list(open.page).getByText('Ben Okri handed you').first().waitFor();
    expect(await list(open.page).getByRole('link', { name: 'Ben Okri handed you' }).count()).toBe(0);
    expect(await list(open.page).getByRole('link', { name: 'Raise the token budget' }).getAttribute('href')).toBe(
      '/decisions',
    );
  });

  it('come as each wishes, by topic and channel', async () => {
    await using open = await openConsole(browser, { path: '/notifications', viewport: PHONE });
    const { page } = open;
    await page.getByRole('link', { name: 'What you are told of' }).click();
    const mail = page.getByRole('checkbox', { name: 'Messages: by e-mail' });
    expect(await mail.isChecked()).toBe(true);
    const sent = page.waitForRequest((request) => request.method() === 'PATCH');
    await mail.click();
    expect((await sent).postDataJSON()).toEqual({ topics: { message: { email: false } } });
    await page.getByRole('status').getByText('Saved.').waitFor();
    await page.reload();
    await mail.waitFor();
    expect(await mail.isChecked()).toBe(false);
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
    expect(open.complaints).toEqual([]);
  });

  it('say where there are none what would come, and that no mail does', async () => {
    await using open = await openConsole(browser, { path: '/notifications', mode: 'empty' });
    const { page } = open;
    await page.getByText('You were told of nothing yet').waitFor();
    await page.getByRole('main').getByRole('link', { name: 'What you are told of' }).first().click();
    await page.getByText('this Holdfast has no mail server').waitFor();
    expect(await page.getByRole('checkbox', { name: 'Messages: by e-mail' }).isDisabled()).toBe(true);
  });

  it('are not there for an operator without a workspace', async () => {
    await using open = await openConsole(browser, { path: '/health', mode: 'operator' });
    await open.page.getByRole('table').waitFor();
    expect(await bell(open.page).count()).toBe(0);
  });

  it('show what anybody wrote as text on a phone', async () => {
    await using open = await openConsole(browser, { path: '/notifications', mode: 'planted', viewport: PHONE });
    await open.page.getByRole('main').getByText('onerror').first().waitFor();
    expect(await open.page.title()).not.toBe('owned');
    expect(await open.page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
    expect(open.complaints).toEqual([]);
  });
});
