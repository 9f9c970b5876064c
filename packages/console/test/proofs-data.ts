import type { ProofsReport, ReportLine } from '@holdfast/protocol/proofs/report';

const PROMISE: Pick<ReportLine, 'tier' | 'weight' | 'seconds' | 'figures'> = {
  tier: 'pr',
  weight: 'critical',
  seconds: 4.2,
  figures: [],
};
const SUM = { held: 1, fell_short: 0, errored: 0, not_run: 0 };

const bar = (figure: string, ours: number, better: 'lower' | 'higher', unit: string) => ({
  id: 'JOB-07',
  figure,
  others: 'around 9,000 in the benchmark of one that is much used',
  ours,
  better,
  unit,
});

/** A report with one promise of each outcome. */
export const someProofs = (): ProofsReport => ({
  schema_version: 1,
  started_at: '2026-03-04T08:12:00.000Z',
  seconds: 312,
  seed: 4821,
  version: '0.1.0',
  target: null,
  machine: {
    fingerprint: 'a81c44',
    system: 'Linux 6.12',
    processor: 'AMD EPYC 7B13',
    cores: 2,
    memory_gib: 8,
    node: '26.1.0',
  },
  calibration: { sha256_mb_per_s: 1_840, fsync_per_s: 5_210, loopback_round_trip_us: 38.2 },
  verdict: {
    ready: false,
    blockers: ['JOB-03 fell short: a critical promise does not hold.', 'DAT-09 could not be judged.'],
  },
  headline: { promises: 4, held: 1, not_proven: 2 },
  counts: { held: 1, fell_short: 1, errored: 1, not_run: 1 },
  by_capability: [
    { name: 'jobs', ...SUM, fell_short: 1 },
    { name: 'data', ...SUM, held: 0, errored: 1, not_run: 1 },
  ],
  by_kind: [
    { name: 'crash', ...SUM, held: 0, fell_short: 1, errored: 1 },
    { name: 'load', ...SUM, not_run: 1 },
  ],
  lines: [
    {
      ...PROMISE,
      id: 'JOB-07',
      title: 'Many small jobs',
      capability: 'jobs',
      kind: 'load',
      claim: 'A node takes and finishes small jobs without falling behind.',
      outcome: { kind: 'held' },
      figures: [
        {
          name: 'jobs a second',
          value: 11_450,
          unit: '/s',
          bar: bar('jobs a second', 9_000, 'higher', '/s'),
          kept: true,
          baseline: { runs: 7, median: 9_800, noise: 600, moved: 'better' },
        },
        {
          name: 'time to begin, p99',
          value: 61.4,
          unit: 'ms',
          bar: bar('time to begin, p99', 50, 'lower', 'ms'),
          kept: false,
        },
        { name: 'memory', value: 212, unit: 'MB' },
      ],
    },
    {
      ...PROMISE,
      id: 'JOB-03',
      title: 'A worker that dies',
      capability: 'jobs',
      kind: 'crash',
      claim: 'What a dead worker had begun is begun again by another within a minute.',
      outcome: {
        kind: 'fell-short',
        sentence: 'Every job was begun again.',
        claimed: '60 s',
        measured: '94 s',
        facts: { job: '0195a000', begun: 2 },
      },
    },
    {
      ...PROMISE,
      id: 'DAT-09',
      title: 'A full disk',
      capability: 'data',
      kind: 'crash',
      claim: 'A full disk loses nothing that was acknowledged.',
      outcome: { kind: 'errored', reason: 'The small disk could not be mounted.', stack: 'Error: mount\n    at lab' },
    },
    {
      ...PROMISE,
      id: 'DAT-12',
      title: 'A million rows',
      capability: 'data',
      kind: 'load',
      claim: null,
      weight: null,
      seconds: 0,
      outcome: { kind: 'not-run', reason: 'It is of tier nightly; this run chose tier pr.' },
    },
  ],
});

/** A run of one promise that held, of 160. */
export const partialProofs = (): ProofsReport => {
  const report = someProofs();
  return {
    ...report,
    partial: true,
    remarks: ['The machine was busy: fsync 4.0 times slower than usual here.'],
    verdict: { ready: false, blockers: [] },
    headline: { promises: 160, held: 1, not_proven: 159 },
    counts: SUM,
    by_capability: [{ name: 'jobs', ...SUM }],
    by_kind: [{ name: 'load', ...SUM }],
    lines: report.lines.slice(0, 1),
  };
};

/** The same where every text is an attack. */
export const plantedProofs = (text: string): ProofsReport => {
  const report = someProofs();
  return {
    ...report,
    version: text,
    machine: { ...report.machine, processor: text, fingerprint: text },
    verdict: { ready: false, blockers: [text] },
    by_kind: [{ name: text, ...SUM }],
    lines: report.lines.map((line) => ({
      ...line,
      title: text,
      claim: text,
      kind: text,
      figures: line.figures.map((figure) => ({ ...figure, name: `${figure.name} ${text}`, unit: text })),
      ...(line.outcome.kind === 'fell-short' && {
        outcome: { ...line.outcome, sentence: text, measured: text, facts: { [text]: text } },
      }),
    })),
  };
};
