import { expect, it } from 'vitest';
import { openConsole, PHONE } from './open-console.ts';
import { withBrowser } from './with-browser.ts';

const background = (page: { evaluate: (script: string) => Promise<unknown> }): Promise<unknown> =>
  page.evaluate('getComputedStyle(document.body).backgroundColor');

const DARK = 'rgb(15, 21, 20)';
const LIGHT = 'rgb(246, 247, 247)';

await withBrowser('the shell', (browser) => {
  it('reaches pages, theme and help from the palette', async () => {
    await using open = await openConsole(browser, { path: '/nothing' });
    const { page } = open;
    await page.keyboard.press('Control+k');
    const field = page.getByRole('combobox', { name: 'Find a page or an action' });
    await field.waitFor();
    expect(await page.getByRole('option').allInnerTexts()).toEqual(
      expect.arrayContaining([
        expect.stringContaining('Health'),
        'Dark',
        expect.stringContaining('Keys'),
        'Documentation',
        'OpenAPI',
      ]),
    );
    await field.fill('heal');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Health' }).waitFor();
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Health');

    await page.keyboard.press('Control+k');
    await field.fill('zzz');
    await page.getByText('Nothing is called “zzz”').waitFor();
    await field.fill('dark');
    await page.keyboard.press('Enter');
    await expect.poll(() => background(page)).toBe(DARK);
    await page.keyboard.press('Control+k');
    await field.fill('help keys');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog', { name: 'Keys' }).waitFor();
    expect(open.complaints).toEqual([]);
  });

  it('moves through the palette by arrows and closes it by Escape', async () => {
    await using open = await openConsole(browser);
    const { page } = open;
    const find = page.getByRole('button', { name: 'Find' });
    await find.focus();
    await page.keyboard.press('Enter');
    const chosen = page.getByRole('option', { selected: true });
    await chosen.waitFor();
    await page.keyboard.press('ArrowUp');
    await expect.poll(() => chosen.innerText()).toBe('OpenAPI');
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await expect.poll(() => find.evaluate((button) => button === document.activeElement)).toBe(true);
  });

  it('lists its keys, and they can be switched off', async () => {
    await using open = await openConsole(browser, { path: '/nothing' });
    const { page } = open;
    await page.keyboard.press('?');
    const keys = page.getByRole('dialog', { name: 'Keys' });
    await keys.getByText('Find a page or an action').waitFor();
    await keys.getByRole('checkbox', { name: 'Keys without a modifier' }).uncheck();
    await page.keyboard.press('Escape');
    await keys.waitFor({ state: 'detached' });
    await page.keyboard.press('?');
    await page.keyboard.press('g');
    await page.keyboard.press('h');
    expect(await keys.count()).toBe(0);
    expect(new URL(page.url()).pathname).toBe('/nothing');
    await page.getByRole('button', { name: 'Keys' }).click();
    await keys.getByRole('checkbox').check();
    await page.keyboard.press('Escape');
    await keys.waitFor({ state: 'detached' });
    await page.keyboard.press('g');
    await page.keyboard.press('h');
    await page.getByRole('heading', { level: 1, name: 'Health' }).waitFor();
  });

  it('follows the system, or a choice that it remembers before the first paint', async () => {
    await using open = await openConsole(browser, { colorScheme: 'dark' });
    const { page } = open;
    expect(await background(page)).toBe(DARK);
    await page.getByRole('radio', { name: 'Light' }).check();
    expect(await background(page)).toBe(LIGHT);
    await page.route('**/assets/index-*.js', (route) => route.abort());
    await page.reload();
    expect(await background(page)).toBe(LIGHT);
    await page.unroute('**/assets/index-*.js');
    await page.reload();
    await page.getByRole('radio', { name: 'System' }).check();
    expect(await background(page)).toBe(DARK);
  });

  it('has a menu on a phone that takes the focus and gives it back', async () => {
    await using open = await openConsole(browser, { viewport: PHONE, path: '/nothing' });
    const { page } = open;
    const menu = page.getByRole('button', { name: 'Menu' });
    await menu.focus();
    await page.keyboard.press('Enter');
    const health = page.getByRole('dialog').getByRole('link', { name: 'Health' });
    await health.waitFor();
    await page.keyboard.press('Escape');
    await expect.poll(() => menu.evaluate((button) => button === document.activeElement)).toBe(true);
    await menu.click();
    await health.click();
    await page.getByRole('heading', { level: 1, name: 'Health' }).waitFor();
    expect(await page.getByRole('dialog').count()).toBe(0);
  });

  it.each(['ok', 'down', 'long', 'cut'] as const)('does not scroll sideways on a phone: %s', async (mode) => {
    await using open = await openConsole(browser, { viewport: PHONE, mode });
    await open.page.locator('[role=table], [role=alert]').waitFor();
    expect(await open.page.evaluate('document.documentElement.scrollWidth')).toBe(PHONE.width);
  });

  it('can be walked by keyboard, the page first if one wishes', async () => {
    await using open = await openConsole(browser);
    const { page } = open;
    await page.getByRole('table', { name: 'Parts' }).waitFor();
    await page.keyboard.press('Tab');
    await page.getByRole('link', { name: 'Skip to the page' }).and(page.locator(':focus')).waitFor();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    const before = open.server.checks();
    await page.getByRole('button', { name: 'Check now' }).and(page.locator(':focus')).waitFor();
    await page.keyboard.press('Enter');
    await expect.poll(() => open.server.checks()).toBeGreaterThan(before);
    expect(new URL(page.url()).hash).toBe('');
    for (const name of ['Docs', 'OpenAPI', 'Keys']) {
      await page.keyboard.press('Tab');
      expect(await page.locator(':focus').innerText()).toContain(name);
    }
  });

  it('has its foot in one line on a phone', async () => {
    await using open = await openConsole(browser, { viewport: { width: 390, height: 740 } });
    const foot = open.page.locator('footer');
    await foot.getByText('Holdfast 0.1.0').waitFor();
    const places = [foot.getByText('Holdfast 0.1.0'), foot.getByRole('link').first(), foot.getByRole('button')];
    const tops = await Promise.all(places.map(async (place) => (await place.boundingBox())?.y));
    expect(new Set(tops.map((top) => Math.round((top ?? 0) / 10))).size).toBe(1);
  });

  it('says when there is no such page', async () => {
    await using open = await openConsole(browser, { path: '/nothing/here' });
    await open.page.getByText('The console has no page at /nothing/here').waitFor();
    await open.page.getByRole('link', { name: 'Go to the first page' }).click();
    await open.page.getByRole('heading', { level: 1, name: 'What needs you' }).waitFor();
    expect(new URL(open.page.url()).pathname).toBe('/');
  });
});
