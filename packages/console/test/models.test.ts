import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { COLD_PROVIDER_ID, PRICE_ID, PROVIDER_ID } from './models-fixture.ts';
import { openConsole } from './open-console.ts';
import { withBrowser } from './with-browser.ts';

const row = (page: Page, text: string) => page.getByRole('row').filter({ hasText: text });
const decide = async (page: Page, name: string): Promise<void> => {
  await page.getByRole('button', { name }).first().click();
  await page.getByRole('dialog').getByRole('button', { name, exact: true }).click();
};

await withBrowser('Providers and models', (browser) => {
  it('add a provider whose key is refused, then with one that works', async () => {
    await using open = await openConsole(browser, { path: '/settings/models' });
    const { page } = open;
    await page.getByRole('link', { name: 'Add a provider' }).click();
    await page.getByLabel('Name').fill('Second');
    await page.getByLabel('Key').fill('wrong');
    await page.getByRole('button', { name: 'Add the provider' }).click();
    await page.getByText('It is not accepted by the provider.').waitFor();
    await page.getByLabel('Key').fill('a-key-that-works');
    await page.getByRole('button', { name: 'Add the provider' }).click();
    await page.getByRole('heading', { level: 1, name: 'Second' }).waitFor();
    await page.getByText('…orks').waitFor();
    expect(await page.content()).not.toContain('a-key-that-works');
    expect(open.complaints).toEqual([]);
  });

  it('ask for an address where a kind has none of its own', async () => {
    await using open = await openConsole(browser, { path: '/settings/models/new' });
    const { page } = open;
    await page.getByLabel('Kind').selectOption('openai_compatible');
    await page.getByLabel('Name').fill('In the cellar');
    await page.getByRole('button', { name: 'Add the provider' }).click();
    await page.getByText('Fill this in.').waitFor();
    expect(await page.getByLabel('Address').getAttribute('aria-invalid')).toBe('true');
    expect(await page.getByLabel('Key').getAttribute('aria-invalid')).toBe(null);
  });

  it('search among models, and keep them when the provider fails', async () => {
    await using open = await openConsole(browser, { path: `/settings/models/${PROVIDER_ID}` });
    const { page } = open;
    await page.getByText('122 models').first().waitFor();
    await page.getByText('These are the first 25 of 122 models').waitFor();
    await page.getByRole('button', { name: 'Show more' }).click();
    await row(page, 'simulated-old-119').waitFor();
    await page.getByLabel('Search').fill('LARGE simulated');
    await page.getByText('1 model found').waitFor();
    await row(page, 'Simulated Large').waitFor();
    await page.getByRole('button', { name: 'Ask the provider now' }).click();
    await page.getByText('Slow down.').waitFor();
    await row(page, 'Simulated Large').waitFor();
    expect(open.complaints).toEqual([]);
  });

  it('say why there is no list, and change and remove the provider all the same', async () => {
    await using open = await openConsole(browser, { path: `/settings/models/${COLD_PROVIDER_ID}` });
    const { page } = open;
    await page.getByText('gave no whole answer within 30 s').waitFor();
    await page.getByLabel('Name').fill('In the attic');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('heading', { level: 1, name: 'In the attic' }).waitFor();
    await decide(page, 'Remove');
    await page.getByText('In the attic is removed').waitFor();
    await page.getByRole('link', { name: 'To the providers' }).click();
    await row(page, 'Main').waitFor();
    expect(await row(page, 'In the attic').count()).toBe(0);
  });
});

await withBrowser('Prices', (browser) => {
  it('add, correct and remove a price', async () => {
    await using open = await openConsole(browser, { path: '/settings/prices' });
    const { page } = open;
    await page.getByRole('link', { name: 'Add a price' }).click();
    await page.getByRole('textbox', { name: 'Model' }).fill('simulated-new');
    await page.getByLabel('Input').fill('2,50');
    await page.getByLabel('Output').fill('10');
    await page.getByRole('button', { name: 'Add the price' }).click();
    await page.getByText('It must be dollars for a million tokens, like 2.50.').waitFor();
    await page.getByLabel('Input').fill('2.50');
    await page.getByRole('button', { name: 'Add the price' }).click();
    await row(page, 'simulated-new').getByText('2.50').waitFor();

    await page.goto(`${open.server.url}/settings/prices/${PRICE_ID}`);
    await page.getByLabel('Reasoning').fill('20');
    await page.getByRole('button', { name: 'Save' }).click();
    await expect.poll(() => page.getByLabel('Reasoning').inputValue()).toBe('20');
    await decide(page, 'Remove');
    await page.getByText('The price of simulated-large-* is removed.').waitFor();
    expect(open.complaints).toEqual([]);
  });

  it('see what a table would do before it is taken over', async () => {
    await using open = await openConsole(browser, { path: '/settings/prices/import' });
    const { page } = open;
    await page.getByRole('textbox', { name: 'Table' }).fill('model,input,output\nm,$1,2');
    await page.getByRole('button', { name: 'See what it would do' }).click();
    await page.getByRole('list', { name: 'Lines to mend' }).getByText('line 2').waitFor();
    await page.getByRole('textbox', { name: 'Table' }).fill('model,input,output\nm,1,2');
    await page.getByRole('button', { name: 'See what it would do' }).click();
    await page.getByText('1 price would be added, 1 price would be corrected.').waitFor();
    await page.getByRole('button', { name: 'Take it over' }).click();
    await page.getByText('1 price was added, 1 price was corrected.').waitFor();
    expect(open.complaints).toEqual([]);
  });

  it('are read and not changed by a viewer, who is told what it needs', async () => {
    await using open = await openConsole(browser, { path: '/settings/prices', mode: 'viewer' });
    const { page } = open;
    await row(page, 'simulated-large-*').waitFor();
    expect(await page.getByRole('link', { name: 'Add a price' }).count()).toBe(0);
    await page.goto(`${open.server.url}/settings/prices/new`);
    await page.getByText('This needs the permission traces:manage').waitFor();
    await page.goto(`${open.server.url}/settings/models`);
    await page.getByText('providers:manage').first().waitFor();
  });

  it('teach where there are none', async () => {
    await using open = await openConsole(browser, { path: '/settings/prices', mode: 'empty' });
    const { page } = open;
    await page.getByText('This workspace has no prices').waitFor();
    await page.goto(`${open.server.url}/settings/models`);
    await page.getByText('This workspace has no provider').waitFor();
    expect(open.complaints).toEqual([]);
  });
});
