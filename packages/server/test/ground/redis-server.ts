import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface RedisServer {
  readonly url: URL;
  /** On the same port, with what it had written to disk: nothing. */
  start(): Promise<void>;
  /** As when the machine loses power. */
  kill(): Promise<void>;
  /** Takes connections and says nothing. */
  pause(): void;
  resume(): void;
  /** Kills it and removes its folder. */
  remove(): Promise<void>;
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

export const redisProgram = PROGRAMS.find(has);

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
  const child = spawn(redisProgram ?? '', args, { stdio: ['ignore', 'pipe', 'ignore'] });
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  child.once('exit', () => reject(new Error('redis-server ended while starting')));
  child.stdout?.on('data', (said) => {
    if (String(said).includes('eady to accept connections')) resolve();
  });
  await promise;
  return child;
};

/** A Redis in memory only, in a folder of its own, on a free port. */
export const startRedisServer = async (): Promise<RedisServer> => {
  const folder = await mkdtemp(join(tmpdir(), 'holdfast-redis-'));
  const port = await freePort();
  let child = await launch(port, folder);

  const kill = async (): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  };

  return {
    url: new URL(`redis://127.0.0.1:${port}`),
    async start() {
      child = await launch(port, folder);
    },
    kill,
    pause: () => void child.kill('SIGSTOP'),
    resume: () => void child.kill('SIGCONT'),
    async remove() {
      await kill();
      await rm(folder, { recursive: true, force: true });
    },
  };
};
