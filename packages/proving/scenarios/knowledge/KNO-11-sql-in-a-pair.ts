import type { Pair } from '@holdfast/protocol/knowledge/pair';
import { setUpInstance } from '../../src/identity/instance.ts';
import { everywhere, expectKept, keepPair, PAIRS, textsOf } from '../../src/knowledge/pair-texts.ts';
import { expectAnswer, expectBody } from '../../src/oracles/expect-answer.ts';
import { expectSame } from '../../src/oracles/expect-that.ts';
import { scenario } from '../../src/scenario.ts';

const ATTACKS = [
  `'; drop table knowledge.pairs; --`,
  `x'); delete from knowledge.pairs where ('1'='1`,
  `' union select question, answer from knowledge.pairs --`,
  `$1`,
  `\${tx.workspace}`,
  `{"a","b\\"}','{`,
  `\\x00', '\\x00`,
  `%' or 1=1 --`,
  `E'\\' || (select version())`,
  `$$; reset role; $$`,
  `select * from users where name = 'Robert''); drop table students; --'`,
] as const;

export default scenario({
  id: 'KNO-11',
  kind: 'security',
  tier: 'pr',
  needs: ['lab', 'database'],
  weight: 'critical',
  claim:
    'SQL in a question, an answer, a phrasing, a tag or a source is kept word for word and found as text: knowledge about SQL is legitimate. No table and no other pair is touched.',
  async run({ lab, report }) {
    const database = await lab.database();
    const node = await lab.node({ entry: 'product', database });
    const instance = await setUpInstance(node);
    const key = await instance.first.key(['knowledge:read', 'knowledge:write']);
    const others = await (await instance.workspace('Other')).key(['knowledge:read', 'knowledge:write']);
    const bystander = await keepPair(others, everywhere('of somebody else'));
    const admin = await database.asAdmin();
    const tables = () => admin.query(`select table_schema, table_name from information_schema.tables order by 1, 2`);
    const before = await tables();

    for (const attack of ATTACKS) {
      const texts = everywhere(attack);
      const { id } = await keepPair(key, texts);
      for (const filter of ['text', 'tag', 'source']) {
        const path = `${PAIRS}?${filter}=${encodeURIComponent(attack)}`;
        const { items } = expectBody<{ items: Pair[] }>(await key.ask('GET', path), 200);
        expectSame(items.map(textsOf), [texts], `${filter} finds the pair that has this, and no other`);
      }
      const retagged = { pairs: [id], act: { kind: 'add_tags', tags: [`${attack}!`] } };
      expectAnswer(await key.ask('POST', `${PAIRS}/bulk`, { body: retagged }), 200);
      const headers = { 'if-match': '"2"' };
      const changed = { answer: `${attack} ${attack}`, tags: [attack] };
      expectAnswer(await key.ask('PATCH', `${PAIRS}/${id}`, { body: changed, headers }), 200);
      await expectKept(key, id, { ...texts, ...changed });
      expectAnswer(await key.ask('POST', `${PAIRS}/${id}/restore`, { body: { version: 1 } }), 200);
      await expectKept(key, id, texts);
      for (const bad of [
        `${PAIRS}?sort=${encodeURIComponent(attack)}`,
        `${PAIRS}?cursor=${encodeURIComponent(attack)}`,
      ])
        expectAnswer(await key.ask('GET', bad), 422);
    }

    expectSame(await tables(), before, 'every table is there');
    await expectKept(others, bystander.id, everywhere('of somebody else'));
    const [counted] = await admin.query(
      'select count(*)::integer as pairs from knowledge.pairs where removed_at is null',
    );
    expectSame(counted?.['pairs'], ATTACKS.length + 1, 'no pair is gone and none came by itself');
    await admin.close();
    report.figure('texts', ATTACKS.length);
  },
});
