import { randomUUID } from 'node:crypto';
import { isSuccess } from '../http.ts';
import type { Deployment } from '../lab/deployment.ts';
import type { Node } from '../lab/node.ts';
import { pass } from '../lab/wait.ts';
import { expectAnswer } from '../oracles/expect-answer.ts';
import type { AskedJobs } from './jobs-done.ts';
import { tryEnqueue } from './work.ts';
import { openWorkspace } from './workspace.ts';

/** What clients know who go from node to node. */
export interface RoamingDiary {
  /** By their keys: those that were acknowledged, and those of which nobody knows whether they happened. */
  readonly acknowledged: Map<string, string>;
  readonly open: Map<string, string>;
  readonly jobs: AskedJobs;
  readonly odd: string[];
}

const PACE_MS = 20;
/** Long enough that whoever is killed has some of them. */
const JOB_MS = 100;
/** Of the last that were acknowledged. */
const REPEATED = 60;

/** As a proxy would: whoever finds a node gone goes to the next. */
export const anyNode = ({ members }: Deployment, turn: number): Node => {
  const running = members.map(({ node }) => node).filter((node) => node.isRunning());
  const node = running[turn % running.length];
  if (node === undefined) throw new Error('no node is left');
  return node;
};

export const roamingWrite = async (
  deployment: Deployment,
  workspace: string,
  diary: RoamingDiary,
  title: string,
): Promise<void> => {
  const key = randomUUID();
  diary.open.set(key, title);
  await writeAgain(deployment, workspace, diary, key);
};

/** With the same key on another node: it then happened once, wherever it happened. */
export const writeAgain = async (
  deployment: Deployment,
  workspace: string,
  diary: RoamingDiary,
  key: string,
): Promise<void> => {
  const title = diary.open.get(key) ?? '';
  for (let turn = 0; diary.open.has(key); turn += 1) {
    const node = anyNode(deployment, title.length + turn);
    const answer = await openWorkspace(node, workspace).writeNote(title, { headers: { 'idempotency-key': key } });
    if (isSuccess(answer)) {
      diary.open.delete(key);
      diary.acknowledged.set(key, title);
    } else if (answer.status !== 0 && answer.status !== 503 && answer.code !== 'idempotency_key_in_progress') {
      diary.odd.push(`${answer.asked} ${answer.status} ${answer.code ?? ''}`);
      return;
    } else await pass(PACE_MS);
  }
};

/** Whoever asks again for what was acknowledged, on whichever node, makes nothing twice. */
export const repeatWrites = async (deployment: Deployment, workspace: string, diary: RoamingDiary): Promise<void> => {
  for (const [turn, [key, title]] of [...diary.acknowledged].slice(-REPEATED).entries()) {
    const again = openWorkspace(anyNode(deployment, turn), workspace);
    expectAnswer(await again.writeNote(title, { headers: { 'idempotency-key': key } }), 201);
  }
};

/** A job of which nobody knows is not asked for again: it may be there. */
export const askForJob = async (
  deployment: Deployment,
  workspace: string,
  { jobs }: RoamingDiary,
  turn: number,
): Promise<void> => {
  const node = anyNode(deployment, turn);
  const answer = await tryEnqueue(openWorkspace(node, workspace), { do: 'wait', milliseconds: JOB_MS }, 1);
  jobs[isSuccess(answer) ? 'acknowledged' : 'open'] += 1;
  await pass(PACE_MS);
};
