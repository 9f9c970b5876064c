import { ProofsReport, REPORT_SCHEMA_VERSION } from '@holdfast/protocol/proofs/report';
import { expect, test } from 'vitest';
import type { Promised } from '../catalogue/id-list.ts';
import type { Outcome } from '../outcome.ts';
import type { Result } from '../run/run-scenario.ts';
import type { Weight } from '../scenario.ts';
import { htmlReport } from './html/page.ts';
import { makeReport } from './report.ts';
import { headline, lastLine, terminalReport } from './terminal.ts';

const promised = (id: string): Promised => ({ id, title: `Title of ${id}`, kind: 'chaos', tier: 'pr' });
const PROMISES = ['DAT-01', 'DAT-02', 'DAT-03', 'SYS-04'].map(promised);

const HELD: Outcome = { kind: 'held' };
const SHORT: Outcome = {
  kind: 'fell-short',
  sentence: 'all is undone',
  claimed: '0',
  measured: '3',
  facts: { left: 3 },
};
const ERRORED: Outcome = { kind: 'errored', reason: 'no ink' };
const NOT_RUN: Outcome = { kind: 'not-run', reason: 'no Redis here' };

const result = (id: string, outcome: Outcome, weight: Weight = 'critical'): Result => ({
  scenario: { id, kind: 'chaos', tier: 'pr', needs: [], weight, claim: 'It holds.', run: () => Promise.resolve() },
  outcome,
  figures: [],
  milliseconds: 1500,
});

const RAN = {
  startedAt: new Date(0),
  seconds: 2,
  seed: 42,
  version: '0.1.0',
  target: null,
  partial: false,
  remarks: [],
  machine: { fingerprint: 'f', system: 'linux', processor: 'cpu', cores: 2, memory_gib: 4, node: 'v26.10.0' },
  calibration: { sha256_mb_per_s: 1, fsync_per_s: 1, loopback_round_trip_us: 1 },
};

const report = (results: readonly Result[], selected = PROMISES) =>
  makeReport({ ...RAN, promises: PROMISES, selected, results });

const everything = report([result('DAT-01', HELD), result('DAT-02', SHORT), result('DAT-03', ERRORED)]);

test('counts what was not run as not proven, in the headline and in the last line', () => {
  expect(headline(everything)).toContain('Of 4 promises 1 held, 1 fell short, 2 are not proven');
  expect(lastLine(everything)).toBe('1 passed, 2 failed, 1 skipped');
  expect(terminalReport(everything).endsWith('\n1 passed, 2 failed, 1 skipped')).toBe(true);
});

test('what was not chosen is not proven either', () => {
  const chosen = report([result('DAT-01', HELD)], [promised('DAT-01')]);
  expect(chosen.headline).toEqual({ promises: 4, held: 1, not_proven: 3 });
  expect(lastLine(chosen)).toBe('1 passed, 0 failed, 0 skipped');
});

test('sums by capability and kind', () => {
  expect(everything.by_capability).toEqual([
    { name: 'data', held: 1, fell_short: 1, errored: 1, not_run: 0 },
    { name: 'system', held: 0, fell_short: 0, errored: 0, not_run: 1 },
  ]);
  expect(everything.by_kind).toEqual([{ name: 'chaos', held: 1, fell_short: 1, errored: 1, not_run: 1 }]);
});

test('a choice has no verdict, whatever it found', () => {
  const choice = (outcome: Outcome) =>
    makeReport({
      ...RAN,
      partial: true,
      promises: PROMISES,
      selected: PROMISES.slice(0, 2),
      results: [result('DAT-01', HELD), result('DAT-02', outcome)],
    });
  expect(choice(HELD).verdict.ready).toBe(false);
  expect(terminalReport(choice(HELD))).toContain('No verdict: 2 chosen, both held. That says nothing over all 4.');
  expect(terminalReport(choice(HELD))).not.toContain('READY');
  expect(terminalReport(choice(ERRORED))).toContain('No verdict: 2 chosen: 1 held, 1 not judged.');
  const page = htmlReport(choice(HELD));
  expect(page).toContain('<h2>2 chosen, both held</h2>');
  expect(page).toContain('<b>2</b><span class="muted">not run</span>');
});

