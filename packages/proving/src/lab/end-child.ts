import { setTimeout as sleep } from 'node:timers/promises';
import type { Child, Exit } from './child.ts';
import { postmasterOf } from './postmaster.ts';
import { isAlive, signalProcess } from './processes.ts';
import { until, within } from './wait.ts';

const STOP_CAP_MS = 30_000;
const DEATH_CAP_SECONDS = 10;

/** SIGKILL, with `tree` also to its Postgres: it lives in a session of its own and would outlive the node. */
export const killChild = async (child: Child, cluster: string, tree: boolean): Promise<void> => {
  const postmaster = tree ? postmasterOf(cluster) : undefined;
  signalProcess(child.pid, 'SIGKILL');
  if (postmaster !== undefined) signalProcess(postmaster, 'SIGKILL');
  await within('a killed node to be gone', DEATH_CAP_SECONDS * 1000, child.exited);
  if (postmaster === undefined) return;
  await until('Postgres to die', { seconds: DEATH_CAP_SECONDS }, () => !isAlive(postmaster));
};

/** SIGTERM, and how long it took from there. One that does not go is killed, and that is an error. */
export const stopChild = async (child: Child, cluster: string): Promise<Exit> => {
  const askedAt = performance.now();
  signalProcess(child.pid, 'SIGTERM');
  const exit = await Promise.race([child.exited, sleep(STOP_CAP_MS, undefined, { ref: false })]);
  if (exit !== undefined) return { ...exit, milliseconds: performance.now() - askedAt };
  await killChild(child, cluster, true);
  throw new Error(`the node had not stopped ${STOP_CAP_MS} ms after SIGTERM`);
};
