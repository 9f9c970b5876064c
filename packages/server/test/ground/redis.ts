import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';

export interface TestRedis {
  readonly url: URL;
  /** On the same port, with what it had written to disk: nothing. */
  start(): Promise<void>;
  /** As when the machine loses power. */
  kill(): Promise<void>;
  /** Takes connections and says nothing. */
  pause(): void;
  resume(): void;
}

const PROGRAMS = ['redis-server', 'valkey-server'];

const has = (program: string): boolean => {
  try {
    execFileSync(program, ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
};

const program = PROGRAMS.find(has);
/** For `test.skipIf`: tests that need it say so in their names. */
export const NO_REDIS = program === undefined;

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, 'close');
  return port;
};

const launch = async (port: number, folder: string): Promise<ChildProcess> => {
  const options = { port, bind: '127.0.0.1', dir: folder, save: '', appendonly: 'no', daemonize: 'no' };
  const args = Object.entries(options).flatMap(([name, value]) => [`--${name}`, String(value)]);
  const child = spawn(program ?? '', args, { stdio: ['ignore', 'pipe', 'ignore'] });
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  child.once('exit', () => reject(new Error('redis-server ended while starting')));
  child.stdout?.on('data', (said) => {
    if (String(said).includes('eady to accept connections')) resolve();
  });
  await promise;
  return child;
};

/** A Redis of a test file's own, in memory only, on a free port. */
export const useRedis = (): TestRedis => {
  let folder = '';
  let port = 0;
  let child: ChildProcess | undefined;

  const end = async (): Promise<void> => {
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  };

  beforeAll(async () => {
    if (NO_REDIS) return;
    folder = await mkdtemp(join(tmpdir(), 'holdfast-redis-'));
    port = await freePort();
    child = await launch(port, folder);
  });
  afterAll(async () => {
    await end();
    await rm(folder, { recursive: true, force: true });
  });

  return {
    get url() {
      return new URL(`redis://127.0.0.1:${port}`);
    },
    async start() {
      child = await launch(port, folder);
    },
    kill: end,
    pause: () => void child?.kill('SIGSTOP'),
    resume: () => void child?.kill('SIGCONT'),
  };
};
