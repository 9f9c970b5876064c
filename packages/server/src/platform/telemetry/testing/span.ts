import type { Span } from '../spans.ts';
import { descend } from '../traceparent.ts';

export const aSpan = (differences: Partial<Span> = {}): Span => ({
  name: 'probe.get_note',
  kind: 'server',
  context: descend(undefined),
  parentSpanId: undefined,
  startedAt: 1_700_000_000_000,
  milliseconds: 1,
  attributes: {},
  failed: false,
  ...differences,
});
