import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createProxy, type Proxy } from '../faults/proxy.ts';
import { CannotRun } from '../outcome.ts';
import type { Custody } from './custody.ts';
import { freePort } from './free-port.ts';
import { createLogBook, type LogBook } from './log-book.ts';
import { signalProcess } from './processes.ts';
import { until } from './wait.ts';

/** A Redis of the scenario's own, in memory only, with a line to it that can be made bad. It keeps its port over restarts. */
export interface Redis {
  readonly port: number;
  readonly pid: number;
  readonly logs: LogBook;
  /** Stands between the nodes and Redis. */
  readonly line: Proxy;
  /** Through the line. */
  readonly url: string;
  start(): Promise<void>;
  /** As when the machine loses power: it comes back empty. */
  kill(): Promise<void>;
  pause(): void;
  resume(): void;
  isRunning(): boolean;
}

const PROGRAMS = ['redis-server', 'valkey-server'];
const START_CAP_SECONDS = 10;

const exists = (program: string): boolean => {
  try {
    execFileSync(program, ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
};

export const findRedisProgram = (): string | undefined => PROGRAMS.find(exists);

export const createRedis = async (custody: Custody, { running = true } = {}): Promise<Redis> => {
  const program = findRedisProgram();
  if (program === undefined) throw new CannotRun('no redis-server is installed here');
  const folder = custody.folder('redis');
  const port = await freePort();
  const line = await createProxy({ target: { port } });
  const logs = createLogBook();
  let server: ChildProcess | undefined;
  const isRunning = () => server !== undefined && server.exitCode === null && server.signalCode === null;

  const start = async () => {
    const said = logs.lines.length;
    const options = { port, bind: '127.0.0.1', dir: folder, save: '', appendonly: 'no' };
    const child = spawn(
      program,
      Object.entries(options).flatMap(([name, value]) => [`--${name}`, String(value)]),
      {
        stdio: ['ignore', 'pipe', 'ignore'],
      },
    );
    server = child;
    await once(child, 'spawn');
    custody.process(child.pid as number);
    logs.follow(child.stdout);
    await until('Redis to take connections', { seconds: START_CAP_SECONDS }, () => {
      if (!isRunning()) throw new Error(`Redis ended while starting:\n${logs.tail(5)}`);
      return logs.lines.slice(said).some((text) => text.includes('eady to accept connections'));
    });
  };

  if (running) await start();
  return {
    port,
    get pid() {
      return server?.pid ?? 0;
    },
    logs,
    line,
    url: line.url(`redis://127.0.0.1:${port}`),
    start,
    async kill() {
      if (server === undefined || !isRunning()) return;
      const exited = once(server, 'exit');
      signalProcess(server.pid as number, 'SIGKILL');
      await exited;
    },
    pause: () => void server?.kill('SIGSTOP'),
    resume: () => void server?.kill('SIGCONT'),
    isRunning,
  };
};
