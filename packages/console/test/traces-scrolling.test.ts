import { expect, inject, it } from 'vitest';
import { framesWhileScrolling, quantileOf } from './frames.ts';
import { fixtureServer } from './fixture-server.ts';
import { DESK } from './open-console.ts';
import { LARGE } from './traces-data.ts';
import { withBrowser } from './with-browser.ts';

/** What no frame may take. A machine that does something else may hold up one of a hundred; `measure-frames.ts` prints all. */
const MOST_MS = 50;

await withBrowser('a trace of 10,000 spans', (browser) => {
  it('has the rows in sight only, and no long task while it scrolls', async () => {
    await using server = await fixtureServer(inject('consoleFolder'));
    // with the clock of the machine: frames are what is measured
    const page = await browser.newPage({ viewport: DESK });
    await page.goto(`${server.url}/traces/${LARGE}`);
    await page.getByText('10,000 rows').waitFor();
    const { tasks, rows, gaps } = await framesWhileScrolling(page, {
      selector: '[role=treegrid]',
      step: 400,
      frames: 120,
    });
    expect(gaps).toHaveLength(120);
    expect(tasks.length).toBeGreaterThan(120);
    expect(rows).toBeLessThan(60);
    const worked = tasks.filter((ms) => ms >= 1);
    expect(quantileOf(worked, 0.99)).toBeLessThan(MOST_MS);
    await page.close();
  });
});
