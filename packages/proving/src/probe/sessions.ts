import type { Node } from '../lab/node.ts';
import { isSuccess } from '../http.ts';
import { pass } from '../lab/wait.ts';
import { startLoad, type Load } from '../load.ts';
import { openValues } from './values.ts';

/** People with a session each, who write it and read it again on their node and notice when it is not what they left. */
export interface SessionLoad {
  stop(): Promise<void>;
  /** What each wrote last, by its key. */
  readonly written: Map<string, string>;
  /** What was answered wrongly, or not at all. */
  readonly complaints: string[];
  slowestMs(): number;
  rounds(): number;
}

const PACE_MS = 10;

export const startSessions = (nodes: readonly Node[], workspace: string, people: number): SessionLoad => {
  const written = new Map<string, string>();
  const complaints: string[] = [];
  let slowest = 0;
  let rounds = 0;

  const load: Load = startLoad(people, async (person, round) => {
    const node = nodes[person % nodes.length];
    if (node === undefined) throw new Error('there is no node to have a session on');
    const values = openValues(node, workspace);
    const key = `session-${person}`;
    const value = `${person}.${round}`;
    const set = await values.set(key, value);
    if (isSuccess(set)) written.set(key, value);
    else complaints.push(`${set.asked}: ${set.status} ${set.code ?? set.failure ?? ''}`);
    const got = await values.get(key);
    const seen = (got.body as { value?: string | null } | undefined)?.value;
    if (!isSuccess(got) || seen !== written.get(key)) complaints.push(`${got.asked}: ${got.status} ${seen}`);
    slowest = Math.max(slowest, set.milliseconds, got.milliseconds);
    rounds += 1;
    await pass(PACE_MS);
  });

  return { stop: () => load.stop(), written, complaints, slowestMs: () => slowest, rounds: () => rounds };
};
