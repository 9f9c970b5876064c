import { setUpInstance } from '../../src/identity/instance.ts';
import { expectSame, expectThat } from '../../src/oracles/expect-that.ts';
import { scenario } from '../../src/scenario.ts';
import { keptSpansOf } from '../../src/traces/kept-spans.ts';
import { aSpan } from '../../src/traces/otlp-span.ts';

const ATTACKS = [
  `' UNION SELECT * FROM spans --`,
  `' OR '1'='1`,
  `'; DROP TABLE spans; --`,
  `%' OR 1=1 --`,
  `$1`,
  `\\'; ATTACH 'x.db' AS x; --`,
  `"; COPY spans TO '/tmp/out'; --`,
  `%`,
  `_`,
] as const;

const TEXTS = ['name', 'service', 'model', 'session', 'user', 'agent', 'tag', 'q'] as const;
const LISTS = ['', '/facets', '/histogram'] as const;

export default scenario({
  id: 'TRC-12',
  kind: 'security',
  tier: 'pr',
  needs: ['lab', 'database'],
  weight: 'critical',
  claim:
    'Whatever stands in ids, filters, sort keys and cursors of traces is a value: it is refused, or it finds what is called so.',
  async run({ lab, report }) {
    const node = await lab.node({ entry: 'product', database: await lab.database() });
    const instance = await setUpInstance(node);
    const key = await instance.first.key(['traces:write', 'traces:read']);
    const kept = keptSpansOf(key);
    const other = keptSpansOf(await (await instance.workspace('Other')).key(['traces:write', 'traces:read']));
    await other.keep([aSpan('a secret of others')]);
    await kept.keep([aSpan('plain'), ...ATTACKS.map((attack) => aSpan(attack))]);
    const { spans } = await kept.stats();
    let asked = 0;
    const ask = async (path: string, allowed: readonly number[]): Promise<unknown> => {
      const answer = await key.ask('GET', path);
      const told = JSON.stringify(answer.body);
      asked += 1;
      expectThat(allowed.includes(answer.status), `${path} is answered or refused`, { status: answer.status, told });
      expectThat(!told.includes('a secret of others'), `${path} shows nothing of others`);
      return answer.body;
    };
    for (const attack of ATTACKS) {
      const text = encodeURIComponent(attack);
      for (const path of [`/${text}`, `/${text}/spans`, `/${'0'.repeat(31)}1/spans/${text}`])
        await ask(`/api/v1/traces${path}`, [404, 422]);
      for (const list of LISTS) for (const filter of TEXTS) await ask(`/api/v1/traces${list}?${filter}=${text}`, [200]);
      for (const filter of ['sort', 'cursor', 'from', 'status', 'limit'])
        await ask(`/api/v1/traces?${filter}=${text}`, [422]);
      for (const path of ['sessions?q=', 'users?q=', 'aggregates?name='])
        await ask(`/api/v1/traces/${path}${text}`, [200]);
      const found = (await ask(`/api/v1/traces?name=${text}`, [200])) as { items: { name: string }[] };
      expectSame(
        found.items.map(({ name }) => name),
        [attack],
        'a filter finds what is called so, and nothing else',
      );
    }
    expectSame((await kept.stats()).spans, spans, 'nothing is gone');
    report.figure('requests', asked);
  },
});
