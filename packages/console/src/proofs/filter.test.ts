import type { ReportLine } from '@holdfast/protocol/proofs/report';
import { expect, it } from 'vitest';
import { chosen, worstFirst } from './filter.ts';

const line = (id: string, kind: string, outcome: ReportLine['outcome']): ReportLine => ({
  id,
  title: id,
  capability: 'jobs',
  kind,
  tier: 'pr',
  weight: null,
  claim: null,
  outcome,
  seconds: 0,
  figures: [],
});

const lines = [
  line('A', 'load', { kind: 'not-run', reason: 'not chosen' }),
  line('B', 'load', { kind: 'held' }),
  line('C', 'fault', { kind: 'errored', reason: 'no disk' }),
  line('D', 'fault', { kind: 'fell-short', sentence: 'Nothing is lost.', facts: {} }),
];
const everything = { outcome: undefined, kind: undefined, capability: undefined };

it('shows first what somebody must look at', () => {
  expect(worstFirst(lines).map(({ id }) => id)).toEqual(['D', 'C', 'B', 'A']);
});

it('chooses by outcome, kind and capability together', () => {
  expect(chosen(lines, everything)).toHaveLength(4);
  expect(chosen(lines, { ...everything, kind: 'fault', outcome: 'errored' }).map(({ id }) => id)).toEqual(['C']);
  expect(chosen(lines, { ...everything, capability: 'chat' })).toEqual([]);
});
