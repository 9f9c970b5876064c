import { SPAN_KINDS, SPAN_STATUSES } from '@holdfast/protocol/traces/span';
import { isUtf8 } from 'node:buffer';
import type { Notes } from './noted-oddities.ts';
import { sharedText } from './shared-texts.ts';
import type { SpanReading } from './span-reading.ts';
import type { Oddity, SpanKind, SpanStatus } from './span-record.ts';

export const SPAN_ID_BYTES = 8;

/** What every span has, whoever reads it for whatever. */
export interface SpanBasics {
  readonly name: string;
  readonly kind: SpanKind;
  readonly status: SpanStatus;
  /** Undefined while the span is open. */
  readonly end: bigint | undefined;
  readonly duration: bigint | undefined;
  readonly hasParent: boolean;
}

export const basicsOf = (bytes: Buffer, span: SpanReading, notes: Notes): SpanBasics => {
  const end = span.end === 0n ? undefined : span.end;
  return {
    name: plainText(bytes, span.nameFrom, span.nameTo, notes),
    kind: SPAN_KINDS[span.kind] ?? noted(notes, 'unknown_kind', 'unspecified'),
    status: SPAN_STATUSES[span.status] ?? noted(notes, 'unknown_status', 'unset'),
    end,
    duration: durationOf(span.start, end, notes),
    hasParent: hasParent(bytes, span, notes),
  };
};

const noted = <Value>(notes: Notes, oddity: Oddity, value: Value): Value => {
  notes.note(oddity);
  return value;
};

/** None, or eight zeros, is a root. One of another length names no span: it is a root too, and told. */
const hasParent = (bytes: Buffer, { parentFrom, parentTo }: SpanReading, notes: Notes): boolean => {
  if (parentTo === parentFrom) return false;
  if (parentTo - parentFrom !== SPAN_ID_BYTES) return noted(notes, 'bad_parent', false);
  for (let at = parentFrom; at < parentTo; at += 1) if (bytes[at] !== 0) return true;
  return false;
};

const durationOf = (start: bigint, end: bigint | undefined, notes: Notes): bigint | undefined => {
  if (start === 0n) notes.note('no_start');
  if (end === undefined) return undefined;
  return end < start ? noted(notes, 'end_before_start', 0n) : end - start;
};

export const plainText = (bytes: Buffer, from: number, to: number, notes: Notes): string => {
  if (from === to) return '';
  const string = sharedText(bytes, from, to);
  if (string.includes('\0')) notes.note('nul');
  if (string.includes('\u{fffd}') && !isUtf8(bytes.subarray(from, to))) notes.note('invalid_utf8');
  return string;
};
