import { expect, it } from 'vitest';
import { goByKeys } from './go-by-keys.ts';
import { openConsole } from './open-console.ts';
import { withBrowser } from './with-browser.ts';
import { jobId } from './work-data.ts';

const PAGES = ['queues', 'jobs', `jobs/${jobId(1)}`, 'dead-letters', 'schedules', 'nodes', 'stores'] as const;

await withBrowser('the pages of Operations', (browser) => {
  it('are reached by keys and numbers, from queue to jobs to one job', async () => {
    await using open = await openConsole(browser);
    const { page } = open;
    await goByKeys(page, 'Operations');
    const mail = page.getByRole('table', { name: 'Queues' }).getByRole('row').filter({ hasText: 'mail' });
    await mail.getByRole('link', { name: 'mail', exact: true }).waitFor();
    expect(await mail.innerText()).toMatch(/mail\s+1\s+1\s+0\s+2[\s\S]*10 min/u);
    expect(await page.title()).toBe('Queues · Holdfast');
    await mail.getByRole('link', { name: 'mail', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: 'Jobs' }).waitFor();
    await page.getByRole('group', { name: 'State' }).getByRole('link', { name: 'delayed' }).click();
    await expect.poll(() => new URL(page.url()).search).toBe('?queue=mail&state=delayed');
    const rows = page.getByRole('table', { name: 'Jobs' }).getByRole('row');
    await expect.poll(() => rows.count()).toBe(2);
    await rows.getByRole('link', { name: 'send mail' }).click();
    await page.getByRole('heading', { level: 1, name: 'send mail' }).waitFor();
    await page.keyboard.press('4');
    await page.getByText('from Monday to Friday at 07:00 UTC').waitFor();
    await page.getByRole('link', { name: 'send digest' }).click();
    await expect.poll(() => new URL(page.url()).search).toBe('?name=send+digest');
    await page.keyboard.press('5');
    await page.getByText('answers you').waitFor();
    expect(await page.getByRole('row').filter({ hasText: 'silent' }).innerText()).toContain('1 min ago');
    expect(open.complaints).toEqual([]);
  });

  it('name a node alike in the list of jobs and in the list of nodes', async () => {
    await using open = await openConsole(browser, { path: '/operations/jobs' });
    const { page } = open;
    const row = page.getByRole('table', { name: 'Jobs' }).getByRole('row').filter({ hasText: 'import rows' });
    await row.getByText('node-1.eu-1:7', { exact: true }).waitFor();
    expect(await page.getByRole('columnheader', { name: 'When' }).count()).toBe(1);
    await page.keyboard.press('5');
    await page.getByRole('table', { name: 'Nodes' }).getByText('node-1.eu-1:7').waitFor();
  });

  it('show more jobs by cursor, and keep what was loaded fresh', async () => {
    await using open = await openConsole(browser, { path: '/operations/jobs' });
    const { page, server } = open;
    const rows = page.getByRole('table', { name: 'Jobs' }).getByRole('row');
    await expect.poll(() => rows.count()).toBe(51);
    await page.getByRole('button', { name: 'Load more' }).click();
    await page.getByText('These are all').waitFor();
    expect(await rows.count()).toBe(68);
    const before = server.asked().length;
    await page.clock.runFor(30_000);
    await expect.poll(() => server.asked().slice(before)).toContain('GET /api/v1/jobs?cursor=50');
    expect(await rows.count()).toBe(68);
  });

  it('run a job now, and say what the server answered', async () => {
    await using open = await openConsole(browser, { path: `/operations/jobs/${jobId(2)}` });
    const { page } = open;
    const tries = page.getByRole('region', { name: 'Tries' });
    await tries.getByText('timed out').waitFor();
    expect(await tries.getByRole('listitem').count()).toBe(2);
    const redrive = page.getByRole('button', { name: 'Redrive' });
    expect(await redrive.getAttribute('aria-disabled')).toBe('true');
    await page.getByText('Only a dead letter is sent again; it is delayed.').waitFor();
    await page.getByRole('button', { name: 'Retry now' }).click();
    await page.getByText('It may run already').waitFor();
    expect(await page.getByRole('button', { name: 'Retry now' }).getAttribute('aria-disabled')).toBe('true');
  });

  it('take a job back only when one says so twice, and explain a refusal', async () => {
    await using open = await openConsole(browser, { path: `/operations/jobs/${jobId(4)}` });
    const { page, server } = open;
    await page.getByRole('button', { name: 'Cancel' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Keep it' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(server.asked().filter((asked) => asked.startsWith('POST'))).toEqual([]);
    // Somebody else was faster.
    await fetch(`${server.url}/api/v1/jobs/${jobId(4)}/cancel`, { method: 'POST' });
    await page.getByRole('button', { name: 'Redrive' }).click();
    const refusal = page.getByRole('alert');
    await refusal.waitFor();
    expect(await refusal.innerText()).toBe('Not done. The job is cancelled: only a dead letter can be sent again.');
    await page.getByText('It was taken back already.').waitFor();
  });

  it('send all dead letters of a queue again, with their number in the question', async () => {
    await using open = await openConsole(browser, { path: '/operations/dead-letters?queue=mail' });
    const { page } = open;
    const panel = page.getByRole('region', { name: 'Dead letters' });
    await panel.getByText('refused the recipient').first().waitFor();
    await panel.getByText('5 tries').first().click();
    expect(await panel.getByText('failed', { exact: true }).count()).toBe(10);
    await page.getByRole('button', { name: 'Redrive all 2 dead letters of mail' }).click();
    await page.getByRole('dialog', { name: 'Send 2 dead letters again?' }).waitFor();
    await page.getByRole('button', { name: 'Redrive 2 dead letters' }).click();
    await page.getByText('2 dead letters sent again.').waitFor();
    await page.getByText('Nothing was given up').waitFor();
  });

  it('show how far a job is and how long it still takes, and stop when asked', async () => {
    await using open = await openConsole(browser, { path: `/operations/jobs/${jobId(1)}` });
    const { page, server, nextCheck } = open;
    const bar = page.getByRole('progressbar', { name: 'Progress of import rows' });
    await bar.waitFor();
    expect(await bar.getAttribute('aria-valuenow')).toBe('30');
    server.work(jobId(1), 100);
    await nextCheck();
    await page.getByText(/^\d+(\.\d)? rows a second$/u).waitFor();
    await page.getByText(/^about \d+ min left$/u).waitFor();
    await page.getByRole('button', { name: 'Stop this work' }).click();
    await page.getByRole('button', { name: 'Cancel the job' }).click();
    await page.getByText('Its worker has been asked to stop. It still runs.').waitFor();
  });

  it('keep what they knew when the server is gone, ask nothing while nobody looks, and recover', async () => {
    await using open = await openConsole(browser, { path: '/operations/stores' });
    const { page, server, nextCheck } = open;
    await page.getByText('Valkey at cache.internal').waitFor();
    server.become('cut');
    await nextCheck();
    await page.getByText(/Not known since 10:00:0[5-9]/u).waitFor();
    expect(await page.getByText('Valkey at cache.internal').count()).toBe(1);
    await page.evaluate(`
      Object.defineProperty(document, 'visibilityState', { get: () => 'hidden', configurable: true });
      document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));
    `);
    const before = server.asked().length;
    await page.clock.runFor(60_000);
    expect(server.asked().length).toBe(before);
    server.become('ok');
    await page.getByRole('button', { name: 'Try now' }).click();
    await page.getByText('Not known since').waitFor({ state: 'detached' });
  });

  it('say which permission is missing, and teach when there is nothing', async () => {
    await using open = await openConsole(browser, { path: '/operations/nodes', mode: 'forbidden' });
    const { page, server } = open;
    await page.getByRole('alert').waitFor();
    expect(await page.getByRole('alert').innerText()).toContain('It needs the permission instance:manage.');
    server.become('empty');
    for (const [key, text] of [
      ['1', 'await jobs.enqueue'],
      ['2', 'No job has been written down'],
      ['3', 'Nothing was given up'],
      ['4', 'defineSchedule('],
      ['5', 'No node is on the list'],
      ['6', 'The server names no stores'],
    ] as const) {
      await page.keyboard.press(key);
      await page.getByText(text).first().waitFor();
    }
  });

  it('show an operator without a workspace what is the instance’s, and lock the rest', async () => {
    await using open = await openConsole(browser, { path: '/operations', mode: 'operator' });
    const { page } = open;
    const scopes = page.getByRole('group', { name: 'Of' });
    await page.getByText('You may not see those of a workspace').waitFor();
    expect(await page.getByRole('table', { name: 'Queues' }).innerText()).toContain('housekeeping');
    expect(await scopes.locator('[aria-current]').innerText()).toBe('All of the instance');
    await page.keyboard.press('2');
    await page.getByRole('alert').getByText('Ask an admin of the workspace').waitFor();
    expect(await page.getByRole('group', { name: 'State' }).count()).toBe(0);
    const tabs = page.getByRole('navigation', { name: 'Operations' });
    await tabs.getByRole('link', { name: 'Jobs (locked for you)' }).waitFor();
    await page.keyboard.press('3');
    await page.getByRole('group', { name: 'Queue' }).getByRole('link', { name: 'housekeeping' }).click();
    await expect.poll(() => new URL(page.url()).search).toBe('?of=instance&queue=housekeeping');
    await page.getByRole('button', { name: 'Redrive instance.sweep …0008' }).click();
    await page.getByRole('button', { name: 'Redrive all 1 dead letter of housekeeping' }).click();
    await page.getByRole('button', { name: 'Redrive 1 dead letter', exact: true }).click();
    await page.getByText('Nothing was given up').waitFor();
    open.server.become('ok');
    await tabs.getByRole('link', { name: 'Jobs (locked for you)' }).click();
    await page.getByRole('table', { name: 'Jobs' }).waitFor();
    await tabs.getByRole('link', { name: 'Jobs', exact: true }).waitFor();
  });

  it('send a stranger to the door, and open Health to everybody', async () => {
    await using open = await openConsole(browser, { path: '/operations/jobs?state=dead', mode: 'stranger' });
    const { page } = open;
    await page.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor();
    expect(new URL(page.url()).searchParams.get('to')).toBe('/operations/jobs?state=dead');
    await page.goto(`${open.server.url}/health`);
    await page.getByRole('table').waitFor();
    const links = page.getByRole('navigation', { name: 'Pages' }).getByRole('link');
    await expect.poll(() => links.allInnerTexts()).toEqual(['Health', 'Sign in']);
  });

  it('show a member the workspace, and say whom to ask for what is the instance’s', async () => {
    await using open = await openConsole(browser, { path: '/operations/queues', mode: 'member' });
    const { page } = open;
    await page.getByRole('table', { name: 'Queues' }).waitFor();
    await page.getByRole('link', { name: 'All of the instance' }).click();
    await page.getByRole('alert').getByText('Ask an operator of the instance').waitFor();
    expect(await page.getByRole('link', { name: 'Queues (locked for you)' }).count()).toBe(1);
    await page.getByRole('link', { name: 'This workspace' }).click();
    await page.getByRole('table', { name: 'Queues' }).waitFor();
  });

  it.each(['planted', 'long'] as const)('show %s texts as text, within the width of a phone', async (mode) => {
    await using open = await openConsole(browser, { path: '/proofs', mode, viewport: { width: 360, height: 740 } });
    const { page } = open;
    await page.getByRole('region', { name: 'Verdict' }).waitFor();
    for (const path of ['/proofs', ...PAGES.map((name) => `/operations/${name}`)]) {
      await page.goto(open.server.url + path);
      await page.locator('main h2').first().waitFor();
      expect.soft(await page.evaluate('document.documentElement.scrollWidth'), path).toBe(360);
      expect.soft(await page.locator('main img, main b, main script').count(), path).toBe(0);
      expect.soft(await page.title(), path).not.toBe('owned');
    }
    expect(open.complaints).toEqual([]);
  });
});
