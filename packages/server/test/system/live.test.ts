import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { followTopics } from '@holdfast/protocol/live/follow-topics';
import { createClient } from '@holdfast/client/client';
import { ask, fieldsOf } from '../ground/ask.ts';
import { openSocket, type RawSocket } from '../ground/raw-socket.ts';
import { tokenOf, useSystem } from '../ground/system.ts';

const system = useSystem();
const EVENTS = '/api/v1/events';

interface Told {
  readonly id: string;
  readonly event: string;
  readonly data: unknown;
}

const eventsIn = ({ received }: RawSocket): Told[] =>
  [...received.matchAll(/^id: (.*)\nevent: (.*)\ndata: (.*)\n\n/gm)].map(([, id = '', event = '', data = '']) => ({
    id,
    event,
    data: JSON.parse(data) as unknown,
  }));
const textsIn = (socket: RawSocket): unknown[] =>
  eventsIn(socket)
    .filter(({ event }) => event === 'happened')
    .map(({ data }) => (data as { data: { text: string } }).data.text);

const follow = async (workspace: string, topics: string, lastEventId?: string): Promise<RawSocket> => {
  const socket = await openSocket(system.url);
  const last = lastEventId === undefined ? '' : `Last-Event-ID: ${lastEventId}\r\n`;
  socket.send(
    `GET ${EVENTS}?topics=${topics} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${tokenOf('viewer', workspace)}\r\n${last}\r\n`,
  );
  await expect.poll(() => eventsIn(socket).map(({ event }) => event)).toContain('following');
  return socket;
};
const tell = async (workspace: string, text: string, thing?: string): Promise<void> => {
  const json = { text, ...(thing === undefined ? {} : { thing_id: thing }) };
  expect((await ask(system, 'POST /api/v1/probe/tell', { workspace, json })).status).toBe(204);
};

test('what happens is told to everybody in the workspace who follows it, in order', async () => {
  const workspace = randomUUID();
  const both = [await follow(workspace, 'things'), await follow(workspace, 'things')];
  for (const text of ['one', 'two', 'three']) await tell(workspace, text);
  for (const socket of both) await expect.poll(() => textsIn(socket)).toEqual(['one', 'two', 'three']);
  expect(eventsIn(both[0] as RawSocket)[1]?.data).toEqual({
    topic: 'things',
    event: 'thing_changed',
    data: { text: 'one' },
  });
});

test('another workspace hears nothing, and its ids do not tell how much happened here', async () => {
  const [ours, theirs] = [randomUUID(), randomUUID()];
  const [here, there] = [await follow(ours, 'things'), await follow(theirs, 'things')];
  for (const text of ['a', 'b', 'c']) await tell(ours, text);
  await tell(theirs, 'theirs');
  await expect.poll(() => textsIn(there)).toEqual(['theirs']);
  await expect.poll(() => textsIn(here)).toEqual(['a', 'b', 'c']);
  expect(eventsIn(there).at(-1)?.id).toMatch(/\.1$/);
});

test('a topic about one thing tells of that thing alone', async () => {
  const [workspace, mine, other] = [randomUUID(), randomUUID(), randomUUID()];
  const socket = await follow(workspace, `thing:${mine}`);
  await tell(workspace, 'other', other);
  await tell(workspace, 'all');
  await tell(workspace, 'mine', mine);
  await expect.poll(() => textsIn(socket)).toEqual(['mine']);
});

