import type { Scenario } from '../scenario.ts';
import { runScenario, type Result, type RunOptions } from './run-scenario.ts';

export interface Watcher {
  started(scenario: Scenario): void;
  finished(result: Result): void;
}

export interface RunAllOptions extends RunOptions {
  readonly concurrency: number;
  readonly watcher: Watcher;
}

const notReached = (scenario: Scenario): Result => ({
  scenario,
  outcome: { kind: 'not-run', reason: 'the run was given up before its turn' },
  figures: [],
  milliseconds: 0,
});

/** Several beside each other, each with a lab of its own; those whose figures need the machine to themselves come last, alone. */
export const runAll = async (scenarios: readonly Scenario[], options: RunAllOptions): Promise<Result[]> => {
  const results = new Map<string, Result>();

  const runOne = async (scenario: Scenario) => {
    if (options.signal.aborted) {
      results.set(scenario.id, notReached(scenario));
      return;
    }
    options.watcher.started(scenario);
    const result = await runScenario(scenario, options);
    results.set(scenario.id, result);
    options.watcher.finished(result);
  };

  const waiting = scenarios.filter(({ alone }) => alone !== true);
  const worker = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await runOne(next);
  };
  await Promise.all(Array.from({ length: options.concurrency }, worker));
  for (const scenario of scenarios.filter(({ alone }) => alone === true)) await runOne(scenario);

  return scenarios.map((scenario) => results.get(scenario.id) as Result);
};
