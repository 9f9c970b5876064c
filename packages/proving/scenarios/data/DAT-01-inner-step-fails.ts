import { expectAnswer } from '../../src/oracles/expect-answer.ts';
import { expectSame } from '../../src/oracles/expect-that.ts';
import { createWorkspace } from '../../src/probe/workspace.ts';
import { scenario } from '../../src/scenario.ts';

const UNTOUCHED = { left: 0, right: 0 };

export default scenario({
  id: 'DAT-01',
  kind: 'integration',
  tier: 'pr',
  needs: ['lab'],
  weight: 'critical',
  claim: 'When a step of a transaction fails all of it is undone, or only the savepoint where that is meant.',
  async run({ lab, repeat, random }) {
    const node = await lab.node();
    const workspace = await createWorkspace(node);
    const see = async (name: string) => {
      const { left, right } = await workspace.seeCounter(name);
      return { left, right };
    };

    await repeat(5, async (round) => {
      const amount = random.between(1, 1_000);
      const order = random.pick(['from-first', 'to-first'] as const);
      for (const fail_after of ['first', 'second'] as const) {
        const name = `${fail_after} ${round}`;
        expectAnswer(await workspace.move({ from: name, to: name, amount, order, fail_after }), 409, 'conflict');
        expectSame(
          await see(name),
          UNTOUCHED,
          `nothing stays of a transaction that failed after its ${fail_after} step`,
        );
      }

      const kept = `kept ${round}`;
      const inner = { from: kept, to: kept, amount, order, fail_after: 'second', savepoint: true } as const;
      expectAnswer(await workspace.move(inner), 200);
      const first = order === 'from-first' ? { left: -amount, right: 0 } : { left: 0, right: amount };
      expectSame(await see(kept), first, 'only what was inside the savepoint is undone');

      expectAnswer(await workspace.move({ from: kept, to: kept, amount: 1 }), 200);
      const after = { left: first.left - 1, right: first.right + 1 };
      expectSame(await see(kept), after, 'the next transaction is not touched by one that failed');
    });
  },
});
