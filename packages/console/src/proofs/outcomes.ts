import type { Outcome } from '@holdfast/protocol/proofs/outcome';
import type { ProofsReport } from '@holdfast/protocol/proofs/report';
import type { MarkLook } from '../look/mark.tsx';

type OutcomeKind = Outcome['kind'];

interface OutcomeLook extends MarkLook {
  readonly kind: OutcomeKind;
  readonly word: string;
  readonly fill: string;
}

/** In the order in which they are shown. */
export const OUTCOMES: readonly OutcomeLook[] = [
  { kind: 'held', word: 'held', tone: 'ok', shape: 'check', fill: 'fill-ok' },
  { kind: 'fell-short', word: 'fell short', tone: 'bad', shape: 'cross', fill: 'fill-bad' },
  { kind: 'errored', word: 'not judged', tone: 'warn', shape: 'triangle', fill: 'fill-warn' },
  { kind: 'not-run', word: 'not run', tone: 'none', shape: 'dash', fill: 'fill-line-strong' },
];

export const lookOf = (kind: OutcomeKind): OutcomeLook =>
  OUTCOMES.find((outcome) => outcome.kind === kind) ?? {
    kind,
    word: kind,
    tone: 'none',
    shape: 'question',
    fill: 'fill-line-strong',
  };

const FIELDS = { held: 'held', 'fell-short': 'fell_short', errored: 'errored', 'not-run': 'not_run' } as const;

export const countOfKind = (counts: ProofsReport['counts'], kind: OutcomeKind): number => counts[FIELDS[kind]];
