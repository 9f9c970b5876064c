import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { isSuccess, type Answer } from '../../src/http.ts';
import { embeddedCluster, postmasterOf } from '../../src/lab/postmaster.ts';
import type { Node } from '../../src/lab/node.ts';
import { pass, until } from '../../src/lab/wait.ts';
import { untilInFlight } from '../../src/gauge.ts';
import { startLoad, times } from '../../src/load.ts';
import { expectAcknowledgedReadable } from '../../src/oracles/expect-acknowledged-readable.ts';
import { expectAnswer } from '../../src/oracles/expect-answer.ts';
import { expectAtMost, expectSame, expectThat } from '../../src/oracles/expect-that.ts';
import { createWorkspace, type ProbeWorkspace } from '../../src/probe/workspace.ts';
import { scenario } from '../../src/scenario.ts';

const CLIENTS = 6;
const IN_FLIGHT = 4;
const DRAIN_SECONDS = 6;
const WORK_SECONDS = 1.5;
const SLACK_SECONDS = 2;

/** Goes on asking until there is nobody left to ask. */
const loadUntilGone = (workspace: ProbeWorkspace, acknowledged: string[], odd: Answer[]) =>
  startLoad(CLIENTS, async (client, round) => {
    const title = `client ${client} round ${round}`;
    const answer = await workspace.writeNote(title);
    if (isSuccess(answer)) acknowledged.push(title);
    else if (answer.status !== 0 && answer.code !== 'draining') odd.push(answer);
    if (!isSuccess(answer)) await pass(10);
  });

const expectNothingLeft = (node: Node): void => {
  expectThat(
    !existsSync(join(node.dataFolder, 'runtime.json')),
    'runtime.json is gone: nobody is sent to a node that is not there',
  );
  const postmaster = postmasterOf(embeddedCluster(node.dataFolder));
  expectThat(postmaster === undefined, 'its Postgres has stopped with it', { postmaster });
};

/** What needs less than the time for draining is finished, and a client that listens is let go. */
const drainInOrder = async (node: Node, workspace: ProbeWorkspace): Promise<number> => {
  const acknowledged: string[] = [];
  const odd: Answer[] = [];
  const slow = times(IN_FLIGHT, () => workspace.slow({ kind: 'handler', seconds: WORK_SECONDS }));
  const writing = times(IN_FLIGHT, () => workspace.slow({ kind: 'hold-connection', seconds: WORK_SECONDS }));
  const listening = workspace.member('viewer').ask('GET', '/stream?every_ms=50');
  await untilInFlight(node, 2 * IN_FLIGHT + 1);
  const load = loadUntilGone(workspace, acknowledged, odd);
  await until('the load to write', { seconds: 5 }, () => acknowledged.length > CLIENTS);

  const exit = await node.stop();
  await load.stop();
  for (const answer of [...(await slow), ...(await writing)]) expectAnswer(answer, 200);
  expectAnswer(await listening, 200);
  expectSame(exit.code, 0, 'a node that drained exits with 0');
  expectThat(odd.length === 0, 'under SIGTERM a request is done, or refused as draining, or finds nobody', {
    odd: odd.slice(0, 5).map(({ asked, status, code }) => `${asked} ${status} ${code ?? ''}`),
  });
  const seconds = exit.milliseconds / 1000;
  expectAtMost(seconds, WORK_SECONDS + SLACK_SECONDS, 's', 'nobody who only listens keeps a node from leaving');
  expectNothingLeft(node);

  await node.start();
  const stored = (await workspace.seeNotes()).map(({ title }) => title);
  expectAcknowledgedReadable(acknowledged, stored);
  return seconds;
};

/** What needs more is told so and cut off: one request must not keep a node for ever. */
const drainInTime = async (node: Node, workspace: ProbeWorkspace): Promise<number> => {
  const endless = workspace.slow({ kind: 'handler', seconds: 25 });
  await untilInFlight(node, 1);
  const exit = await node.stop();
  expectAnswer(await endless, 503, 'draining');
  expectSame(exit.code, 0, 'a node that had to cut a request off exits with 0');
  const seconds = exit.milliseconds / 1000;
  expectAtMost(seconds, DRAIN_SECONDS + SLACK_SECONDS, 's', 'it exits when the time for draining is up');
  expectNothingLeft(node);
  return seconds;
};

export default scenario({
  id: 'SYS-06',
  kind: 'integration',
  tier: 'pr',
  needs: ['lab'],
  weight: 'critical',
  claim:
    'A node told to stop under load finishes or refuses what it has, loses nothing it acknowledged, and exits with 0 in time.',
  async run({ lab, report }) {
    const node = await lab.node({ environment: { HOLDFAST_DRAIN_TIMEOUT: String(DRAIN_SECONDS) } });
    const workspace = await createWorkspace(node);
    report.figure('time to exit', await drainInOrder(node, workspace), 's');
    report.figure('time to exit with an endless request', await drainInTime(node, workspace), 's');
  },
});
