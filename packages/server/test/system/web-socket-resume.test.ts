import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { ask } from '../ground/ask.ts';
import { openWebSocket, ROOM, type RawWebSocket } from '../ground/raw-web-socket.ts';
import { tokenOf, useSystem, type TestSystem } from '../ground/system.ts';

const system = useSystem({}, { socketBounds: { sweepEveryMs: 20 } });
const COMES_BACK = { 'Sec-WebSocket-Protocol': 'holdfast.v1, holdfast.resume' };

interface Established extends Record<string, unknown> {
  readonly connection_id: string;
  readonly resume_token: string;
}

const established = async (socket: RawWebSocket): Promise<Established> =>
  (await socket.message('connection_established')) as unknown as Established;

const waiting = async (there: TestSystem): Promise<string | undefined> =>
  /^holdfast_sockets_open\{state="waiting"\} (\d+)$/m.exec((await ask(there, 'GET /metrics')).text)?.[1];

/** Opens one, is told something, and loses it without a word. */
const loseOne = async (
  token: string,
  { url }: TestSystem = system,
): Promise<Established & { readonly seq: number }> => {
  const socket = await openWebSocket(url, { token });
  const { connection_id, resume_token } = await established(socket);
  socket.say({ type: 'pour', kind: 'number', to: 5 });
  await expect.poll(() => socket.messages().length).toBe(6);
  socket.raw.destroy();
  return { connection_id, resume_token, seq: 6 };
};

interface Resume {
  readonly connection_id: string;
  readonly resume_token: string;
  readonly seq: number;
}

const comeBack = async (
  token: string,
  { connection_id, resume_token, seq }: Resume,
  { path = ROOM, url = system.url }: { path?: string; url?: string } = {},
): Promise<RawWebSocket> => {
  const socket = await openWebSocket(url, { token, headers: COMES_BACK, path });
  socket.say({ type: 'resume', connection_id, resume_token, seq });
  return socket;
};

const seqs = (socket: RawWebSocket): unknown[] => socket.messages().map(({ seq }) => seq);

test('a connection that was lost goes on behind the last message that was seen', async () => {
  const token = tokenOf('viewer');
  const { connection_id, resume_token } = await loseOne(token);
  const socket = await comeBack(token, { connection_id, resume_token, seq: 3 });
  expect(await established(socket)).toMatchObject({ connection_id, outcome: 'resumed', seq: 7 });
  expect(seqs(socket)).toEqual([4, 5, 6, 7]);
  expect(socket.messages().slice(0, 3)).toMatchObject([{ number: 3 }, { number: 4 }, { number: 5 }]);
  socket.say({ type: 'say', text: 'on we go' });
  expect(await socket.message('heard')).toMatchObject({ seq: 8 });
});

test('what was said while nobody was there is said on return, in order', async () => {
  const token = tokenOf('viewer');
  const first = await openWebSocket(system.url, { token });
  const { connection_id, resume_token } = await established(first);
  first.say({ type: 'count', to: 60, every_ms: 10 });
  await expect.poll(() => first.messages().length).toBeGreaterThan(5);
  const { length } = first.messages();
  first.raw.destroy();
  const second = await comeBack(token, { connection_id, resume_token, seq: length });
  await expect.poll(() => second.messages().findLast(({ type }) => type === 'number')?.['number']).toBe(60);
  const numbers = [...first.messages().slice(0, length), ...second.messages()].flatMap(({ number }) => number ?? []);
  expect(numbers).toEqual(Array.from({ length: 60 }, (_, index) => index + 1));
});

test('a token counts once, and each resume gives another', async () => {
  const token = tokenOf('viewer');
  const { connection_id, resume_token } = await loseOne(token);
  const first = await comeBack(token, { connection_id, resume_token, seq: 6 });
  const { resume_token: next } = await established(first);
  expect(await established(await comeBack(token, { connection_id, resume_token, seq: 6 }))).toMatchObject({
    outcome: 'lost',
  });
  const third = await comeBack(token, { connection_id, resume_token: next, seq: 7 });
  expect(await established(third)).toMatchObject({ outcome: 'resumed', connection_id });
  expect(await first.closedWith()).toEqual([4009, 'replaced']);
});

