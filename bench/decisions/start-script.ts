import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** A script of this folder in a process of its own, which said where it listens. */
export interface Script<Message> {
  readonly url: string;
  readonly pid: number;
  send(message: object | string): void;
  onMessage(hear: (message: Message) => void): void;
  next(): Promise<Message>;
  stop(): Promise<void>;
  kill(): Promise<void>;
}

export const startScript = async <Message>(name: string, argv: readonly string[]): Promise<Script<Message>> => {
  const child = fork(fileURLToPath(new URL(name, import.meta.url)), argv, {
    env: { PATH: process.env['PATH'] ?? '' },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const next = async (): Promise<unknown> => ((await once(child, 'message')) as [unknown])[0];
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
  };
  const { url } = (await next()) as { url: string };
  return {
    url,
    pid: child.pid ?? 0,
    send: (message) => void child.send(message),
    onMessage: (hear) => void child.on('message', hear),
    next: () => next() as Promise<Message>,
    stop: () => end('SIGTERM'),
    kill: () => end('SIGKILL'),
  };
};
