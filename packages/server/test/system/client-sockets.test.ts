import { createClient } from '@holdfast/client/client';
import type { SocketMessage, SocketState } from '@holdfast/client/follow-socket';
import { randomUUID } from 'node:crypto';
import { expect, expectTypeOf, onTestFinished, test } from 'vitest';
import { ask } from '../ground/ask.ts';
import { cuttableLine } from '../ground/cut-line.ts';
import { tokenOf, useSystem } from '../ground/system.ts';
import { probeRoom } from '../probe/socket-contract.ts';
import { probeThings } from '../probe/topics.ts';

const system = useSystem();

const openRoom = (baseUrl: string, token = tokenOf('viewer')) => {
  const messages: SocketMessage<typeof probeRoom>[] = [];
  const states: SocketState[] = [];
  const socket = createClient({ baseUrl, token }).socket(
    probeRoom,
    { room: randomUUID() },
    { onMessage: (message) => messages.push(message), onState: (state) => states.push(state), random: () => 0 },
  );
  onTestFinished(async () => {
    socket.close();
    await socket.closed;
  });
  const numbers = (): number[] => messages.flatMap((message) => (message.type === 'number' ? message.number : []));
  return { socket, messages, states, numbers };
};

test('what is said before the socket is open is said then, and answers are typed by their contract', async () => {
  const { socket, messages, states } = openRoom(system.url);
  socket.send({ type: 'say', text: 'hello' });
  // @ts-expect-error there is no such message
  expect(() => socket.send({ type: 'shout' })).not.toThrow();
  await expect.poll(() => messages.find(({ type }) => type === 'heard')).toMatchObject({ text: 'hello' });
  await expect.poll(() => messages.find(({ type }) => type === 'error')).toMatchObject({ code: 'invalid' });
  expect(states).toEqual([{ state: 'open', outcome: 'new' }]);
  const [message] = messages;
  if (message?.type === 'heard') expectTypeOf(message.text).toEqualTypeOf<string>();
});

test('a line that is cut again and again loses no message and gives none twice', async () => {
  const line = await cuttableLine(system.url);
  const { socket, states, numbers } = openRoom(line.url);
  socket.send({ type: 'count', to: 400, every_ms: 10 });
  for (let cuts = 1; cuts <= 3; cuts += 1) {
    const { length } = numbers();
    await expect.poll(() => numbers().length, { timeout: 5000 }).toBeGreaterThan(length + 20);
    line.cut();
    await expect
      .poll(() => states.filter((one) => one.state === 'open' && one.outcome === 'resumed').length, { timeout: 5000 })
      .toBe(cuts);
  }
  await expect.poll(() => numbers().length, { timeout: 10_000 }).toBe(400);
  expect(numbers()).toEqual(Array.from({ length: 400 }, (_, index) => index + 1));
});

test('whoever is refused for good stays away, and says why', async () => {
  const { socket, states } = openRoom(system.url, 'nobody');
  await socket.closed;
  expect(states).toMatchObject([{ state: 'closed', error: { status: 401, code: 'unauthenticated' } }]);
});

test('whoever was signed out stays away', async () => {
  const [workspace, member] = [randomUUID(), randomUUID()];
  const { socket, states } = openRoom(system.url, tokenOf('viewer', workspace, member));
  await expect.poll(() => states).toHaveLength(1);
  await ask(system, 'POST /api/v1/probe/revocations', { workspace, json: { member, reason: 'signed_out' } });
  await socket.closed;
  expect(states.at(-1)).toMatchObject({ state: 'closed', code: 4001 });
});

test('live events are typed by their topics, and a line that is cut misses none', async () => {
  const workspace = randomUUID();
  const line = await cuttableLine(system.url);
  const tell = (text: string) => ask(system, 'POST /api/v1/probe/tell', { workspace, json: { text } });
  const seen: string[] = [];
  const client = createClient({ baseUrl: line.url, token: tokenOf('viewer', workspace) });
  for await (const news of client.live([{ topic: probeThings }], { random: () => 0 })) {
    if (news.news === 'following') {
      if (seen.length === 0) await tell('one');
      else await tell('three');
    } else if (news.news === 'happened') {
      expectTypeOf(news.data.text).toEqualTypeOf<string>();
      seen.push(news.data.text);
      if (news.data.text === 'one') {
        line.cut();
        await tell('two');
      }
      if (news.data.text === 'three') break;
    }
  }
  expect(seen).toEqual(['one', 'two', 'three']);
});
