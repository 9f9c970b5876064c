import { setUpInstance } from '../../src/identity/instance.ts';
import { expectSame, expectThat } from '../../src/oracles/expect-that.ts';
import { scenario } from '../../src/scenario.ts';
import { aSpan } from '../../src/traces/otlp-span.ts';
import { okOf, waysTo } from '../../src/traces/ways.ts';

const GOOD = 99;

/** What spans may have for ids that no span can be kept under. */
const MALFORMED = {
  'no trace id': { traceId: '' },
  'a trace id of zeros': { traceId: '0'.repeat(32) },
  'a trace id that is too short': { traceId: 'ab'.repeat(15) },
  'no span id': { spanId: '' },
  'a span id of zeros': { spanId: '0'.repeat(16) },
  'a span id that is too long': { spanId: 'ab'.repeat(9) },
};

export default scenario({
  id: 'TRC-09',
  kind: 'recovery',
  tier: 'pr',
  needs: ['lab', 'database'],
  weight: 'critical',
  claim:
    'One malformed span among a hundred costs itself and no other: the answer says how many were rejected, which, and why.',
  async run({ lab, report }) {
    const node = await lab.node({ entry: 'product', database: await lab.database() });
    const { first } = await setUpInstance(node);
    const authorization = `Bearer ${(await first.key(['traces:write'])).token}`;
    const ways = await waysTo(node);
    for (const way of ways) {
      for (const [what, wrong] of Object.entries(MALFORMED)) {
        const spans = Array.from({ length: GOOD }, (_, index) => aSpan(`good ${index}`));
        const told = await way.send(
          [...spans.slice(0, 50), aSpan('the odd one', wrong), ...spans.slice(50)],
          authorization,
        );
        expectSame([told.status, told.rejected], [okOf(way), 1], `${way.name}: ${what} costs one span`);
        const isNamed = told.text.includes('the odd one') && !told.text.includes('good');
        expectThat(isNamed, `${way.name}: the span with ${what} is named, and no other`, { text: told.text });
      }
    }
    report.figure('ways', ways.length);
    report.figure('kinds of malformed spans', Object.keys(MALFORMED).length);
  },
});
