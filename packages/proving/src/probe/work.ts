import { createHttp, type Answer } from '../http.ts';
import type { Node } from '../lab/node.ts';
import { expectBody } from '../oracles/expect-answer.ts';
import type { ProbeWorkspace } from './workspace.ts';

/** What a job of the probe does before its effect. */
export interface Doing {
  readonly do: 'effect' | 'effect-apart' | 'wait' | 'fail' | 'kill';
  readonly milliseconds?: number;
  readonly times?: number;
}

export interface EffectCounts {
  readonly jobs: number;
  readonly effects: number;
  readonly repeated: number;
}

export interface QueueCounts {
  readonly waiting: number;
  readonly delayed: number;
  readonly running: number;
  readonly dead: number;
}

export interface DeadLetter {
  readonly id: string;
  readonly losses: number;
  readonly history: readonly { readonly outcome: string; readonly node: string }[];
}

const EMPTY: QueueCounts = { waiting: 0, delayed: 0, running: 0, dead: 0 };

export const tryEnqueue = (workspace: ProbeWorkspace, job: Doing, count: number): Promise<Answer> =>
  workspace.member('admin').ask('POST', '/jobs', { body: { job, count } });

/** Writes jobs down; the ids of those that were acknowledged. */
export const enqueue = async (workspace: ProbeWorkspace, job: Doing, count: number): Promise<string[]> => {
  return expectBody<{ ids: string[] }>(await tryEnqueue(workspace, job, count), 201).ids;
};

export const seeEffects = async (workspace: ProbeWorkspace): Promise<EffectCounts> =>
  expectBody<EffectCounts>(await workspace.member('admin').ask('GET', '/effects'), 200);

const ask = (node: Node, workspace: ProbeWorkspace, path: string): Promise<Answer> =>
  createHttp(node.url)('GET', path, { token: `probe.admin.${workspace.id}.${workspace.id}` });

/** What this workspace has in the probe's queue. */
export const seeQueue = async (node: Node, workspace: ProbeWorkspace): Promise<QueueCounts> => {
  const { items } = expectBody<{ items: (QueueCounts & { name: string })[] }>(
    await ask(node, workspace, '/api/v1/queues'),
    200,
  );
  const { waiting, delayed, running, dead } = items.find(({ name }) => name === 'probe') ?? EMPTY;
  return { waiting, delayed, running, dead };
};

export interface SeenJob {
  readonly id: string;
  readonly state: string;
  /** Host and process. */
  readonly node: string | null;
}

export const seeJob = async (node: Node, workspace: ProbeWorkspace, id: string): Promise<SeenJob> =>
  expectBody<SeenJob>(await ask(node, workspace, `/api/v1/jobs/${id}`), 200);

/** Whether this node runs it, or ran it last. */
export const isHeldBy = ({ state, node }: SeenJob, { pid }: Node): boolean =>
  state === 'running' && node !== null && node.endsWith(`:${pid}`);

export const seeDeadLetters = async (node: Node, workspace: ProbeWorkspace): Promise<readonly DeadLetter[]> =>
  expectBody<{ items: DeadLetter[] }>(await ask(node, workspace, '/api/v1/dead-letters?limit=200'), 200).items;

/** Sends every dead letter of the workspace in the probe's queue again. */
export const redriveQueue = async (node: Node, workspace: ProbeWorkspace): Promise<{ readonly redriven: number }> => {
  const token = `probe.admin.${workspace.id}.${workspace.id}`;
  const answer = await createHttp(node.url)('POST', '/api/v1/dead-letters/redrive', {
    token,
    body: { queue: 'probe' },
  });
  return expectBody<{ redriven: number }>(answer, 200);
};
