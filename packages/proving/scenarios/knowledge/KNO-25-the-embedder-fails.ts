import type { Pair } from '@holdfast/protocol/knowledge/pair';
import { startEmbedding } from '../../src/knowledge/embedding.ts';
import { until } from '../../src/lab/wait.ts';
import { expectBody } from '../../src/oracles/expect-answer.ts';
import { expectSame } from '../../src/oracles/expect-that.ts';
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

export default scenario({
  id: 'KNO-25',
  kind: 'recovery',
  tier: 'pr',
  needs: ['lab'],
  weight: 'important',
  claim:
    'When the embedder says nothing, resets the line or answers what nobody can use, pairs are stored and listed as pending, none is marked as embedded or failed, and all are embedded when it is well again, without being asked for.',
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
      const found = await admin.ask('GET', `/api/v1/knowledge/pairs/${ids[0]}`);
      expectSame(
        expectBody<Pair>(found, 200).embedding_status,
        'pending',
        `a pair is there and waits when an embedder ${what}`,
      );
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
