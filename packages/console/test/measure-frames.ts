import { chromium } from 'playwright-core';
import { launchOptions } from './browser.ts';
import { builtConsole } from './built-console.ts';
import { fixtureServer } from './fixture-server.ts';
import { framesWhileScrolling, quantileOf } from './frames.ts';
import { LARGE } from './traces-data.ts';

/** What scrolling a trace of 10,000 spans takes: `node test/measure-frames.ts`. Frames by the clock, tasks by the processor. */
const STEPS = [100, 400, 2_000];
const FRAMES = 300;

const say = (values: readonly number[]): string =>
  [0.5, 0.95, 0.99]
    .map((share) => `p${share * 100} ${quantileOf(values, share).toFixed(1)}`)
    .concat(`most ${Math.max(...values).toFixed(1)} ms`)
    .join(', ');

const browser = await chromium.launch(await launchOptions());
await using server = await fixtureServer(await builtConsole());
try {
  const page = await browser.newPage({ viewport: { width: 1440, height: 860 } });
  await page.goto(`${server.url}/traces/${LARGE}`);
  await page.getByText('10,000 rows').waitFor();
  for (const step of STEPS) {
    const { gaps, tasks, rows } = await framesWhileScrolling(page, {
      selector: '[role=treegrid]',
      step,
      frames: FRAMES,
    });
    process.stdout.write(`${step} px a frame, ${rows} rows: frames ${say(gaps)}; tasks ${say(tasks)}\n`);
  }
} finally {
  await browser.close();
}
