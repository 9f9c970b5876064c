import { setUpInstance } from '../../src/identity/instance.ts';
import { expectSame } from '../../src/oracles/expect-that.ts';
import { scenario } from '../../src/scenario.ts';
import { aSpan, type SentSpan } from '../../src/traces/otlp-span.ts';
import { okOf, waysTo } from '../../src/traces/ways.ts';

const without = (span: SentSpan, ...names: readonly (keyof SentSpan)[]): SentSpan =>
  Object.fromEntries(Object.entries(span).filter(([name]) => !names.includes(name as keyof SentSpan)));

/** Spans that something is odd about, and how many of them are rejected. */
const ODD: Readonly<Record<string, readonly [span: SentSpan, rejected: number]>> = {
  'one without an end': [without(aSpan('open'), 'endTimeUnixNano'), 0],
  'one without a start': [without(aSpan('when'), 'startTimeUnixNano'), 0],
  'one without a name': [without(aSpan(''), 'name'), 0],
  'one that ends before it begins': [aSpan('back', { startTimeUnixNano: '2000', endTimeUnixNano: '1000' }), 0],
  'one that begins after the end of time': [aSpan('late', { startTimeUnixNano: '18446744073709551615' }), 0],
  'one with zeros for ids': [aSpan('zeros', { traceId: '0'.repeat(32), spanId: '0'.repeat(16) }), 1],
  'one of nothing at all': [{}, 1],
};

export default scenario({
  id: 'TRC-10',
  kind: 'recovery',
  tier: 'pr',
  needs: ['lab', 'database'],
  weight: 'important',
  claim:
    'A span without an end or a name, or with an end before its start, is taken; one without ids is rejected; and none of them is ever an error of ours.',
  async run({ lab, report }) {
    const node = await lab.node({ entry: 'product', database: await lab.database() });
    const { first } = await setUpInstance(node);
    const authorization = `Bearer ${(await first.key(['traces:write'])).token}`;
    for (const way of await waysTo(node)) {
      for (const [what, [span, rejected]] of Object.entries(ODD)) {
        const told = await way.send([aSpan('beside'), span], authorization);
        expectSame(
          [told.status, told.rejected],
          [okOf(way), rejected],
          `${way.name}: ${what} is taken as it should be`,
        );
      }
    }
    report.figure('kinds of odd spans', Object.keys(ODD).length);
  },
});
