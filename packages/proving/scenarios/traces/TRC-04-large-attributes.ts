import { randomBytes } from 'node:crypto';
import { setUpInstance } from '../../src/identity/instance.ts';
import { expectSame, expectThat } from '../../src/oracles/expect-that.ts';
import { scenario } from '../../src/scenario.ts';
import { keptSpansOf } from '../../src/traces/kept-spans.ts';
import { aSpan } from '../../src/traces/otlp-span.ts';
import { okOf, waysTo } from '../../src/traces/ways.ts';

const KB = 1_000;
const SIZES = { '100 KB': 100 * KB, '1 MB': 1_000 * KB };
const LIMIT = 2_000 * KB;
const TOO_LARGE = 2_100 * KB;

interface SpanWithAttributes {
  readonly attributes: Readonly<Record<string, unknown>>;
}

const textOf = (bytes: number): string => randomBytes(bytes / 2).toString('hex');

export default scenario({
  id: 'TRC-04',
  kind: 'integration',
  tier: 'pr',
  needs: ['lab', 'database'],
  weight: 'important',
  claim:
    'A span with large attributes is kept and shown whole; one beyond the limit is rejected by its name, and the spans beside it are kept.',
  async run({ lab, report }) {
    const environment = { HOLDFAST_OTLP_SPAN_BYTES: String(LIMIT) };
    const node = await lab.node({ entry: 'product', database: await lab.database(), environment });
    const { first } = await setUpInstance(node);
    const key = await first.key(['traces:write', 'traces:read']);
    const kept = keptSpansOf(key);
    const authorization = `Bearer ${key.token}`;
    for (const way of await waysTo(node)) {
      for (const [size, bytes] of Object.entries(SIZES)) {
        const text = textOf(bytes);
        const span = aSpan('large', { attributes: [{ key: 'document', value: { stringValue: text } }] });
        const told = await way.send([span], authorization);
        expectSame([told.status, told.rejected], [okOf(way), 0], `${way.name}: ${size} are taken`);
        await kept.stats();
        const seen = await kept.read<SpanWithAttributes>(`/api/v1/traces/${span.traceId}/spans/${span.spanId}`);
        expectThat(seen.attributes['document'] === text, `${way.name}: ${size} are shown whole`);
      }
      const beside = aSpan('beside');
      const attributes = [{ key: 'document', value: { stringValue: textOf(TOO_LARGE) } }];
      const told = await way.send([aSpan('the huge one', { attributes }), beside], authorization);
      expectSame([told.status, told.rejected], [okOf(way), 1], `${way.name}: one beyond the limit is rejected`);
      expectThat(told.text.includes('the huge one'), `${way.name}: it is named`, { text: told.text });
      await kept.stats();
      const [only] = await kept.spansOf(beside.traceId ?? '');
      expectSame(only?.span_id, beside.spanId, `${way.name}: the span beside it is kept`);
    }
    report.figure('largest span shown whole', SIZES['1 MB'] / 1e6, 'MB');
  },
});