describe('what cannot be resumed begins anew and says so', () => {
  const [workspace, member] = [randomUUID(), randomUUID()];
  const token = tokenOf('viewer', workspace, member);

  test.each<[string, (lost: Established & { seq: number }) => Promise<RawWebSocket>]>([
    ['another token', (lost) => comeBack(token, { ...lost, resume_token: 'guessed' })],
    ['another connection', (lost) => comeBack(token, { ...lost, connection_id: randomUUID() })],
    ['another member', (lost) => comeBack(tokenOf('viewer', workspace), { ...lost })],
    ['another workspace', (lost) => comeBack(tokenOf('viewer', randomUUID(), member), { ...lost })],
    ['another path', (lost) => comeBack(token, { ...lost }, { path: '/ws/probe/cellar' })],
    ['a number that was never sent', (lost) => comeBack(token, { ...lost, seq: 99 })],
  ])('%s', async (_what, tryIt) => {
    const lost = await loseOne(token);
    const socket = await tryIt(lost);
    const begun = await established(socket);
    expect(begun).toMatchObject({ outcome: 'lost', seq: 1 });
    expect(begun.connection_id).not.toBe(lost.connection_id);
    expect(socket.messages()).toHaveLength(1);
    socket.raw.destroy();
  });

  test('too much was missed', async () => {
    const socket = await openWebSocket(system.url, { token });
    const lost = await established(socket);
    socket.say({ type: 'pour', kind: 'number', to: 400 });
    await expect.poll(() => socket.messages().length).toBe(401);
    socket.raw.destroy();
    expect(await established(await comeBack(token, { ...lost, seq: 100 }))).toMatchObject({ outcome: 'lost' });
  });

  test('its principal was revoked meanwhile', async () => {
    const gone = randomUUID();
    const lost = await loseOne(tokenOf('viewer', workspace, gone));
    await ask(system, 'POST /api/v1/probe/revocations', { workspace, json: { member: gone, reason: 'signed_out' } });
    const socket = await comeBack(tokenOf('viewer', workspace, gone), { ...lost });
    expect(await established(socket)).toMatchObject({ outcome: 'lost' });
  });

  test('whoever left in order has nothing to come back to', async () => {
    const socket = await openWebSocket(system.url, { token });
    const lost = await established(socket);
    socket.say({ type: 'close' });
    await socket.closedWith();
    expect(await established(await comeBack(token, { ...lost, seq: 1 }))).toMatchObject({ outcome: 'lost' });
  });
});

test('whoever said that it would resume and says something else is sent away', async () => {
  const socket = await openWebSocket(system.url, { token: tokenOf('viewer'), headers: COMES_BACK });
  socket.say({ type: 'say', text: 'x' });
  expect(await socket.closedWith()).toEqual([4011, 'not_understood']);
});

test('of two who resume the same connection at once one has it', async () => {
  const token = tokenOf('viewer');
  const { connection_id, resume_token } = await loseOne(token);
  const both = await Promise.all([1, 2].map(() => comeBack(token, { connection_id, resume_token, seq: 6 })));
  const outcomes = await Promise.all(
    both.map(async (socket) => (await socket.message('connection_established'))['outcome']),
  );
  expect(outcomes.map(String).toSorted((one, other) => (one < other ? -1 : 1))).toEqual(['lost', 'resumed']);
});

describe('a node that does not wait long', () => {
  const hasty = useSystem({}, { socketBounds: { resumeMs: 100, sweepEveryMs: 20 } });

  test('forgets who comes back too late', async () => {
    const token = tokenOf('viewer');
    const lost = await loseOne(token, hasty);
    await expect.poll(async () => (await ask(hasty, 'GET /metrics')).text).toContain('reason="lost"} 1');
    await expect.poll(() => waiting(hasty)).toBe('0');
    expect(await established(await comeBack(token, lost, { url: hasty.url }))).toMatchObject({ outcome: 'lost' });
  });
});
