import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { openConsole, PHONE } from './open-console.ts';
import { DEAD_ID, GONE_ID, PAGER_ID, SECRET } from './webhooks-fixture.ts';
import { withBrowser } from './with-browser.ts';

const row = (page: Page, text: string) => page.getByRole('row').filter({ hasText: text });
const said = (page: Page, text: string) => page.getByRole('status').getByText(text);
const decide = async (page: Page, name: string): Promise<void> => {
  await page.getByRole('button', { name, exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name, exact: true }).click();
};

await withBrowser('Webhooks', (browser) => {
  it('are added, and their secret is shown once', async () => {
    await using open = await openConsole(browser, { path: '/settings/webhooks' });
    const { page } = open;
    await row(page, 'Warehouse').getByText('receiver gone').waitFor();
    await row(page, 'Pager').getByText('answered 503').waitFor();
    expect(await row(page, 'Pager').getByRole('link', { name: '2 given up' }).getAttribute('href')).toContain(
      'state=dead',
    );
    await page.getByRole('link', { name: 'Add a webhook' }).click();
    await page.getByLabel('Name').fill('Chat');
    await page.getByLabel('Address').fill('hooks.example.com');
    await page.getByRole('button', { name: 'Add the webhook' }).click();
    await page.getByText('One is like https://').waitFor();
    await page.getByLabel('Address').fill('https://hooks.example.com/chat');
    await page.getByRole('radio', { name: 'Only some' }).check();
    await page.getByText('Choose what it is told of.').waitFor();
    await page.getByRole('checkbox', { name: 'decision.decided' }).check();
    await page.getByRole('button', { name: 'Add the webhook' }).click();
    await page.getByText(SECRET).waitFor();
    await page.getByRole('link', { name: 'to the webhook' }).click();
    await page.getByRole('heading', { level: 1, name: 'Chat' }).waitFor();
    await page.getByRole('definition').getByText('decision.decided', { exact: true }).waitFor();
    expect(await page.content()).not.toContain(SECRET);
    expect(open.complaints).toEqual([]);
  });

  it('take the place of what an area already holds', async () => {
    await using open = await openConsole(browser, { path: '/settings/webhooks/new' });
    const { page } = open;
    await page.getByRole('radio', { name: 'Only some' }).check();
    const moved = page.getByRole('checkbox', { name: 'decision.moved' });
    await moved.check();
    await page.getByRole('checkbox', { name: 'decision.*' }).check();
    expect(await moved.isChecked()).toBe(true);
    expect(await moved.isDisabled()).toBe(true);
    await page.getByRole('checkbox', { name: 'decision.*' }).uncheck();
    expect(await moved.isChecked()).toBe(false);
  });

  it('are changed, tested, given another secret and removed', async () => {
    await using open = await openConsole(browser, { path: `/settings/webhooks/${PAGER_ID}` });
    const { page } = open;
    await page.getByRole('button', { name: 'Send a test' }).click();
    await said(page, 'A test is on its way.').waitFor();
    await row(page, 'webhook.test').getByText('delivered').waitFor();
    await decide(page, 'Rotate');
    await said(page, SECRET).waitFor();
    await page.getByText('The one before signs as well until').waitFor();
    await page.getByLabel('Name').fill('Pager at night');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('heading', { level: 1, name: 'Pager at night' }).waitFor();
    await page.getByRole('button', { name: 'Disable' }).click();
    await said(page, 'Pager at night is told nothing any more.').waitFor();
    await decide(page, 'Remove');
    await page.getByText('Pager at night is removed').waitFor();
    await page.getByRole('link', { name: 'To the webhooks' }).click();
    await row(page, 'Warehouse').waitFor();
    expect(await row(page, 'Pager').count()).toBe(0);
    expect(open.complaints).toEqual([]);
  });

  it('have a log that is narrowed by the address, and of which one or all dead are sent again', async () => {
    await using open = await openConsole(browser, { path: `/settings/webhooks/${PAGER_ID}` });
    const { page } = open;
    await row(page, 'decision.moved').getByText('answered 503').waitFor();
    await page.getByRole('link', { name: 'given up' }).click();
    await page.waitForURL('**/*?state=dead');
    await row(page, 'decision.executed').getByRole('link').click();
    await page.getByText('No connection to hooks.example.com').waitFor();
    await page.getByText('"title": "Isolate host web-7"').waitFor();
    expect(await page.getByRole('link', { name: 'decision 0195' }).getAttribute('href')).toContain('/decisions/');
    await page.getByRole('button', { name: 'Send again' }).click();
    await said(page, 'It is sent again').waitFor();
    await page.getByRole('button', { name: 'Try it now' }).waitFor();
    await page.getByRole('link', { name: 'Back to the webhook' }).click();
    await page.getByRole('link', { name: 'given up' }).click();
    await expect.poll(() => row(page, 'decision.executed').count()).toBe(0);
    await decide(page, 'Send all again');
    await said(page, '1 delivery is sent again.').waitFor();
    await page.getByText('Nothing is given up.').waitFor();
    expect(open.complaints).toEqual([]);
  });

  it('that are disabled are enabled before anything is sent again', async () => {
    await using open = await openConsole(browser, { path: `/settings/webhooks/${GONE_ID}?state=dead` });
    const { page } = open;
    await page.getByText('It answered 410').waitFor();
    const all = page.getByRole('button', { name: 'Send all again' });
    expect(await all.getAttribute('aria-disabled')).toBe('true');
    await page.goto(`${open.server.url}/settings/webhooks/${GONE_ID}/deliveries/${DEAD_ID}`);
    await page.getByRole('button', { name: 'Send again' }).click();
    await page.getByRole('alert').getByText('This webhook is disabled. Enable it first.').waitFor();
    await page.getByRole('link', { name: 'Back to the webhook' }).click();
    await page.getByRole('button', { name: 'Enable' }).click();
    await said(page, 'Warehouse is told from now on.').waitFor();
    expect(await page.getByText('It answered 410').count()).toBe(0);
    expect(open.complaints).toEqual([]);
  });

  it('teach where there are none, and say what is needed', async () => {
    await using open = await openConsole(browser, { path: '/settings/webhooks', mode: 'empty' });
    await open.page.getByText('Nothing outside is told what happens here').waitFor();
    await using other = await openConsole(browser, { path: '/settings/webhooks', mode: 'viewer' });
    await other.page.getByText('webhooks:manage').first().waitFor();
    await other.page.goto(`${other.server.url}/settings/webhooks/new`);
    await other.page.getByText('This needs the permission webhooks:manage').waitFor();
    expect([...open.complaints, ...other.complaints]).toEqual([]);
  });

  it.each([
    `/settings/webhooks/${PAGER_ID}`,
    `/settings/webhooks/${PAGER_ID}/deliveries/${DEAD_ID}`,
    '/settings/webhooks',
  ])('show what anybody wrote as text on a phone on %s', async (path) => {
    await using open = await openConsole(browser, { path, mode: 'planted', viewport: PHONE });
    await open.page.getByRole('main').getByText('onerror').first().waitFor();
    expect(await open.page.title()).not.toBe('owned');
    expect(await open.page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
    expect(open.complaints).toEqual([]);
  });
});
