import { pass } from '../../src/lab/wait.ts';
import { isSuccess } from '../../src/http.ts';
import { startLoad } from '../../src/load.ts';
import { expectSame, expectThat } from '../../src/oracles/expect-that.ts';
import { createWorkspace } from '../../src/probe/workspace.ts';
import { scenario } from '../../src/scenario.ts';

const CLIENTS = 6;
const CYCLES = 3;

export default scenario({
  id: 'DAT-08',
  kind: 'integration',
  tier: 'pr',
  needs: ['lab'],
  weight: 'critical',
  claim:
    'A write that spans two schemas happens in both or in neither, also when process and database are killed in the middle.',
  async run({ lab, random, report, repeat }) {
    const node = await lab.node();
    const workspace = await createWorkspace(node);
    const chances = Array.from({ length: CLIENTS }, (_nothing, client) => random.of(`client ${client}`));
    let acknowledged = 0;
    let unknown = 0;
    let refused = 0;

    await repeat(CYCLES, async (cycle) => {
      const load = startLoad(CLIENTS, async (client) => {
        const name = `counter ${client}`;
        const chance = chances[client] ?? random;
        const fails = chance.next() < 0.3 ? { fail_after: chance.pick(['first', 'second'] as const) } : {};
        const answer = await workspace.move({ from: name, to: name, amount: 1, ...fails });
        if (isSuccess(answer)) acknowledged += 1;
        else if (answer.status === 409) refused += 1;
        else unknown += 1;
        // a dead node refuses at once: no need to hammer it
        if (answer.status === 0) await pass(20);
      });
      // one for whom nobody comes stands between its two halves when everything is killed
      const word = `torn ${cycle}`;
      const torn = workspace.move({ from: word, to: word, amount: 1, meet: word });
      await pass(random.between(150, 500));
      await node.kill({ tree: true });
      expectSame((await torn).status, 0, 'nobody was told how the torn one ended');
      await load.stop();
      await node.start();

      const { left: tornLeft, right: tornRight } = await workspace.seeCounter(word);
      expectSame([tornLeft, tornRight], [0, 0], 'what was killed between its halves did not happen');

      let total = 0;
      for (let client = 0; client < CLIENTS; client += 1) {
        const { left, right } = await workspace.seeCounter(`counter ${client}`);
        expectThat(left + right === 0, 'both sides of every move are there, or neither', {
          cycle,
          client,
          left,
          right,
        });
        total += right;
      }
      expectThat(
        total >= acknowledged && total <= acknowledged + unknown,
        'every acknowledged move lasts, and no refused one',
        {
          cycle,
          total,
          acknowledged,
          unknown,
          refused,
        },
      );
    });
    if (acknowledged === 0 || refused === 0) throw new Error('too little happened to judge by');
    report.figure('moves acknowledged', acknowledged);
    report.figure('moves refused', refused);
    report.figure('moves without an answer', unknown);
  },
});
