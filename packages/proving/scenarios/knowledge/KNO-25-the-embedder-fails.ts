import type { Pair } from '@holdfast/protocol/knowledge/pair';
import type { SearchAnswer } from '@holdfast/protocol/knowledge/search';
import type { Caller } from '../../src/identity/caller.ts';
import { startEmbedding } from '../../src/knowledge/embedding.ts';
import { until } from '../../src/lab/wait.ts';
import { expectBody } from '../../src/oracles/expect-answer.ts';
import { expectSame, expectThat } from '../../src/oracles/expect-that.ts';
import { scenario } from '../../src/scenario.ts';
import type { EmbedderTurn } from '../../src/simulators/embeddings/embedder.ts';

const WAYS: readonly (readonly [string, EmbedderTurn])[] = [
  ['says nothing', { mishap: { kind: 'silent' } }],
  ['resets the line', { mishap: { kind: 'reset', afterTokens: 0 } }],
  ['answers 500', { mishap: { kind: 'refused', status: 500 } }],
  ['answers half of its JSON', { mishap: { kind: 'malformed', afterTokens: 0 } }],
  ['answers one vector too few', { garble: 'one vector too few' }],
  ['answers vectors of another length', { garble: 'shorter vectors' }],
  ['answers what is no number', { garble: 'what is no number' }],
];
const PAIRS = 5;

/** Each is there, waits, and is found by the number that only it has. */
const expectFoundByWords = async (admin: Caller, ids: readonly string[], what: string): Promise<void> => {
  for (const id of ids) {
    const pair = expectBody<Pair>(await admin.ask('GET', `/api/v1/knowledge/pairs/${id}`), 200);
    expectSame(pair.embedding_status, 'pending', `a pair is there and waits when an embedder ${what}`);
    const query = new URLSearchParams({ q: pair.question, limit: '1' });
    const search = await admin.ask('GET', `/api/v1/knowledge/search?${query.toString()}`, { patienceMs: 30_000 });
    const { items, mode, note } = expectBody<SearchAnswer>(search, 200);
    expectSame([items[0]?.pair.id, mode], [id, 'keyword'], `a pair is found by its words when an embedder ${what}`);
    expectThat(note !== null, 'the answer says that only words were asked', { note });
  }
};

export default scenario({
  id: 'KNO-25',
  kind: 'recovery',
  tier: 'pr',
  needs: ['lab'],
  weight: 'important',
  claim:
    'When the embedder says nothing, resets the line or answers what nobody can use, pairs are found by their words and listed as pending, none is marked as embedded or failed, and all are embedded when it is well again, without being asked for.',
  async run({ lab, report }) {
    const ground = await startEmbedding(lab, { HOLDFAST_EMBEDDER_TIMEOUT: '1' });
    const { admin, simulator } = ground;
    await ground.chooseSimulated({ batch: 10, concurrency: 2 });
    let total = 0;
    for (const [what, turn] of WAYS) {
      simulator.play(() => turn);
      const before = simulator.asked.length;
      const ids = await ground.addPairs(PAIRS);
      await until(`the embedder to be asked that ${what}`, { seconds: 30 }, () => simulator.asked.length > before + 1);
      await expectFoundByWords(admin, ids, what);
      const { pairs } = await ground.state();
      expectSame(
        pairs,
        { total: total + PAIRS, embedded: total, pending: PAIRS, failed: 0 },
        `none is lost or marked when it ${what}`,
      );
      simulator.play(() => ({}));
      total += PAIRS;
      await ground.untilEmbedded(total, 120);
    }
    report.figure('ways to fail', WAYS.length);
    report.figure('pairs embedded', total);
  },
});
