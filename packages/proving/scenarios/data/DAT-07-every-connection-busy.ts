import { untilConnectionsBusy } from '../../src/gauge.ts';
import { pass } from '../../src/lab/wait.ts';
import { times } from '../../src/load.ts';
import { expectAnswer, expectRetryAfter } from '../../src/oracles/expect-answer.ts';
import { expectAtMost, expectThat } from '../../src/oracles/expect-that.ts';
import { createWorkspace } from '../../src/probe/workspace.ts';
import { scenario } from '../../src/scenario.ts';

const CONNECTIONS = 3;
const WAIT_MS = 600;
const SLACK_MS = 1_000;
const HOLD_SECONDS = 2;
const CROWD = 20;

export default scenario({
  id: 'DAT-07',
  kind: 'recovery',
  tier: 'pr',
  needs: ['lab'],
  weight: 'important',
  claim:
    'With every connection busy a request waits for its time, then learns when to come back, and is served at once when one is freed.',
  async run({ lab, report, repeat }) {
    const environment = {
      HOLDFAST_DATABASE_CONNECTIONS: String(CONNECTIONS),
      HOLDFAST_DATABASE_WAIT: String(WAIT_MS / 1000),
    };
    const node = await lab.node({ environment });
    const workspace = await createWorkspace(node);
    let slowestRecovery = 0;

    await repeat(2, async (round) => {
      const holders = times(CONNECTIONS, () => workspace.slow({ kind: 'hold-connection', seconds: HOLD_SECONDS }));
      await untilConnectionsBusy(node, CONNECTIONS);
      const heldAt = performance.now();

      const refused = await times(CROWD, (index) => workspace.writeNote(`refused ${round} ${index}`));
      for (const answer of refused) {
        expectAnswer(answer, 503, 'database_busy');
        expectRetryAfter(answer);
        expectThat(answer.milliseconds >= WAIT_MS * 0.8, 'a request waits for a connection before it is refused', {
          waited_ms: answer.milliseconds,
        });
        expectAtMost(answer.milliseconds, WAIT_MS + SLACK_MS, 'ms', 'a request is refused when its time is up');
      }
      expectAnswer(await node.http('GET', '/livez'), 200);

      await pass(HOLD_SECONDS * 1000 - (performance.now() - heldAt) - WAIT_MS / 2);
      const patientAt = performance.now();
      const patient = workspace.writeNote(`patient ${round}`);
      for (const holder of await holders) expectAnswer(holder, 200);
      const freedAt = performance.now();
      expectAnswer(await workspace.writeNote(`after ${round}`), 201);
      slowestRecovery = Math.max(slowestRecovery, performance.now() - freedAt);
      const waited = await patient;
      if (freedAt - patientAt > WAIT_MS) throw new Error('nobody was waiting when the connections came free');
      expectAnswer(waited, 201);
    });
    report.figure('time to recover when freed', slowestRecovery, 'ms');

    const titles = (await workspace.seeNotes()).map(({ title }) => title);
    expectThat(!titles.some((title) => title.startsWith('refused')), 'what was refused did not happen', { titles });
  },
});
