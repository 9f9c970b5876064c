import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { killAll, treeOf } from '../../lib/process-tree.ts';

const MAIN = fileURLToPath(new URL('../../../packages/server/src/main.ts', import.meta.url));

/** Holdfast as it is shipped, at its defaults, with its own PostgreSQL. */
export interface Server {
  readonly url: string;
  readonly pid: number;
  stop(): Promise<void>;
  /** SIGKILL, to the server and everything below it; `alone` spares PostgreSQL, which the next start meets. */
  kill(how: 'tree' | 'alone'): Promise<void>;
}

export const startServer = async (folder: string, profiles?: string): Promise<Server> => {
  const child = fork(MAIN, ['start'], {
    env: {
      PATH: process.env['PATH'] ?? '',
      HOLDFAST_DATA: folder,
      HOLDFAST_HTTP_PORT: '0',
      HOLDFAST_OTLP_HTTP_PORT: '0',
      HOLDFAST_OTLP_GRPC_PORT: '0',
      HOLDFAST_LOG_LEVEL: 'warn',
    },
    // the process that holds the spans is started with the same
    execArgv: profiles === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${profiles}`],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const ended = once(child, 'exit');
  const [message] = (await Promise.race([once(child, 'message'), ended.then(() => [undefined])])) as [
    { url: string } | undefined,
  ];
  if (message === undefined) throw new Error('Holdfast did not start. What it said stands above.');
  return {
    url: message.url,
    pid: pidOf(child),
    async stop() {
      child.kill('SIGTERM');
      await ended;
    },
    async kill(how) {
      const postgres = await postmasterOf(folder);
      const all = treeOf(pidOf(child));
      const spared = new Set(how === 'alone' ? treeOf(postgres) : []);
      killAll([...all, ...treeOf(postgres)].filter((pid) => !spared.has(pid)));
      await ended;
    },
  };
};

const pidOf = ({ pid }: ChildProcess): number => {
  if (pid === undefined) throw new Error('Holdfast did not start.');
  return pid;
};

const postmasterOf = async (folder: string): Promise<number> =>
  Number((await readFile(join(folder, 'postgres/18/postmaster.pid'), 'utf8')).split('\n', 1)[0]);

/** Stops PostgreSQL too, which outlives a server that was killed alone, and removes what was stored. */
export const removeServer = async (folder: string): Promise<void> => {
  const pid = await postmasterOf(folder).catch(() => 0);
  if (pid > 0) killAll(treeOf(pid));
  await rm(folder, { recursive: true, force: true });
};
