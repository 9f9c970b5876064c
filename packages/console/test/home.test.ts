import { expect, it } from 'vitest';
import { violations, poorContrast } from './axe.ts';
import { ADA_ACTS, BEN_ACTS, DONE, ISOLATE, RETURNED } from './decisions-data.ts';
import { openConsole, PHONE } from './open-console.ts';
import { withBrowser } from './with-browser.ts';
import { before } from './work-data.ts';

await withBrowser('Home', (browser) => {
  it('has what waits, the most urgent first, with the time that is left', async () => {
    await using open = await openConsole(browser, { path: '/' });
    const { page } = open;
    const waiting = page.getByRole('list', { name: 'Decisions that wait' });
    await waiting
      .getByText(/level 2 in 0[23]:\d\d/u)
      .first()
      .waitFor();
    const first = waiting.getByRole('listitem').first();
    expect(await first.innerText()).toContain('Isolate host web-14');
    await first.getByRole('link').click();
    await page.getByRole('article').getByRole('heading', { name: 'Isolate host web-14' }).waitFor();
    expect(new URL(page.url()).pathname).toBe(`/decisions/${ISOLATE}`);
    await page.getByRole('link', { name: 'Home' }).click();
    await waiting.waitFor();
    expect(open.complaints).toEqual([]);
  });

  it('says what else needs somebody, and leads there', async () => {
    await using open = await openConsole(browser, { path: '/' });
    const { page } = open;
    const others = page.getByRole('list', { name: 'What else' });
    await others.getByText('3 notifications not read.').waitFor();
    await others.getByText('1 receiver is gone, 3 deliveries given up.').waitFor();
    await others.getByText('1 file failed this week and was not imported again.').waitFor();
    await others.getByText('given up: somebody decides.').waitFor();
    await others.getByText('All parts are well.').waitFor();
    await others.getByRole('link', { name: 'Webhooks' }).click();
    await page.getByRole('heading', { level: 1, name: 'Webhooks' }).waitFor();
    expect(open.complaints).toEqual([]);
  });

  it('says what was approved and failed, and what was asked of whoever is here', async () => {
    await using open = await openConsole(browser, { path: '/' });
    const { page, server } = open;
    const others = page.getByRole('list', { name: 'What else' });
    await others.getByText('No approved action failed this week.').waitFor();
    const execution = { idempotency_key: 'one', by: BEN_ACTS, taken_until: null, detail: null };
    server.decideMeanwhile(DONE, { execution: { ...execution, status: 'failed', ended_at: before(60) } });
    server.decideMeanwhile(RETURNED, { asked_by: ADA_ACTS });
    await page.reload();
    await others.getByText('1 decision that you asked for waits for your answer.').waitFor();
    await others.getByText('1 approved action failed this week.').waitFor();
    await others.getByRole('link', { name: 'Actions' }).click();
    await page.getByRole('heading', { name: 'Exactly this was tried' }).waitFor();
    await page.goto(`${server.url}/decisions?execution=failed`);
    await page.getByRole('list', { name: 'Decisions' }).getByText('Refund order 17').waitFor();
    await page.getByRole('link', { name: 'waiting', exact: true }).click();
    await page.getByText('5 wait, the oldest').waitFor();
    expect(open.complaints).toEqual([]);
  });

  it('is calm where nothing needs anybody, and shows a viewer only what is theirs to see', async () => {
    await using open = await openConsole(browser, { path: '/', mode: 'empty', viewport: PHONE });
    await open.page.getByText('None. What an agent asks for').waitFor();
    await open.page.getByText('All are read.').waitFor();
    await open.page.getByText('None failed this week').waitFor();
    await open.page.getByText('All is delivered, or tried again.').waitFor();
    expect(await open.page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
    await using other = await openConsole(browser, { path: '/', mode: 'viewer' });
    const others = other.page.getByRole('list', { name: 'What else' });
    await others.getByRole('link', { name: 'Health' }).waitFor();
    expect(await others.getByRole('link', { name: 'Imports' }).count()).toBe(0);
    expect(await others.getByRole('link', { name: 'Webhooks' }).count()).toBe(0);
    expect(await others.getByRole('link', { name: 'Dead letters' }).count()).toBe(0);
  });

  it('is Health for an operator without a workspace', async () => {
    await using open = await openConsole(browser, { path: '/', mode: 'operator' });
    await open.page.waitForURL('**/health');
    expect(open.complaints).toEqual([]);
  });

  it.each(['ok', 'planted'] as const)('can be used by everybody when all is %s', async (mode) => {
    await using open = await openConsole(browser, { path: '/', mode, viewport: PHONE });
    await open.page.getByRole('list', { name: 'Decisions that wait' }).waitFor();
    await open.page.getByText('not read.').waitFor();
    expect(await violations(open.page)).toEqual([]);
    await open.page.emulateMedia({ colorScheme: 'dark' });
    expect(await poorContrast(open.page)).toEqual([]);
    expect(await open.page.title()).not.toBe('owned');
    expect(await open.page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
  });
});
