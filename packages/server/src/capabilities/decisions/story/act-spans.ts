import { FINAL_STATUSES } from '@holdfast/protocol/decisions/decision';
import type { SpanAttribute } from '@holdfast/protocol/telemetry/span-attributes';
import { createHash } from 'node:crypto';
import type { Span } from '../../../platform/telemetry/spans.ts';
import type { TrailedAct } from './store.ts';

const AREA = 'decision.';
const FAILED: ReadonlySet<string> = new Set(['decision.execution_failed', 'decision.callback_failed']);
const ENDS: ReadonlySet<string> = new Set(FINAL_STATUSES.map((status) => `${AREA}${status}`));

/**
 * The same each time it is told, so that what is told again is there once. Of a span that comes twice the first stands, so how it
 * ended is called by its entry in the trail, which nobody knows before.
 */
const spanIdOf = (what: string): string => createHash('sha256').update(what).digest('hex').slice(0, 16);

const submissionOf = ({ decision_id }: TrailedAct): string => spanIdOf(`${decision_id} submitted`);

/** A moment below the submission, which is below the asker's own span; and with the one that decided it, how long it waited. */
export const spansOf = (act: TrailedAct): readonly Span[] =>
  ENDS.has(act.action) ? [waitingOf(act), momentOf(act)] : [momentOf(act)];

const momentOf = (act: TrailedAct): Span => {
  const isSubmission = act.action === `${AREA}submitted`;
  return {
    name: act.action,
    kind: 'internal',
    context: placeIn(act, isSubmission ? submissionOf(act) : spanIdOf(act.id)),
    parentSpanId: isSubmission ? (act.span_id ?? undefined) : submissionOf(act),
    startedAt: isSubmission ? act.asked_ms : act.at_ms,
    milliseconds: 0,
    attributes: attributesOf(act),
    failed: FAILED.has(act.action),
    ...linksOf(act),
  };
};

const waitingOf = (act: TrailedAct): Span => ({
  name: `${AREA}waiting`,
  kind: 'internal',
  context: placeIn(act, spanIdOf(`${act.id} waiting`)),
  parentSpanId: submissionOf(act),
  startedAt: act.asked_ms,
  milliseconds: Math.max(0, act.at_ms - act.asked_ms),
  attributes: attributesOf(act),
  failed: false,
});

const placeIn = ({ trace_id: traceId }: TrailedAct, spanId: string): Span['context'] => ({
  traceId,
  spanId,
  sampled: true,
});

const attributesOf = (act: TrailedAct): Readonly<Partial<Record<SpanAttribute, string | number>>> => ({
  'holdfast.decision.id': act.decision_id,
  'holdfast.decision.kind': act.kind,
  'holdfast.decision.act': act.action.slice(AREA.length),
  'holdfast.decision.actor_kind': act.actor_kind,
  'holdfast.decision.revision': act.revision,
  'holdfast.decision.level': act.level,
});

/** From where it was done, where that was another place than that from which it was asked for. */
const linksOf = ({
  request_trace_id: traceId,
  caller_span: spanId,
  span_id,
  trace_id,
}: TrailedAct): Pick<Span, 'links'> =>
  traceId === null || spanId === null || (traceId === trace_id && spanId === span_id)
    ? {}
    : { links: [{ traceId, spanId }] };