test('says what to keep in mind when reading it', () => {
  const busy = makeReport({ ...RAN, remarks: ['The machine was busy.'], promises: [], selected: [], results: [] });
  expect(terminalReport(busy)).toContain('\nThe machine was busy.\n');
  expect(htmlReport(busy)).toContain('The machine was busy.');
});

test('shows what was claimed against what was measured', () => {
  const text = terminalReport(everything);
  expect(text).toContain('not so: all is undone');
  expect(text).toContain('claimed 0, measured 3');
  expect(text).toContain('left: 3');
  expect(text).toContain('could not be judged: no ink');
});

test('is ready only when all that matters holds', () => {
  const one = [promised('DAT-01')];
  const verdict = (outcome: Outcome, weight?: Weight) => report([result('DAT-01', outcome, weight)], one).verdict.ready;
  expect(verdict(HELD)).toBe(true);
  expect(verdict(SHORT)).toBe(false);
  expect(verdict(ERRORED, 'important')).toBe(false);
  expect(verdict(NOT_RUN)).toBe(false);
  expect(verdict(NOT_RUN, 'important')).toBe(true);
  expect(verdict(SHORT, 'edge')).toBe(true);
  expect(report([], one).verdict).toEqual({ ready: false, blockers: ['1 chosen promise has no proof yet'] });
  expect(report([], []).verdict.ready).toBe(false);
});

test('the JSON is what the wire says a report is, whatever it tells of', () => {
  const baseline = { runs: 3, median: 1, noise: 0.1, moved: 'worse' as const };
  const bar = { id: 'DAT-01', figure: 'time', others: '', ours: 2, better: 'lower' as const, unit: 's' };
  const rich = {
    ...result('DAT-01', HELD),
    figures: [{ name: 'time', value: 1, unit: 's', bar, kept: true, baseline }],
  };
  const written = JSON.parse(
    JSON.stringify(report([rich, result('DAT-02', SHORT), result('DAT-03', ERRORED)])),
  ) as unknown;
  expect(ProofsReport.parse(written)).toEqual(written);
});

test('what moved by more than its noise is named', () => {
  const baseline = { runs: 5, median: 1, noise: 0.1, moved: 'worse' as const };
  const figures = [{ name: 'time', value: 2, unit: 's', baseline }];
  expect(terminalReport(report([{ ...result('DAT-01', HELD), figures }]))).toContain(
    'DAT-01  time: 2 s, WORSE than before: median 1 s of 5 runs, usually within 0.1 s',
  );
  expect(terminalReport(everything)).not.toContain('Moved');
});

test('of a live deployment it names what was left out, and never says that it is ready', () => {
  const live = makeReport({
    ...RAN,
    target: 'http://example',
    promises: PROMISES,
    selected: PROMISES,
    results: [result('DAT-01', HELD), result('DAT-02', NOT_RUN)],
  });
  expect(live.verdict).toEqual({
    ready: false,
    blockers: ['3 of 4 chosen promises are left out against a live deployment'],
  });
  const text = terminalReport(live);
  expect(text).toContain('Asked of http://example');
  expect(text).toContain('No verdict: a live deployment is asked only what does no harm there.');
  expect(text).toContain('  no Redis here:\n    DAT-02');
});

test('the JSON has all of it and a schema version', () => {
  const read = JSON.parse(JSON.stringify(everything)) as typeof everything;
  expect(read).toMatchObject({ schema_version: REPORT_SCHEMA_VERSION, seed: 42, counts: { held: 1 } });
  expect(read.lines).toHaveLength(4);
});
