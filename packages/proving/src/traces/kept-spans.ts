import { expectAnswer, expectBody } from '../oracles/expect-answer.ts';
import { expectSame, expectThat } from '../oracles/expect-that.ts';
import type { Caller } from '../identity/caller.ts';
import { inProtobuf, type SentSpan } from './otlp-span.ts';
import { sendOverHttp, type Told } from './send-spans.ts';

export interface SeenSpan {
  readonly span_id: string;
  readonly name: string;
  readonly duration_ns: number | null;
}

interface Page<Item> {
  readonly items: readonly Item[];
  readonly next_cursor: string | null;
}

export interface SpanStats {
  readonly spans: number;
  readonly traces: number;
}

/** Spans of a workspace, as somebody with a key sends and reads them. */
export interface KeptSpans {
  send(spans: readonly SentSpan[]): Promise<Told>;
  /** Sends and expects to be told that all are kept. */
  keep(spans: readonly SentSpan[]): Promise<void>;
  /** What there is, once everything that was acknowledged is found. */
  stats(): Promise<SpanStats>;
  /** Every span of a trace, in pages of so many. */
  spansOf(trace: string, limit?: number): Promise<readonly SeenSpan[]>;
  read<Body>(path: string): Promise<Body>;
}

const WAIT_SECONDS = 30;

export const keptSpansOf = (key: Caller): KeptSpans => {
  const read = async <Body>(path: string): Promise<Body> => expectBody<Body>(await key.ask('GET', path), 200);
  const send = (spans: readonly SentSpan[]): Promise<Told> =>
    sendOverHttp(inProtobuf(spans), { url: `${key.place.url}/v1/traces`, authorization: `Bearer ${key.token}` });
  return {
    send,
    read,
    async keep(spans) {
      const { status, rejected } = await send(spans);
      expectSame([status, rejected], [200, 0], 'all spans are acknowledged');
    },
    stats: () => read(`/api/v1/traces/stats?wait_seconds=${WAIT_SECONDS}`),
    async spansOf(trace, limit = 1_000) {
      const spans: SeenSpan[] = [];
      for (let cursor: string | null = ''; cursor !== null;) {
        const more: string = cursor === '' ? '' : `&cursor=${cursor}`;
        const page: Page<SeenSpan> = await read(`/api/v1/traces/${trace}/spans?limit=${limit}${more}`);
        spans.push(...page.items);
        cursor = page.next_cursor;
      }
      return spans;
    },
  };
};

/** Each of these is there once, and nothing else is. */
export const expectEachOnce = (seen: readonly SeenSpan[], wanted: readonly string[], sentence: string): void => {
  const counts = new Map<string, number>();
  for (const { span_id: id } of seen) counts.set(id, (counts.get(id) ?? 0) + 1);
  const lost = wanted.filter((id) => !counts.has(id));
  const doubled = [...counts].filter(([, count]) => count > 1);
  const known = new Set(wanted);
  const strange = [...counts.keys()].filter((id) => !known.has(id));
  expectThat(lost.length + doubled.length + strange.length === 0, sentence, {
    wanted: wanted.length,
    lost: lost.length,
    doubled: doubled.length,
    strange: strange.length,
  });
};

/** Nobody knows of a trace, which a list of nothing says as well. */
export const expectNoTrace = async (key: Caller, trace: string): Promise<void> => {
  expectAnswer(await key.ask('GET', `/api/v1/traces/${trace}`), 404, 'not_found');
};
