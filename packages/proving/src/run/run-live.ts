import { WrongUsage } from '../cli/options.ts';
import { createHttp } from '../http.ts';
import { HELD, outcomeOf, type Outcome } from '../outcome.ts';
import type { Need, Scenario } from '../scenario.ts';
import { measureAgainst, type Bar } from '../bars.ts';
import { createFigureBook } from './figures.ts';
import type { Watcher } from './run-all.ts';
import type { Result } from './run-scenario.ts';

export interface LiveOptions {
  readonly target: URL;
  readonly bars: readonly Bar[];
  readonly signal: AbortSignal;
  readonly watcher: Watcher;
}

const CAP_MS = 60_000;
const KNOCK_MS = 10_000;

const WHY_NOT: Readonly<Partial<Record<Need, string>>> = {
  lab: 'it starts, stops and breaks nodes of its own',
  database: 'it needs a database that it may break',
  redis: 'it needs a Redis that it may break',
  clickhouse: 'it needs a ClickHouse that it may break',
};

const leftOut = ({ needs }: Scenario): Outcome => {
  const reasons = needs.flatMap((need) => WHY_NOT[need] ?? []);
  const why = reasons.length === 0 ? 'it has no part that is known to do no harm' : reasons.join(', and ');
  return { kind: 'not-run', reason: `left out against a live deployment: ${why}` };
};

const runPart = async (scenario: Scenario, { target, bars, signal }: LiveOptions): Promise<Result> => {
  const { safe } = scenario;
  if (safe === undefined) return { scenario, outcome: leftOut(scenario), figures: [], milliseconds: 0 };
  const startedAt = performance.now();
  const report = createFigureBook();
  const capped = AbortSignal.any([signal, AbortSignal.timeout(CAP_MS)]);
  let outcome: Outcome = HELD;
  try {
    await safe.run({ http: createHttp(target.href), report, signal: capped });
    capped.throwIfAborted();
  } catch (thrown) {
    outcome = outcomeOf(capped.aborted ? capped.reason : thrown);
  }
  const figures = report.figures.map((figure) => measureAgainst(bars, scenario.id, figure));
  const judged = { ...scenario, claim: safe.claim };
  return { scenario: judged, outcome, figures, milliseconds: performance.now() - startedAt };
};

/** One after another: a live deployment is asked, not loaded. */
export const runLive = async (scenarios: readonly Scenario[], options: LiveOptions): Promise<readonly Result[]> => {
  const results: Result[] = [];
  for (const scenario of scenarios) {
    if (scenario.safe !== undefined) options.watcher.started(scenario);
    const result = await runPart(scenario, options);
    if (scenario.safe !== undefined) options.watcher.finished(result);
    results.push(result);
  }
  return results;
};

/** Whose answers these are, before anything is judged by them. */
export const knock = async (target: URL): Promise<string> => {
  const answer = await createHttp(target.href)('GET', '/version', { patienceMs: KNOCK_MS });
  const { version } = (answer.body ?? {}) as { version?: unknown };
  if (answer.status === 200 && typeof version === 'string') return version;
  const got = answer.failure ?? `it answered ${answer.status} to GET /version`;
  throw new WrongUsage(`--target: there is no Holdfast at ${target.origin}: ${got}`);
};
