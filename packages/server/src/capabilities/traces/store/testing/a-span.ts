import { WorkspaceId } from '@holdfast/protocol/ids';
import type { ReceivedSpans } from '../span-store.ts';
import type { StoredSpan } from '../stored-span.ts';

export const ADA = WorkspaceId.parse('0198c0de-0000-7000-8000-00000000000a');
export const BEN = WorkspaceId.parse('0198c0de-0000-7000-8000-00000000000b');

/** 2026-01-01T12:00:00Z in nanoseconds. */
export const NOON = 1_767_268_800_000_000_000n;
export const MS = 1_000_000n;

/** A trace id that is easy to tell from others. */
export const traceNumber = (number: number): string => number.toString(16).padStart(32, '0');

export const aSpan = (more: Partial<StoredSpan> = {}): StoredSpan => ({
  traceId: traceNumber(1),
  spanId: 1n,
  parentSpanId: 0n,
  name: 'answer',
  kind: 'internal',
  type: 'span',
  status: 'ok',
  start: NOON,
  duration: 10n * MS,
  service: 'shop',
  model: undefined,
  provider: undefined,
  tool: undefined,
  agent: undefined,
  session: undefined,
  user: undefined,
  tags: [],
  usage: undefined,
  costUsd: undefined,
  input: undefined,
  output: undefined,
  oddities: [],
  digest: 1n,
  ...more,
});

let record = 0;

/** As one record of the log, behind all before it. */
export const received = (spans: readonly StoredSpan[], more: Partial<ReceivedSpans> = {}): ReceivedSpans => {
  record += 1;
  return { workspace: ADA, receivedAt: BigInt(record), position: { segment: 1, at: record * 100 }, spans, ...more };
};
