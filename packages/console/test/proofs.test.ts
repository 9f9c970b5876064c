import { expect, it } from 'vitest';
import { goByKeys } from './go-by-keys.ts';
import { openConsole } from './open-console.ts';
import { withBrowser } from './with-browser.ts';

await withBrowser('the Proofs page', (browser) => {
  it('says what holds, what does not and what was not run, with figures against their bars', async () => {
    await using open = await openConsole(browser);
    const { page } = open;
    await goByKeys(page, 'Proofs');
    const verdict = page.getByRole('region', { name: 'Verdict' });
    await verdict.getByRole('heading', { name: 'Not ready' }).waitFor();
    await verdict.getByText('1 of 4 promises held').waitFor();
    await verdict.getByText('a critical promise does not hold').waitFor();
    const promises = page.getByRole('region', { name: 'Promises' });
    expect(await promises.getByRole('heading', { level: 3 }).allInnerTexts()).toEqual([
      'A worker that dies',
      'A full disk',
      'Many small jobs',
      'A million rows',
    ]);
    await promises.getByText('Not so: Every job was begun again.').waitFor();
    await promises.getByText('Not run: It is of tier nightly').waitFor();
    await promises.getByRole('img', { name: 'time to begin, p99: 61.4 ms, claimed at most 50 ms' }).waitFor();
    await promises.getByText('median 9,800 /s of 7 runs').waitFor();
    await page.getByText('4821: with --seed 4821').waitFor();
    expect(open.complaints).toEqual([]);
  });

  it('gives no verdict over a choice, and counts over all promises', async () => {
    await using open = await openConsole(browser, { path: '/proofs', mode: 'partial' });
    const verdict = open.page.getByRole('region', { name: 'Verdict' });
    await verdict.getByRole('heading', { name: '1 chosen, it held' }).waitFor();
    await verdict.getByText('which says nothing over the whole').waitFor();
    await verdict.getByText('The machine was busy').waitFor();
    const bar = verdict.getByRole('img', { name: 'All promises: 1 held, 0 fell short, 0 not judged, 159 not run' });
    expect(await bar.count()).toBe(1);
  });

  it('filters by what the address says', async () => {
    await using open = await openConsole(browser, { path: '/proofs?outcome=not-run' });
    const { page } = open;
    const titles = page.getByRole('region', { name: 'Promises' }).getByRole('heading', { level: 3 });
    await titles.first().waitFor();
    expect(await titles.allInnerTexts()).toEqual(['A million rows']);
    await page.getByRole('group', { name: 'Capability' }).getByRole('link', { name: 'jobs' }).click();
    await page.getByText('No promise is of this outcome').waitFor();
    await page.getByRole('group', { name: 'Outcome' }).getByRole('link', { name: 'all' }).click();
    await expect.poll(() => titles.count()).toBe(2);
    expect(new URL(page.url()).search).toBe('?capability=jobs');
  });

  it('says the command when no proof has been run', async () => {
    await using open = await openConsole(browser, { path: '/proofs', mode: 'empty' });
    await open.page.getByText('npm run prove -- --data').waitFor();
    expect(await open.page.getByRole('alert').count()).toBe(0);
  });
});
