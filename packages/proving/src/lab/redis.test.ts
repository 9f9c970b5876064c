import { once } from 'node:events';
import { connect } from 'node:net';
import { describe, expect, test } from 'vitest';
import { cut } from '../faults/cut.ts';
import { isAlive, isStopped } from './processes.ts';
import { findRedisProgram } from './redis.ts';
import { STUB_ENTRIES } from './testing/stub-entries.ts';
import { useLab } from './testing/use-lab.ts';

const PATIENCE_MS = 5000;

/** One command over a connection of its own; what went wrong, where there was no answer. */
const say = async (port: number, command: string, patienceMs = PATIENCE_MS): Promise<string> => {
  const socket = connect({ port, host: '127.0.0.1' });
  try {
    const signal = AbortSignal.timeout(patienceMs);
    await once(socket, 'connect', { signal });
    socket.write(`${command}\r\n`);
    const [answer] = (await once(socket, 'data', { signal })) as [Buffer];
    return answer.toString().trim();
  } catch (failure) {
    return (failure as NodeJS.ErrnoException).code ?? String(failure);
  } finally {
    socket.destroy();
  }
};

describe.skipIf(findRedisProgram() === undefined)('a Redis of the lab (skipped where none is installed)', () => {
  const lab = useLab(STUB_ENTRIES);

  test('answers directly and through its line, and the line can be cut while it lives', async () => {
    const redis = await lab().redis();
    const through = Number(new URL(redis.url).port);
    expect(through).not.toBe(redis.port);
    expect(await say(redis.port, 'PING')).toBe('+PONG');
    expect(await say(through, 'PING')).toBe('+PONG');
    await redis.line.use(cut());
    expect(await say(through, 'PING')).not.toContain('PONG');
    expect(await say(redis.port, 'PING')).toBe('+PONG');
    await redis.line.heal();
    expect(await say(through, 'PING')).toBe('+PONG');
  });

  test('that is killed is gone, and comes back empty on its port, as another process', async () => {
    const redis = await lab().redis();
    const first = redis.pid;
    expect(await say(redis.port, 'SET kept no')).toBe('+OK');
    await redis.kill();
    expect([redis.isRunning(), isAlive(first)]).toEqual([false, false]);
    expect(await say(redis.port, 'PING')).toBe('ECONNREFUSED');
    await redis.kill();
    await redis.start();
    expect(redis.pid).not.toBe(first);
    expect(await say(redis.port, 'GET kept')).toBe('$-1');
  });

  test('that is paused takes connections and says nothing, and knows everything when it is resumed', async () => {
    const redis = await lab().redis();
    await say(redis.port, 'SET kept yes');
    redis.pause();
    await expect.poll(() => isStopped(redis.pid)).toBe(true);
    expect(await say(redis.port, 'PING', 300)).toBe('ABORT_ERR');
    expect(redis.isRunning()).toBe(true);
    redis.resume();
    expect(await say(redis.port, 'GET kept')).toContain('yes');
  });

  test('may be away at first, and is gone with the lab also while it is paused', async () => {
    const redis = await lab().redis({ running: false });
    expect(redis.isRunning()).toBe(false);
    expect(await say(redis.port, 'PING')).toBe('ECONNREFUSED');
    await redis.start();
    expect(await say(redis.port, 'PING')).toBe('+PONG');
    redis.pause();
    await lab().close();
    expect(isAlive(redis.pid)).toBe(false);
    expect(await say(Number(new URL(redis.url).port), 'PING')).toBe('ECONNREFUSED');
  });
});
