import { expect, it } from 'vitest';
import { openConsole, PHONE } from './open-console.ts';
import { withBrowser } from './with-browser.ts';

const PATH = '/knowledge/embedder';

await withBrowser('the embedder', (browser) => {
  it('says what it is and how far it is, and leads to the pairs it failed on', async () => {
    await using open = await openConsole(browser, { path: '/knowledge' });
    const { page } = open;
    await page.getByRole('link', { name: 'Embedder' }).click();
    const used = page.getByRole('region', { name: 'In use' });
    await used.getByText('Built in (holdfast-static-1)').waitFor();
    await used.getByText('1,258 of 1,260 pairs').first().waitFor();
    await used.getByRole('link', { name: '2 pairs failed' }).click();
    await page.getByText('embedding is failed').waitFor();
    await page.getByRole('row').filter({ hasText: 'Which cards do you take?' }).waitFor();
    expect(open.complaints).toEqual([]);
  });

  it('is changed to a model that was tried, which takes over when all is embedded', async () => {
    await using open = await openConsole(browser, { path: PATH });
    const { page } = open;
    await page.getByRole('radio', { name: 'A model of a provider' }).check();
    await page.getByText('1,260 pairs are embedded anew.').waitFor();
    await page.getByLabel('Model', { exact: true }).fill('chat-only');
    await page.getByRole('button', { name: 'Try it and use it' }).click();
    await page.getByText('this model does not embed').waitFor();
    await page.getByLabel('Model', { exact: true }).fill('embed-large');
    const sent = page.waitForRequest((request) => request.method() === 'PUT');
    await page.getByRole('button', { name: 'Try it and use it' }).click();
    expect((await sent).postDataJSON()).toMatchObject({
      kind: 'provider',
      model: 'embed-large',
      asked_dimensions: null,
      batch_size: 100,
      concurrency: 4,
    });
    const next = page.getByRole('region', { name: 'Takes over' });
    await next.getByText('embed-large of Main').waitFor();
    expect(await next.getByRole('progressbar').getAttribute('aria-valuenow')).toBe('33');
    await next.getByText('84 pairs a second').waitFor();
  });

  it('is changed to a model of the instance', async () => {
    await using open = await openConsole(browser, { path: PATH });
    const { page } = open;
    await page.getByRole('radio', { name: 'A model of this instance' }).check();
    await page.getByText('1,260 pairs are embedded anew.').waitFor();
    await page.getByLabel('Model', { exact: true }).selectOption('bge-small-en');
    const sent = page.waitForRequest((request) => request.method() === 'PUT');
    await page.getByRole('button', { name: 'Try it and use it' }).click();
    expect((await sent).postDataJSON()).toMatchObject({ kind: 'local', provider_id: null, model: 'bge-small-en' });
    const next = page.getByRole('region', { name: 'Takes over' });
    await next.getByText('bge-small-en@0123456789ab, of this instance').first().waitFor();
    expect(open.complaints).toEqual([]);
  });

  it('says what is missing where the instance has no model', async () => {
    await using open = await openConsole(browser, { path: PATH, mode: 'empty' });
    await open.page.getByRole('radio', { name: 'A model of this instance' }).check();
    await open.page.getByText('names one in HOLDFAST_TRANSFORMERS_FOLDER').waitFor();
    await open.page.getByText('There is no model yet.').waitFor();
    expect(open.complaints).toEqual([]);
  });

  it('can be none', async () => {
    await using open = await openConsole(browser, { path: PATH, viewport: PHONE });
    const { page } = open;
    await page.getByRole('radio', { name: 'None' }).check();
    await page.getByRole('button', { name: 'Use it' }).click();
    const used = page.getByRole('region', { name: 'In use' });
    await used.getByText('Pairs are found by their words alone.').waitFor();
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
  });

  it('asks for a provider where there is none', async () => {
    await using open = await openConsole(browser, { path: PATH, mode: 'empty' });
    const { page } = open;
    await page.getByRole('radio', { name: 'A model of a provider' }).check();
    await page.getByText('Add a provider first.').waitFor();
    await page.getByRole('link', { name: 'Add one' }).click();
    await page.getByRole('heading', { level: 1, name: 'Add a provider' }).waitFor();
    expect(open.complaints).toEqual([]);
  });

  it('is only looked at by who may not change it', async () => {
    await using open = await openConsole(browser, { path: PATH, mode: 'viewer' });
    await open.page.getByText('workspace:manage').waitFor();
    expect(await open.page.getByRole('radio', { name: 'None' }).count()).toBe(0);
  });

  it('says that its provider gives nothing, in words that stay text', async () => {
    await using open = await openConsole(browser, { path: PATH, mode: 'planted' });
    const { page } = open;
    await page.getByRole('alert').getByText('It gives nothing since').waitFor();
    await page.getByRole('alert').getByText('<img src=x').waitFor();
    expect(await page.locator('img').count()).toBe(0);
    expect(open.complaints).toEqual([]);
  });
});
