import type { AuditEntry } from '@holdfast/protocol/audit/audit';
import type { Decision } from '@holdfast/protocol/decisions/decision';
import type { Span, SpanDetail } from '@holdfast/protocol/traces/span';
import type { Caller } from '../identity/caller.ts';
import { until } from '../lab/wait.ts';
import { expectBody } from '../oracles/expect-answer.ts';
import { expectSame } from '../oracles/expect-that.ts';

const TOLD_WITHIN = { seconds: 60, everyMs: 100 };

const begun = ({ start_ns }: Span): bigint => BigInt(start_ns);

/** Nobody has heard of the trace yet, or the index of spans is still being opened behind a start. */
const NOT_YET: ReadonlySet<number | undefined> = new Set([404, 503]);

/** In the order in which they began. */
export const spansIn = async (reader: Caller, trace: string): Promise<readonly Span[]> => {
  const answer = await reader.ask('GET', `/api/v1/traces/${trace}/spans?limit=1000`);
  if (NOT_YET.has(answer.status)) return [];
  const { items } = expectBody<{ items: Span[] }>(answer, 200);
  return items.toSorted((one, other) => Number(begun(one) - begun(other)));
};

const momentsOf = (spans: readonly Span[]): string[] =>
  spans.map(({ name }) => name).filter((name) => name !== 'decision.waiting');

/** All of it in one trace, each once and in order, every span below another that is there, up to the one in which it began. */
export const expectToldInTrace = async (reader: Caller, trace: string, story: readonly string[]): Promise<void> => {
  let seen: readonly Span[] = [];
  await until(`the story in trace ${trace}`, TOLD_WITHIN, async () => {
    seen = await spansIn(reader, trace);
    return momentsOf(seen).length >= story.length;
  });
  expectSame(momentsOf(seen), story, 'the trace tells the whole story, each part once and in order');
  expectSame(seen.length, story.length + 1, 'and how long it waited');
  const ids = new Set(seen.map(({ span_id: id }) => id));
  const roots = seen.filter(({ parent_span_id: parent }) => parent === null || !ids.has(parent));
  expectSame(
    roots.map(({ name }) => name),
    [story[0]],
    'it is one tree',
  );
};

export const detailOf = async (reader: Caller, trace: string, name: string): Promise<SpanDetail> => {
  const span = (await spansIn(reader, trace)).find((one) => one.name === name);
  return expectBody<SpanDetail>(await reader.ask('GET', `/api/v1/traces/${trace}/spans/${span?.span_id}`), 200);
};

/** What was done, who did it, and why; the first first. */
export type Deed = readonly [action: string, who: string | null, why: string | null];

export const expectTrail = async (
  reader: Caller,
  { id }: Pick<Decision, 'id'>,
  deeds: readonly Deed[],
): Promise<readonly AuditEntry[]> => {
  const trail = await until('the trail', TOLD_WITHIN, async () => {
    const answer = await reader.ask('GET', `/api/v1/audit?object_id=${id}&limit=100`);
    const { items } = expectBody<{ items: AuditEntry[] }>(answer, 200);
    return items.every(({ number }) => number !== null) && items;
  });
  expectSame(
    trail.toReversed().map(({ action, actor, reason }) => [action, actor.id, reason]),
    deeds,
    'the audit trail has who did what and why, in order',
  );
  return trail;
};