describe('whoever comes back', () => {
  test('hears what it missed, of all its topics in the order in which it happened', async () => {
    const [workspace, thing] = [randomUUID(), randomUUID()];
    const first = await follow(workspace, `things,thing:${thing}`);
    await tell(workspace, 'heard');
    await expect.poll(() => textsIn(first)).toEqual(['heard']);
    const last = eventsIn(first).at(-1)?.id ?? '';
    first.destroy();
    await tell(workspace, 'missed 1');
    await tell(workspace, 'missed 2', thing);
    await tell(workspace, 'missed 3');
    const second = await follow(workspace, `things,thing:${thing}`, last);
    await tell(workspace, 'new');
    await expect.poll(() => textsIn(second)).toEqual(['missed 1', 'missed 2', 'missed 3', 'new']);
    expect(eventsIn(second).map(({ event }) => event)).not.toContain('missed');
  });

  test('is told so when too much happened since', async () => {
    const [workspace, thing] = [randomUUID(), randomUUID()];
    const first = await follow(workspace, `things,thing:${thing}`);
    const last = eventsIn(first).at(-1)?.id ?? '';
    first.destroy();
    for (let told = 0; told < 101; told += 1) await tell(workspace, String(told));
    const second = await follow(workspace, `things,thing:${thing}`, last);
    expect(eventsIn(second).map(({ event, data }) => [event, data])).toEqual([
      ['missed', { topics: ['things'] }],
      ['following', { topics: ['things', `thing:${thing}`] }],
    ]);
  });

  test.each(['of-another-process.7', 'nonsense', '%00', '1'])(
    'with an id that is not ours, %s, is told so',
    async (last) => {
      const socket = await follow(randomUUID(), 'things', last);
      expect(eventsIn(socket)[0]).toMatchObject({ event: 'missed', data: { topics: ['things'] } });
    },
  );
});

describe('a topic that cannot be followed', () => {
  const refused = (topics: string, role?: 'viewer' | 'admin' | 'nobody' | 'operator') =>
    ask(system, `GET ${EVENTS}?topics=${topics}`, role === undefined ? {} : { role });

  test.each([
    ['weather', 'unknown_topic'],
    ['things,weather', 'unknown_topic'],
    ['thing', 'unknown_topic'],
    [`things:${randomUUID()}`, 'unknown_topic'],
    ['Things', 'custom'],
    ['', 'too_small'],
    ['things,,things', 'custom'],
    ['thing:*', 'custom'],
    [Array.from({ length: 51 }, () => 'things').join(), 'custom'],
  ])('%s is 422', async (topics, code) => {
    const answer = await refused(topics);
    expect([answer.status, fieldsOf(answer)]).toEqual([422, expect.arrayContaining([`/query/topics ${code}`])]);
  });

  test('is 403 without its permission, which is named, whatever else is asked for', async () => {
    expect(await refused('things,secrets', 'viewer')).toMatchObject({
      status: 403,
      body: { detail: 'Following the topic secrets needs the permission workspace:manage.' },
    });
    const socket = await openSocket(system.url);
    socket.send(
      `GET ${EVENTS}?topics=secrets HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${tokenOf('admin')}\r\n\r\n`,
    );
    await expect.poll(() => eventsIn(socket)).toHaveLength(1);
  });

  test('is 401 for nobody, and 403 for whoever is in no workspace', async () => {
    expect((await refused('things', 'nobody')).status).toBe(401);
    expect((await refused('things', 'operator')).status).toBe(403);
  });
});

test('what is too large for an event is a mistake of ours and reaches nobody', async () => {
  const workspace = randomUUID();
  const socket = await follow(workspace, 'things');
  const { status } = await ask(system, 'POST /api/v1/probe/tell', { workspace, json: { text: 'x'.repeat(20_000) } });
  expect(status).toBe(500);
  await tell(workspace, 'small');
  await expect.poll(() => textsIn(socket)).toEqual(['small']);
});

test('a reader that never reads is told that it missed something, and costs no more than its bounds', async () => {
  const workspace = randomUUID();
  const socket = await follow(workspace, 'things');
  socket.pause();
  for (let told = 0; told < 1300; told += 1) await tell(workspace, 'x'.repeat(15_000));
  socket.resume();
  await expect.poll(() => eventsIn(socket).map(({ event }) => event), { timeout: 10_000 }).toContain('missed');
  await tell(workspace, 'and now');
  await expect.poll(() => textsIn(socket).at(-1), { timeout: 10_000 }).toBe('and now');
}, 60_000);

test('a client of ours follows', async () => {
  const workspace = randomUUID();
  const client = createClient({ baseUrl: system.url, token: tokenOf('viewer', workspace) });
  const seen: unknown[] = [];
  for await (const event of client.stream(followTopics, { query: { topics: 'things' } })) {
    seen.push(event.data);
    if (event.event === 'following') await tell(workspace, 'hello');
    else break;
  }
  expect(seen).toEqual([{ topics: ['things'] }, { topic: 'things', event: 'thing_changed', data: { text: 'hello' } }]);
});
