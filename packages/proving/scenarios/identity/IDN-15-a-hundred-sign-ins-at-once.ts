import { atShare } from '../../src/at-share.ts';
import { createHttp } from '../../src/http.ts';
import { setUpInstance } from '../../src/identity/instance.ts';
import { trySignIn } from '../../src/identity/person.ts';
import { startLoad, times } from '../../src/load.ts';
import { expectAnswer } from '../../src/oracles/expect-answer.ts';
import { expectThat } from '../../src/oracles/expect-that.ts';
import { pass } from '../../src/lab/wait.ts';
import { scenario } from '../../src/scenario.ts';

const AT_ONCE = 100;
const OTHERS = 4;
const PACE_MS = 20;
const P99 = 0.99;
const ROUNDS = 3;

export default scenario({
  id: 'IDN-15',
  kind: 'performance',
  tier: 'nightly',
  needs: ['lab'],
  weight: 'important',
  alone: true,
  claim:
    'A hundred sign-ins at once are all let in soon, and whoever asks for something else meanwhile does not notice.',
  async run({ lab, repeat, report }) {
    const node = await lab.node({ entry: 'product' });
    const { operator } = await setUpInstance(node);
    const seconds: number[] = [];
    const waited: number[] = [];
    await repeat(ROUNDS, async () => {
      const others = startLoad(OTHERS, async () => {
        const answer = await createHttp(node.url)('GET', '/api/v1/me', { token: operator.token });
        expectAnswer(answer, 200);
        waited.push(answer.milliseconds);
        await pass(PACE_MS);
      });
      const since = performance.now();
      const answers = await times(AT_ONCE, () => trySignIn(node, operator));
      seconds.push((performance.now() - since) / 1000);
      await others.stop();
      for (const answer of answers) expectAnswer(answer, 200);
    });
    expectThat(waited.length > OTHERS * ROUNDS, 'others were answered meanwhile', { answered: waited.length });
    report.figure('time for 100 sign-ins', atShare(seconds, 0.5), 's');
    report.figure('p99 of other requests meanwhile', atShare(waited, P99), 'ms');
  },
});
