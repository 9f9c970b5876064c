import { expect, it } from 'vitest';
import { openConsole } from './open-console.ts';
import { withBrowser } from './with-browser.ts';

await withBrowser('the Health page', (browser) => {
  it('is where the console begins, and shows the parts by role', async () => {
    await using open = await openConsole(browser);
    const { page, complaints } = open;
    const rows = page.getByRole('table', { name: 'Parts' }).getByRole('row');
    await rows.nth(4).waitFor();
    expect(new URL(page.url()).pathname).toBe('/health');
    expect(await page.title()).toBe('Health · Holdfast');
    expect(await rows.count()).toBe(5);
    expect(await rows.filter({ hasText: 'Span store' }).innerText()).toMatch(/ok[\s\S]*Works\.[\s\S]*10:00:0\d/u);
    expect(await page.getByRole('contentinfo').innerText()).toContain('Holdfast 0.1.0, protocol 1');
    expect(await page.getByRole('link', { name: 'Health' }).getAttribute('aria-current')).toBe('page');
    expect(complaints).toEqual([]);
  });

  it('looks again every five seconds, and a 503 is an answer', async () => {
    await using open = await openConsole(browser);
    const { page, server, nextCheck } = open;
    const database = page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: 'Database' }) });
    await database.getByText('Works.').waitFor();
    server.become('down');
    await nextCheck();
    await database.getByText('refuses connections').waitFor();
    await page.getByRole('status').getByText('Database and Jobs need a look').waitFor();
    expect(await page.title()).toBe('Down · Health · Holdfast');
    expect(await database.innerText()).toMatch(/10:00:0[5-9], 0 s/u);
    await database.getByRole('img', { name: 'Database, last 2 checks: 1 ok, 1 down' }).waitFor();
    server.become('ok');
    await nextCheck();
    await database.getByText('Works.').waitFor();
    expect(await page.getByRole('region', { name: 'What changed' }).getByRole('listitem').count()).toBe(6);
  });

  it('keeps what it knew when the server is gone, says so, and recovers', async () => {
    await using open = await openConsole(browser, { mode: 'degraded' });
    const { page, server, nextCheck, complaints } = open;
    const store = page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: 'Span store' }) });
    await store.getByText('degraded', { exact: true }).waitFor();
    server.become('cut');
    await nextCheck();
    await page.getByText(/Not known since 10:00:0[5-9]/u).waitFor();
    await page.getByText('cannot be reached').waitFor();
    await store.getByText('was degraded').waitFor();
    expect(await page.title()).toBe('No answer · Health · Holdfast');
    server.become('ok');
    await page.getByRole('button', { name: 'Try now' }).click();
    await store.getByText('Works.').waitFor();
    expect(await page.getByText('Not known since').count()).toBe(0);
    expect(complaints).toEqual([]);
  });

  it('says what to do when the server was never there, and goes on trying', async () => {
    await using open = await openConsole(browser, { mode: 'cut' });
    await open.page.getByRole('heading', { name: 'Holdfast does not answer' }).waitFor();
    open.server.become('ok');
    await open.nextCheck();
    await open.page.getByRole('table', { name: 'Parts' }).waitFor();
    expect(await open.page.getByRole('alert').count()).toBe(0);
  });

  it('shows a problem with code and trace, to be copied', async () => {
    await using open = await openConsole(browser, { mode: 'internal' });
    const alert = open.page.getByRole('alert');
    await alert.getByText('Internal error').waitFor();
    expect(await alert.innerText()).toMatch(/internal, status 500[\s\S]*4bf92f3577b34da6a3ce929d0e0e4736/u);
    await open.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await alert.getByRole('button', { name: 'Copy the trace id' }).click();
    await alert.getByText('Copied').waitFor();
    expect(await open.page.evaluate('navigator.clipboard.readText()')).toBe('4bf92f3577b34da6a3ce929d0e0e4736');
    open.server.become('ok');
    await alert.getByRole('button', { name: 'Try again' }).click();
    await open.page.getByRole('table', { name: 'Parts' }).waitFor();
  });

  it('says whom to ask when it is forbidden, and offers nothing that would not help', async () => {
    await using open = await openConsole(browser, { mode: 'forbidden' });
    const alert = open.page.getByRole('alert');
    await alert.getByText('Ask an operator of the instance').waitFor();
    expect(await alert.getByRole('button', { name: 'Try again' }).count()).toBe(0);
  });

  it('teaches when there are no parts', async () => {
    await using open = await openConsole(browser, { mode: 'empty' });
    await open.page.getByText(`curl -s ${open.server.url}/readyz`).waitFor();
    expect(await open.page.getByRole('button', { name: 'Copy the command' }).count()).toBe(1);
  });

  it('shows what a part says as text, whatever it is', async () => {
    await using open = await openConsole(browser, { mode: 'planted' });
    await open.page.getByRole('table', { name: 'Parts' }).getByText('<img src=x onerror=').waitFor();
    await open.page.getByRole('rowheader', { name: '<b>db</b>' }).waitFor();
    expect(await open.page.locator('main img, main b, main script').count()).toBe(0);
    expect(await open.page.title()).toBe('Degraded · Health · Holdfast');
    expect(open.complaints).toEqual([]);
  });

  it('does not ask while nobody looks', async () => {
    await using open = await openConsole(browser);
    await open.page.getByRole('table', { name: 'Parts' }).waitFor();
    await open.page.evaluate(`
      Object.defineProperty(document, 'visibilityState', { get: () => globalThis.seen ?? 'hidden', configurable: true });
      document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));
    `);
    const before = open.server.checks();
    await open.page.clock.runFor(60_000);
    expect(open.server.checks()).toBe(before);
    await open.page.evaluate(
      `globalThis.seen = 'visible'; document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));`,
    );
    await expect.poll(() => open.server.checks()).toBeGreaterThan(before);
  });
});
