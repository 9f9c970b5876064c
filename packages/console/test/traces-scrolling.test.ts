import { expect, inject, it } from 'vitest';
import { framesWhileScrolling } from './frames.ts';
import { fixtureServer } from './fixture-server.ts';
import { DESK } from './open-console.ts';
import { LARGE } from './traces-data.ts';
import { withBrowser } from './with-browser.ts';

await withBrowser('a trace of 10,000 spans', (browser) => {
  it('has the rows in sight only, also while it scrolls', async () => {
    await using server = await fixtureServer(inject('consoleFolder'));
    // with the clock of the machine, as `measure-frames.ts`, which tells how long each frame takes
    const page = await browser.newPage({ viewport: DESK });
    await page.goto(`${server.url}/traces/${LARGE}`);
    await page.getByText('10,000 rows').waitFor();
    const { rows, gaps } = await framesWhileScrolling(page, {
      selector: '[role=treegrid]',
      step: 400,
      frames: 120,
    });
    expect(gaps).toHaveLength(120);
    expect(rows).toBeLessThan(60);
    await page.close();
  });
});
