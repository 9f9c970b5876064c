import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Bar } from '../bars.ts';
import { createSharedLab, type SharedLab } from '../lab/lab.ts';
import { isAlive } from '../lab/processes.ts';
import { STUB_ENTRIES } from '../lab/testing/stub-entries.ts';
import { expectThat } from '../oracles/expect-that.ts';
import { CannotRun } from '../outcome.ts';
import type { Scenario } from '../scenario.ts';
import { runAll } from './run-all.ts';
import { runScenario, type RunOptions } from './run-scenario.ts';

let shared: SharedLab;
let options: RunOptions;

const claim = (run: Scenario['run'], more: Partial<Scenario> = {}): Scenario => ({
  id: 'DAT-01',
  kind: 'integration',
  tier: 'pr',
  needs: [],
  weight: 'critical',
  claim: 'It holds.',
  run,
  ...more,
});

beforeEach(() => {
  shared = createSharedLab(STUB_ENTRIES, {});
  options = { shared, bars: [], seed: 1, signal: new AbortController().signal };
});

afterEach(() => shared.close());

describe('the outcome of a scenario', () => {
  test('held, with its figures', async () => {
    const result = await runScenario(
      claim(({ report, repeat }) => repeat(3, async () => report.figure('n', 7))),
      options,
    );
    expect(result.outcome).toEqual({ kind: 'held' });
    expect(result.figures).toEqual([
      { name: 'n', value: 7, unit: '' },
      { name: 'rounds', value: 3, unit: '' },
    ]);
  });

  test('fell short, with the sentence and the facts', async () => {
    const run = async () => expectThat(false, 'water flows uphill', { slope: -1 });
    expect((await runScenario(claim(run), options)).outcome).toEqual({
      kind: 'fell-short',
      sentence: 'water flows uphill',
      facts: { slope: -1 },
    });
  });

  test('fell short when a figure misses its bar', async () => {
    const bars: Bar[] = [{ id: 'DAT-01', figure: 'time', others: '', ours: 2, better: 'lower', unit: 's' }];
    const run = async ({ report }: Parameters<Scenario['run']>[0]) => report.figure('time', 3, 's');
    const { outcome, figures } = await runScenario(claim(run), { ...options, bars });
    expect(outcome).toMatchObject({ kind: 'fell-short', claimed: 'at most 2 s', measured: '3 s' });
    expect(figures[0]?.kept).toBe(false);
  });

  test('not judged when it broke before it was judged', async () => {
    const run = () => Promise.reject(new Error('no ink'));
    expect((await runScenario(claim(run), options)).outcome).toMatchObject({ kind: 'errored', reason: 'no ink' });
  });

  test('not judged when its time is up, even if it does not listen', async () => {
    const run = () => new Promise<never>(() => {});
    const { outcome } = await runScenario(claim(run, { capSeconds: 0.05 }), options);
    expect(outcome).toMatchObject({ kind: 'errored', reason: 'not judged within 0.05 s' });
  });

  test('not run when this machine lacks what it needs', async () => {
    const run = () => Promise.reject(new Error('must not run'));
    expect((await runScenario(claim(run, { needs: ['model-key'] }), options)).outcome.kind).toBe('not-run');
    const finds = () => Promise.reject(new CannotRun('no disk to fill'));
    expect((await runScenario(claim(finds), options)).outcome).toEqual({ kind: 'not-run', reason: 'no disk to fill' });
  });
});

test('its nodes are gone when it is over, however it ended', async () => {
  let pid = 0;
  const run: Scenario['run'] = async ({ lab }) => {
    pid = (await lab.node()).pid;
    throw new Error('and now?');
  };
  await runScenario(claim(run), options);
  expect(isAlive(pid)).toBe(false);
});

test('the same seed gives each scenario the same chances, whatever runs beside it', async () => {
  const draws: number[] = [];
  const run: Scenario['run'] = async ({ random }) => void draws.push(random.between(1, 1_000_000));
  await runScenario(claim(run), options);
  await runScenario(claim(run), options);
  await runScenario(claim(run), { ...options, seed: 2 });
  expect(draws[0]).toBe(draws[1]);
  expect(draws[0]).not.toBe(draws[2]);
});

test('runs two beside each other, those that need the machine alone last, and reports in order', async () => {
  const running = new Set<string>();
  const seen: string[][] = [];
  const both = Promise.withResolvers<void>();
  const run = (id: string) => async () => {
    running.add(id);
    if (running.has('B') && running.has('C')) both.resolve();
    if (id !== 'A') await both.promise;
    seen.push([...running]);
    running.delete(id);
  };
  const scenarios = ['A', 'B', 'C'].map((id) => claim(run(id), { id, alone: id === 'A' }));
  const watcher = { started: () => undefined, finished: () => undefined };
  const results = await runAll(scenarios, { ...options, concurrency: 2, watcher });
  expect(results.map(({ scenario }) => scenario.id)).toEqual(['A', 'B', 'C']);
  expect(seen[0]).toEqual(['B', 'C']);
  expect(seen.at(-1)).toEqual(['A']);
});

test('when the run is given up, what had no turn says so', async () => {
  const stop = new AbortController();
  const givenUp = async ({ signal }: Parameters<Scenario['run']>[0]) => {
    stop.abort(new Error('enough'));
    signal.throwIfAborted();
  };
  const first = claim(givenUp, { id: 'A' });
  const second = claim(() => Promise.resolve(), { id: 'B' });
  const watcher = { started: () => undefined, finished: () => undefined };
  const results = await runAll([first, second], { ...options, signal: stop.signal, concurrency: 1, watcher });
  expect(results.map(({ outcome }) => outcome.kind)).toEqual(['errored', 'not-run']);
});
