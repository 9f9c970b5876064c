import { setTimeout as sleep } from 'node:timers/promises';
import { measureAgainst, type Bar, type MeasuredFigure } from '../bars.ts';
import type { FolderPlace } from '../lab/folder-root.ts';
import { createLab, type SharedLab } from '../lab/lab.ts';
import { GivenUpWaiting } from '../lab/wait.ts';
import { ExpectationFailed, HELD, outcomeOf, type Outcome } from '../outcome.ts';
import type { Figure, Scenario, Tier } from '../scenario.ts';
import { createFigureBook } from './figures.ts';
import { missingNeed } from './needs.ts';
import { createRandom, seedFor } from './random.ts';

export interface Result {
  readonly scenario: Scenario;
  readonly outcome: Outcome;
  readonly figures: readonly MeasuredFigure[];
  readonly milliseconds: number;
}

export interface RunOptions {
  readonly shared: SharedLab;
  readonly bars: readonly Bar[];
  readonly seed: number;
  readonly signal: AbortSignal;
}

const CAP_SECONDS: Readonly<Record<Tier, number>> = { pr: 120, nightly: 900, release: 3 * 3600 };
/** What an aborted scenario has to come to its end by itself before its lab is taken away from under it. */
const GRACE_MS = 2_000;

/** Making a data folder costs a second on a slow disk. Where time is measured, or a disk matters, it is a disk all the same. */
const placeOf = ({ tier, alone }: Scenario): FolderPlace => (tier === 'pr' && alone !== true ? 'memory' : 'disk');

const repeatIn =
  (signal: AbortSignal, count: (times: number) => void) =>
  async (times: number, once: (round: number) => Promise<void>): Promise<void> => {
    for (let round = 0; round < times; round += 1) {
      signal.throwIfAborted();
      await once(round);
      count(round + 1);
    }
  };

/** A bar whose figure nobody reports would be kept for ever. */
const expectAllMeasured = (id: string, bars: readonly Bar[], figures: readonly Figure[]): void => {
  const missing = bars.find((bar) => bar.id === id && !figures.some(({ name }) => name === bar.figure));
  if (missing !== undefined) throw new Error(`the figure "${missing.figure}" has a bar and was not reported`);
};

const judgeFigures = (figures: readonly MeasuredFigure[]): void => {
  const missed = figures.find(({ kept }) => kept === false);
  if (missed?.bar === undefined) return;
  const { name, value, unit, bar } = missed;
  const than = bar.better === 'lower' ? 'at most' : 'at least';
  throw new ExpectationFailed(
    `${name} is ${than} ${bar.ours} ${unit}`.trimEnd(),
    {},
    { claimed: `${than} ${bar.ours} ${unit}`.trimEnd(), measured: `${value} ${unit}`.trimEnd() },
  );
};

/** Ends when the signal is aborted even if what it runs does not listen. */
const underSignal = async (signal: AbortSignal, work: Promise<void>): Promise<void> => {
  const aborted = new Promise<never>((_resolve, reject) => {
    const give = () => void sleep(GRACE_MS).then(() => reject(signal.reason as Error));
    if (signal.aborted) give();
    else signal.addEventListener('abort', give, { once: true });
  });
  await Promise.race([work, aborted]);
};

export const runScenario = async (scenario: Scenario, options: RunOptions): Promise<Result> => {
  const startedAt = performance.now();
  const reason = missingNeed(scenario.needs);
  if (reason !== undefined) {
    return { scenario, outcome: { kind: 'not-run', reason }, figures: [], milliseconds: 0 };
  }
  const capSeconds = scenario.capSeconds ?? CAP_SECONDS[scenario.tier];
  const cap = new AbortController();
  const timer = setTimeout(() => cap.abort(new Error(`not judged within ${capSeconds} s`)), capSeconds * 1000);
  const signal = AbortSignal.any([cap.signal, options.signal]);
  const lab = createLab(options.shared, signal, placeOf(scenario));
  const report = createFigureBook();
  const measured = () => report.figures.map((figure) => measureAgainst(options.bars, scenario.id, figure));
  const repeat = repeatIn(signal, (rounds) => report.figure('rounds', rounds));

  let outcome: Outcome = HELD;
  try {
    const work = scenario.run({
      lab,
      report,
      random: createRandom(seedFor(options.seed, scenario.id)),
      signal,
      repeat,
    });
    await underSignal(signal, work);
    expectAllMeasured(scenario.id, options.bars, report.figures);
    judgeFigures(measured());
  } catch (thrown) {
    // whatever broke after the time was up, it broke because the time was up
    outcome = outcomeOf(signal.aborted && !(thrown instanceof GivenUpWaiting) ? signal.reason : thrown);
  } finally {
    clearTimeout(timer);
    await lab.close().catch((thrown: unknown) => {
      if (outcome.kind === 'held') outcome = outcomeOf(thrown);
    });
  }
  return { scenario, outcome, figures: measured(), milliseconds: performance.now() - startedAt };
};
