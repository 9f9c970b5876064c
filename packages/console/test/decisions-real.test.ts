import type { Page } from 'playwright-core';
import { expect, inject, it } from 'vitest';
import { PLANTED } from './api-fixture.ts';
import { PASSWORD } from './identity-door-fixture.ts';
import { realInstance } from './real-instance.ts';
import { newcomer, setUp } from './real-people.ts';
import { withBrowser } from './with-browser.ts';

const joinAsAnalyst = async (ada: Page, ben: Page, url: string): Promise<void> => {
  await ada.goto(`${url}/settings/members`);
  await ada.getByRole('button', { name: 'Invite' }).click();
  await ada.getByLabel('E-mail').fill('ben@example.com');
  await ada.getByLabel('E-mail').press('Enter');
  await ben.goto(await ada.getByText(`${url}/invitation#`).innerText());
  await ben.getByLabel('Your name').fill('Ben');
  await ben.getByLabel('Password', { exact: true }).fill(`${PASSWORD} of Ben`);
  await ben.getByRole('button', { name: 'Make an account and join' }).click();
  await ben.getByRole('group', { name: 'Signed in' }).getByText('ben@example.com').waitFor();
};

const makeKey = async (page: Page, url: string): Promise<string> => {
  await page.goto(`${url}/settings/keys/new`);
  await page.getByRole('textbox', { name: 'Name' }).fill('agent');
  await page.getByRole('checkbox', { name: 'decisions:submit' }).check();
  await page.getByRole('checkbox', { name: 'decisions:read' }).check();
  await page.getByRole('button', { name: 'Make the key' }).click();
  return page.getByText(/^hf_\S+$/u).innerText();
};

/** Asks as an agent does, and gives what the answer says. */
const asking = (url: string, key: string) => async (path: string, body: object) => {
  const answer = await fetch(`${url}/api/v1/decisions${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return { status: answer.status, body: (await answer.json()) as { readonly id: string } };
};

const act = (page: Page, name: string) =>
  page.getByRole('region', { name: 'What you can do' }).getByRole('button', { name, exact: true });
const inDialog = (page: Page, name: string) => page.getByRole('dialog').getByRole('button', { name, exact: true });

await withBrowser('with a Holdfast as it is shipped', (browser) => {
  it(
    'an agent asks, its owner may not decide, and another edits, approves and sees it done',
    { timeout: 240_000 },
    async () => {
      await using real = await realInstance(inject('consoleFolder'));
      const { url } = real;
      const ada = await newcomer(browser);
      await setUp(ada, url, real.setupToken);
      const ben = await newcomer(browser);
      await joinAsAnalyst(ada, ben, url);
      const post = asking(url, await makeKey(ada, url));
      await ben.goto(`${url}/decisions`);
      await ben.getByText('Nothing waits for a decision').waitFor();
      await ben.getByText('Live', { exact: true }).waitFor();
      const { body: asked } = await post('', {
        kind: 'refund',
        title: `Refund order 17 ${PLANTED}`,
        arguments: { order: 17, cents: 4200 },
        evidence: [{ title: 'Mail', content: PLANTED, origin: 'mail 4711' }],
        priority: 'critical',
      });
      await ben.getByRole('list', { name: 'Decisions' }).getByText('Refund order 17').waitFor();

      await ada.goto(`${url}/decisions/${asked.id}`);
      await ada.getByText('Claim, Escalate, Reject, Approve: You asked for this').waitFor();

      await act(ben, 'Claim').click();
      await ben.getByText('You have it to yourself for 15 minutes.').waitFor();
      await ada.getByText('by Ben until').waitFor();
      await ben.getByRole('button', { name: 'Edit the arguments' }).click();
      await ben.getByRole('textbox', { name: 'Arguments as JSON' }).fill('{"order": 17, "cents": 2100}');
      await act(ben, 'Approve as edited').click();
      await ben.getByRole('dialog').getByLabel('Reason').fill('Half of it came.');
      await inDialog(ben, 'Approve as edited').click();
      await ben.getByText('Approved. The asker may do it now.').waitFor();
      const decided = ada.getByRole('region', { name: 'Decided', exact: true });
      await decided.getByText('Half of it came.').waitFor();
      await ada.getByText('4200').waitFor();

      expect((await post(`/${asked.id}/execution`, { status: 'taken' })).status).toBe(200);
      expect((await post(`/${asked.id}/execution`, { status: 'executed', detail: 'Booked.' })).status).toBe(200);
      await decided.getByText('Booked.').waitFor();
      const steps = ada.getByRole('list', { name: 'Steps' });
      await expect
        .poll(() => steps.innerText())
        .toMatch(/asked[^]*claimed it[^]*approved it[^]*began to do it[^]*did it/u);
      expect(await ada.locator('img').count()).toBe(0);
      expect(await ben.title()).not.toBe('owned');
    },
  );
});
