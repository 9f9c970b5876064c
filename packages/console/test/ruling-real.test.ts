import type { Page } from 'playwright-core';
import { expect, inject, it } from 'vitest';
import { realInstance } from './real-instance.ts';
import { newcomer, setUp } from './real-people.ts';
import { withBrowser } from './with-browser.ts';

const addRule = async (page: Page, url: string): Promise<void> => {
  await page.goto(`${url}/decisions/rules`);
  await page.getByText('No rule decides anything: people do').waitFor();
  await page.getByRole('link', { name: 'Add a rule' }).click();
  await page.getByLabel('Name').fill('Large refunds');
  await page.getByLabel('Kind').fill('refund');
  await page.getByRole('button', { name: 'Add a condition' }).click();
  const condition = page.getByRole('group', { name: 'Condition 1' });
  await condition.getByLabel('What is looked at').fill('/arguments/cents');
  await condition.getByLabel('How it is compared').selectOption('gt');
  await condition.getByLabel('Value').fill('100000');
  await page.getByLabel('Approvals').selectOption('2');
  await page.getByRole('button', { name: 'Add the rule' }).click();
  await page.getByText('refund where cents is above 100000 needs 2 approvals').waitFor();
};

const tryRules = async (page: Page, cents: number): Promise<void> => {
  await page.getByLabel('Arguments as JSON').fill(JSON.stringify({ cents }));
  await page.getByRole('button', { name: 'See what would come of it' }).click();
};

const addWebhook = async (page: Page, url: string): Promise<void> => {
  await page.goto(`${url}/settings/webhooks/new`);
  await page.getByLabel('Name').fill('Pager');
  await page.getByLabel('Address').fill('http://127.0.0.1:9/holdfast');
  await page.getByRole('button', { name: 'Add the webhook' }).click();
  await page.getByText(/^whsec_/u).waitFor();
  await page.getByRole('link', { name: 'to the webhook' }).click();
  await page.getByRole('heading', { level: 1, name: 'Pager' }).waitFor();
};

await withBrowser('with a Holdfast as it is shipped', (browser) => {
  it('an admin makes rules, begins and ends a bypass, and looks after a webhook', { timeout: 240_000 }, async () => {
    await using real = await realInstance(inject('consoleFolder'));
    const { url } = real;
    const ada = await newcomer(browser);
    await setUp(ada, url, real.setupToken);
    await ada.getByText('None. What an agent asks for').waitFor();

    await addRule(ada, url);
    await tryRules(ada, 4_200);
    await ada.getByRole('status').getByText('an answer within 24 h').waitFor();
    await tryRules(ada, 420_000);
    await ada.getByRole('status').getByText('2 approvals, an answer').waitFor();
    await ada.getByRole('list', { name: 'Rules that fit' }).getByText('Large refunds').waitFor();
    await ada.getByRole('button', { name: 'Disable' }).click();
    await ada.getByRole('status').getByText('counts for nothing any more').waitFor();

    await ada.goto(`${url}/decisions/bypasses`);
    await ada.getByLabel('Kinds', { exact: true }).fill('host.*,');
    await ada.getByLabel('Reason').fill('Worm in the office network.');
    await ada.getByRole('button', { name: 'Begin it' }).click();
    await ada.getByRole('dialog').getByRole('button', { name: 'Begin it' }).click();
    await ada.getByRole('row').getByText('approves').waitFor();
    await ada.goto(`${url}/decisions`);
    await ada.getByText('A bypass approves host.* at once.').waitFor();
    await ada.getByRole('link', { name: 'To the bypasses' }).click();
    await ada.getByRole('button', { name: 'End it' }).click();
    await ada.getByRole('row').getByText('over').waitFor();

    await addWebhook(ada, url);
    await ada.getByRole('button', { name: 'Send a test' }).click();
    const test = ada.getByRole('row').filter({ hasText: 'webhook.test' });
    await test.getByText('given up').waitFor();
    await test.getByRole('link').click();
    await ada.getByText('"type": "webhook.test"').waitFor();
    await ada.goto(`${url}/settings/notifications`);
    await ada.getByText('this Holdfast has no mail server').waitFor();
    expect(await ada.getByRole('checkbox', { name: 'Urgent decisions: here' }).isChecked()).toBe(true);
  });
});
