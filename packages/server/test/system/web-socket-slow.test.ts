import { describe, expect, test } from 'vitest';
import { ask } from '../ground/ask.ts';
import { frame } from '../ground/frames.ts';
import { openWebSocket } from '../ground/raw-web-socket.ts';
import { tokenOf, useSystem } from '../ground/system.ts';

const system = useSystem({}, { socketBounds: { sweepEveryMs: 20, closeMs: 300 } });
const hasty = useSystem({}, { socketBounds: { sweepEveryMs: 20, closeMs: 300, slowMs: 300 } });
const MEGABYTE = 1024 * 1024;

const metric = async (pattern: RegExp, there = system): Promise<number> =>
  Number(pattern.exec((await ask(there, 'GET /metrics')).text)?.[1] ?? 0);
const closedTooSlow = (there = system): Promise<number> =>
  metric(/^holdfast_sockets_closed_total\{operation="probe.room",reason="too_slow"\} (\d+)$/m, there);

const dropped = (): Promise<number> =>
  metric(/^holdfast_socket_messages_dropped_total\{operation="probe.room"\} (\d+)$/m);

const deafSocket = async ({ url } = system) => {
  const socket = await openWebSocket(url, { token: tokenOf('viewer') });
  await socket.message('connection_established');
  socket.raw.pause();
  return socket;
};

describe('a reader that never reads', () => {
  test('is sent away when what must not be lost has no room, and may come back', async () => {
    const socket = await deafSocket();
    socket.say({ type: 'pour', kind: 'number', to: 5000, bytes: 10_000 });
    await expect.poll(() => closedTooSlow(), { timeout: 5000 }).toBe(1);
    socket.raw.destroy();
  });

  test('costs no more than its bounds while much is said to it', async () => {
    const socket = await deafSocket(hasty);
    const rss = process.memoryUsage().rss;
    let most = 0;
    const watching = setInterval(() => {
      most = Math.max(most, process.memoryUsage().rss - rss);
    }, 5);
    socket.say({ type: 'count', to: 1_000_000, bytes: 20_000 });
    await expect
      .poll(() => closedTooSlow(hasty), { timeout: 5000 })
      .toBe(1)
      .finally(() => clearInterval(watching));
    expect(most).toBeLessThan(64 * MEGABYTE);
  });

  test('loses what is declared droppable, is told the rest, and stays', async () => {
    const socket = await deafSocket();
    socket.say({ type: 'pour', kind: 'tick', to: 8000, bytes: 1000 });
    await expect.poll(() => dropped(), { timeout: 10_000 }).toBeGreaterThan(1000);
    socket.say({ type: 'say', text: 'and now?' });
    socket.raw.resume();
    await expect(socket.message('heard')).resolves.toMatchObject({ text: 'and now?' });
    const seqs = socket.messages().map(({ seq }) => seq as number);
    expect(seqs).toEqual(seqs.map((_, index) => index + 1));
    expect(seqs.length).toBeLessThan(8000);
  });

  test('gets what can be put together put together, and loses nothing of it', async () => {
    const before = await dropped();
    const socket = await deafSocket();
    const say = (message: object): Buffer => frame(JSON.stringify(message));
    // ticks fill all there is between the two
    socket.send(
      Buffer.concat([
        say({ type: 'pour', kind: 'tick', to: 8000, bytes: 1000 }),
        say({ type: 'pour', kind: 'delta', to: 20_000, bytes: 10 }),
        say({ type: 'say', text: 'done' }),
      ]),
    );
    await expect.poll(() => dropped(), { timeout: 10_000 }).toBeGreaterThan(before + 1000);
    socket.raw.resume();
    await socket.message('heard', 10_000);
    const deltas = socket.messages().filter(({ type }) => type === 'delta');
    const numbers = deltas.flatMap(({ text }) =>
      [...String(text).matchAll(/(\d+) x+/g)].map(([, number]) => Number(number)),
    );
    expect(numbers).toEqual(Array.from({ length: 20_000 }, (_, index) => index + 1));
    expect(deltas.length).toBeLessThan(1000);
  }, 20_000);
});

test('a reader that is slow and keeps reading gets everything', async () => {
  const socket = await openWebSocket(system.url, { token: tokenOf('viewer') });
  socket.say({ type: 'count', to: 500, bytes: 10_000 });
  const slowly = setInterval(() => {
    socket.raw.pause();
    setImmediate(() => socket.raw.resume());
  }, 5);
  await expect
    .poll(() => socket.messages().length, { timeout: 15_000, interval: 100 })
    .toBe(501)
    .finally(() => clearInterval(slowly));
});
