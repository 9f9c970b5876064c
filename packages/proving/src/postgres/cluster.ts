import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmod, writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import type { Custody } from '../lab/custody.ts';
import { freePort } from '../lab/free-port.ts';
import { createLogBook, type LogBook } from '../lab/log-book.ts';
import { POSTGRES_FAREWELL } from '../lab/postmaster.ts';
import { signalProcess } from '../lab/processes.ts';
import { until, within } from '../lab/wait.ts';
import { ADMIN } from './admin.ts';
import { findBinaries, libraryEnvironment } from './binaries.ts';
import { answers } from './sql.ts';
import { unprivileged } from './unprivileged.ts';

const run = promisify(execFile);

/** One Postgres server on a folder. It keeps its port over restarts. */
export interface Cluster {
  readonly port: number;
  readonly pid: number;
  readonly logs: LogBook;
  start(): Promise<void>;
  /** Closes every connection and stops in order, as an operator's restart does. */
  stop(): Promise<void>;
  /** As when the machine loses power. */
  kill(): Promise<void>;
  isRunning(): boolean;
}

const START_CAP_SECONDS = 30;
const END_CAP_MS = 30_000;

export const initCluster = async (folder: string, libraries: string): Promise<void> => {
  const passwordFile = `${folder}.password`;
  await writeFile(passwordFile, ADMIN.password, { mode: 0o600 });
  const { file, argv } = unprivileged(findBinaries().initdb, [
    `--pgdata=${folder}`,
    '--encoding=UTF8',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--locale=C',
    `--username=${ADMIN.role}`,
    '--auth=scram-sha-256',
    `--pwfile=${passwordFile}`,
    '--no-instructions',
    '--no-sync',
  ]);
  await run(file, argv, { env: libraryEnvironment(libraries) });
};

const settings = (folder: string, port: number, extra: Readonly<Record<string, string>>): string[] => {
  const all = {
    port: String(port),
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    timezone: 'UTC',
    log_timezone: 'UTC',
    ...extra,
  };
  return ['-D', folder, ...Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`])];
};

export interface ClusterOptions {
  readonly folder: string;
  readonly libraries: string;
  readonly custody: Custody;
  readonly settings?: Readonly<Record<string, string>>;
}

export const startCluster = async (options: ClusterOptions): Promise<Cluster> => {
  const port = await freePort();
  const logs = createLogBook();
  let server: ChildProcess;

  const start = async () => {
    await chmod(options.folder, 0o700);
    const { file, argv } = unprivileged(
      findBinaries().postgres,
      settings(options.folder, port, options.settings ?? {}),
    );
    server = spawn(file, argv, {
      env: libraryEnvironment(options.libraries),
      stdio: ['ignore', 'ignore', 'pipe'],
      detached: true,
    });
    await once(server, 'spawn');
    options.custody.process(server.pid as number, POSTGRES_FAREWELL);
    if (server.stderr !== null) logs.follow(server.stderr);
    await until('Postgres to answer', { seconds: START_CAP_SECONDS }, () => {
      if (server.exitCode !== null) throw new Error(`Postgres ended while starting:\n${logs.tail(10)}`);
      return answers(port);
    });
  };

  const end = async (signal: NodeJS.Signals) => {
    if (server.exitCode !== null || server.signalCode !== null) return;
    const exited = once(server, 'exit');
    signalProcess(server.pid as number, signal);
    await within(`Postgres to end after ${signal}`, END_CAP_MS, exited);
  };

  await start();
  return {
    port,
    get pid() {
      return server.pid as number;
    },
    logs,
    start,
    stop: () => end('SIGINT'),
    kill: () => end('SIGKILL'),
    isRunning: () => server.exitCode === null && server.signalCode === null,
  };
};
