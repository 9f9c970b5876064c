import { randomUUID } from 'node:crypto';
import { isSuccess, type Answer } from '../http.ts';
import type { Node } from '../lab/node.ts';
import { pass } from '../lab/wait.ts';
import { startLoad, type Load } from '../load.ts';
import type { AskedJobs } from './jobs-done.ts';
import { openValues } from './values.ts';
import { tryEnqueue } from './work.ts';
import type { ProbeWorkspace } from './workspace.ts';

export const CLIENTS = 8;
const PACE_MS = 20;
const PACE_REFUSED_MS = 100;

export interface Told {
  readonly answer: Answer;
  readonly startedAt: number;
  readonly endedAt: number;
}

/** What happened, as the clients know it. */
export interface Diary {
  readonly told: Told[];
  /** By their keys: those that were acknowledged, and those of which nobody knows. */
  readonly acknowledged: Map<string, string>;
  readonly open: Map<string, string>;
  readonly jobs: AskedJobs;
  /** What needs no database, and was not answered or was not what was left. */
  readonly complaints: string[];
}

export type Act = (diary: Diary, client: number, round: number) => Promise<Answer>;

/** A write, a job, something that may be lost, a read. */
export const actsIn = (node: Node, workspace: ProbeWorkspace): readonly Act[] => [
  async ({ acknowledged, open }, client, round) => {
    const key = randomUUID();
    const title = `client ${client} round ${round}`;
    const answer = await workspace.writeNote(title, { headers: { 'idempotency-key': key } });
    (isSuccess(answer) ? acknowledged : open).set(key, title);
    return answer;
  },
  async ({ jobs }) => {
    const answer = await tryEnqueue(workspace, { do: 'effect' }, 1);
    jobs[isSuccess(answer) ? 'acknowledged' : 'open'] += 1;
    return answer;
  },
  async ({ complaints }, client, round) => {
    const values = openValues(node, workspace.id);
    const value = `${client}.${round}`;
    await values.set(`client-${client}`, value);
    const answer = await values.get(`client-${client}`);
    const seen = (answer.body as { value?: string } | undefined)?.value;
    if (seen !== value) complaints.push(`${answer.status} ${answer.code ?? ''} ${seen} and not ${value}`);
    return answer;
  },
  () => workspace.member('viewer').ask('GET', '/notes?limit=1'),
];

export const emptyDiary = (): Diary => ({
  told: [],
  acknowledged: new Map(),
  open: new Map(),
  jobs: { acknowledged: 0, open: 0 },
  complaints: [],
});

/** Clients that do one after the other, each of them at another at the same moment. */
export const startMixedLoad = (acts: readonly Act[], diary: Diary): Load =>
  startLoad(CLIENTS, async (client, round) => {
    const startedAt = performance.now();
    const answer = await acts[(client + round) % acts.length]?.(diary, client, round);
    if (answer === undefined) throw new Error('there is something to do in every round');
    diary.told.push({ answer, startedAt, endedAt: performance.now() });
    await pass(isSuccess(answer) ? PACE_MS : PACE_REFUSED_MS);
  });
