import { randomBytes } from 'node:crypto';
import { atShare } from '../../src/at-share.ts';
import { setUpInstance } from '../../src/identity/instance.ts';
import { expectSame } from '../../src/oracles/expect-that.ts';
import { scenario } from '../../src/scenario.ts';
import { flood } from '../../src/traces/flood.ts';
import { expectEachOnce, keptSpansOf, type SeenSpan } from '../../src/traces/kept-spans.ts';
import { aSpan } from '../../src/traces/otlp-span.ts';

const SPANS = 10_000;
const OTHERS = 2_000_000;
const BATCH = 1_000;
const PAGE = 100;

interface Page {
  readonly items: readonly (SeenSpan & { readonly trace_id: string })[];
  readonly next_cursor: string | null;
}

export default scenario({
  id: 'TRC-05',
  kind: 'performance',
  tier: 'nightly',
  needs: ['lab', 'database'],
  weight: 'important',
  alone: true,
  capSeconds: 600,
  claim:
    'Whoever turns the pages of a long trace, or of a long list of traces, waits as little for the last as for the first.',
  async run({ lab, report }) {
    const node = await lab.node({ entry: 'product', database: await lab.database() });
    const { first } = await setUpInstance(node);
    const key = await first.key(['traces:write', 'traces:read']);
    const kept = keptSpansOf(key);
    const traceId = randomBytes(16).toString('hex');
    const spans = Array.from({ length: SPANS }, (_nothing, index) => aSpan(`span ${index}`, { traceId }));
    for (let at = 0; at < SPANS; at += BATCH) await kept.keep(spans.slice(at, at + BATCH));
    await flood(key, OTHERS);
    for (let found = 0; found < SPANS + OTHERS;) found = (await kept.stats()).spans;

    const turn = async (path: string): Promise<{ items: Page['items']; milliseconds: number[] }> => {
      const items: Page['items'][number][] = [];
      const milliseconds: number[] = [];
      for (let cursor: string | null = ''; cursor !== null;) {
        const since = performance.now();
        const page: Page = await kept.read(`${path}?limit=${PAGE}${cursor === '' ? '' : `&cursor=${cursor}`}`);
        milliseconds.push(performance.now() - since);
        items.push(...page.items);
        cursor = page.next_cursor;
      }
      return { items, milliseconds };
    };
    const ofTrace = await turn(`/api/v1/traces/${traceId}/spans`);
    expectEachOnce(
      ofTrace.items,
      spans.map(({ spanId = '' }) => spanId),
      'the pages have each span once',
    );
    const ofList = await turn('/api/v1/traces');
    expectSame(
      new Set(ofList.items.map(({ trace_id: id }) => id)).size,
      ofList.items.length,
      'no trace is there twice',
    );
    expectSame(ofList.items.length, (await kept.stats()).traces, 'the pages have every trace');
    for (const [what, { milliseconds }] of Object.entries({ 'of spans': ofTrace, 'of traces': ofList })) {
      const tenth = Math.ceil(milliseconds.length / 10);
      report.figure(`pages ${what}`, milliseconds.length);
      report.figure(`median of the first pages ${what}`, atShare(milliseconds.slice(0, tenth), 0.5), 'ms');
      report.figure(`median of the last pages ${what}`, atShare(milliseconds.slice(-tenth), 0.5), 'ms');
    }
    report.figure('time for the slowest page', Math.max(...ofTrace.milliseconds), 'ms');
  },
});
