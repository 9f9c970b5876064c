import { describe, expect, test } from 'vitest';
import { handshake, openWebSocket } from '../ground/raw-web-socket.ts';
import { openSocket } from '../ground/raw-socket.ts';
import { silentLog } from '../ground/silent-log.ts';
import { tokenOf, useSystem } from '../ground/system.ts';
import { systemClock } from '../../src/platform/clock/clock.ts';
import { createMemory } from '../../src/platform/ephemeral/memory.ts';
import { createIds } from '../../src/platform/ids/uuid7.ts';
import { closeFrame } from '../ground/frames.ts';

const { kv } = createMemory({ clock: systemClock, makeId: createIds(systemClock), log: silentLog });

describe('a node that is asked to stop', () => {
  const [system, successor] = [useSystem({}, { kv }), useSystem({}, { kv })];

  test('finishes what is being worked on, sends its sockets away to another that goes on with them, and stops in time', async () => {
    const token = tokenOf('viewer');
    const socket = await openWebSocket(system.url, { token });
    const { connection_id, resume_token } = await socket.message('connection_established');
    socket.say({ type: 'wait', ms: 300, say: 'finished' });
    await expect.poll(() => socket.raw.received.length).toBeGreaterThan(0);
    const idle = await openSocket(system.url);
    idle.send('GET /livez HTTP/1.1\r\nHost: x\r\n\r\n');
    await idle.answers(1);

    const since = performance.now();
    const stopping = system.app.stop('a test');
    expect(await socket.closedWith()).toEqual([1001, 'draining']);
    expect(socket.messages().at(-1)).toMatchObject({ type: 'heard', text: 'finished', seq: 2 });
    socket.send(closeFrame(1001));
    expect(await stopping).toBe(true);
    expect(performance.now() - since).toBeLessThan(3000);

    const next = await openWebSocket(successor.url, {
      token,
      headers: { 'Sec-WebSocket-Protocol': 'holdfast.v1, holdfast.resume' },
    });
    next.say({ type: 'resume', connection_id, resume_token, seq: 1 });
    expect(await next.message('connection_established')).toMatchObject({ connection_id, outcome: 'resumed', seq: 3 });
    expect(next.messages()[0]).toMatchObject({ type: 'heard', text: 'finished', seq: 2 });
    next.say({ type: 'say', text: 'here too' });
    expect(await next.message('heard')).toBeDefined();
  });
});

describe('a node that is asked to stop while it tells numbers', () => {
  const [system, successor] = [useSystem({}, { kv }), useSystem({}, { kv })];

  test('leaves the connection with all that it said: nothing is missing and nothing comes twice', async () => {
    const token = tokenOf('viewer');
    const socket = await openWebSocket(system.url, { token });
    const { connection_id, resume_token } = await socket.message('connection_established');
    socket.say({ type: 'count', to: 1_000_000, every_ms: 1 });
    await expect.poll(() => socket.messages().length).toBeGreaterThan(20);
    const stopping = system.app.stop('a test');
    expect(await socket.closedWith()).toEqual([1001, 'draining']);
    socket.send(closeFrame(1001));
    expect(await stopping).toBe(true);

    const seen = Number(socket.messages().at(-1)?.['seq']);
    const next = await openWebSocket(successor.url, {
      token,
      headers: { 'Sec-WebSocket-Protocol': 'holdfast.v1, holdfast.resume' },
    });
    next.say({ type: 'resume', connection_id, resume_token, seq: seen });
    expect(await next.message('connection_established')).toMatchObject({ outcome: 'resumed', seq: seen + 1 });
  });
});

describe('a node with time to spare', () => {
  const system = useSystem({ HOLDFAST_DRAIN_TIMEOUT: '3' });

  test('lets nobody in while it drains, and cuts off who does not close', async () => {
    const busy = await openWebSocket(system.url, { token: tokenOf('viewer') });
    busy.say({ type: 'wait', ms: 1000, say: 'late' });
    const used = await openSocket(system.url);
    const since = performance.now();
    const idle = await openSocket(system.url);
    idle.send('GET /livez HTTP/1.1\r\nHost: x\r\n\r\n');
    await idle.answers(1);
    const stopping = system.app.stop('a test');
    // closing it is the first thing that a draining node does
    await idle.closed(1000);
    used.send(handshake(system.url, { token: tokenOf('viewer') }));
    const [answer] = await used.answers(1);
    expect([answer?.status, answer?.headers.get('retry-after')]).toEqual([503, '1']);
    expect(await busy.closedWith()).toEqual([1001, 'draining']);
    expect(await stopping).toBe(true);
    expect(performance.now() - since).toBeLessThan(5500);
  });
});
