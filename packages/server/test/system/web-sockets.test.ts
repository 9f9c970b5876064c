import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { ask } from '../ground/ask.ts';
import { frame, OPCODES } from '../ground/frames.ts';
import { openWebSocket, type RawWebSocket } from '../ground/raw-web-socket.ts';
import { tokenOf, useSystem } from '../ground/system.ts';

const system = useSystem();
const open = (token = tokenOf('viewer')): Promise<RawWebSocket> => openWebSocket(system.url, { token });

test('a socket says who it is, and answers with numbers that grow by one', async () => {
  const socket = await open();
  expect(await socket.message('connection_established')).toMatchObject({
    seq: 1,
    outcome: 'new',
    resume_within_s: 120,
  });
  socket.say({ type: 'say', text: 'hello', client_msg_id: 'a' });
  expect(await socket.message('heard')).toMatchObject({ seq: 2, text: 'hello', room: 'kitchen', client_msg_id: 'a' });
  socket.say({ type: 'heartbeat' });
  expect(await socket.message('heartbeat_ack')).toMatchObject({ seq: 3 });
});

test('messages are worked on in the order in which they came', async () => {
  const socket = await open();
  socket.say({ type: 'wait', ms: 100, say: 'first' });
  socket.say({ type: 'say', text: 'second' });
  await expect.poll(() => socket.messages().length).toBe(3);
  expect(socket.messages().map(({ text }) => text)).toEqual([undefined, 'first', 'second']);
});

test('what takes long runs beside what is said next', async () => {
  const socket = await open();
  socket.say({ type: 'count', to: 1000, every_ms: 5 });
  await socket.message('number');
  socket.say({ type: 'say', text: 'between' });
  const { seq } = await socket.message('heard');
  const { length } = socket.messages();
  await expect.poll(() => socket.messages().length).toBeGreaterThan(length);
  expect(seq).toBeLessThan(100);
});

test('a message joins the trace that it names, and an error says which trace that is', async () => {
  const socket = await open();
  const traceId = '4bf92f3577b34da6a3ce929d0e0e4736';
  const traceparent = `00-${traceId}-00f067aa0ba902b7-01`;
  socket.say({ type: 'say', text: 'x', traceparent });
  expect(await socket.message('heard')).toMatchObject({ trace_id: traceId });
  socket.say({ type: 'fail', how: 'expected', traceparent });
  expect(await socket.message('error')).toMatchObject({ trace_id: traceId });
});

describe('what cannot be taken is answered with an error, and the socket stays open', () => {
  test.each<[string, string, object]>([
    ['no JSON', '{"type":', { code: 'malformed', message: 'A message is JSON.' }],
    ['no object', '["say"]', { code: 'malformed' }],
    [
      'no type',
      '{"text":"x"}',
      { code: 'invalid', errors: [{ pointer: '/message/type', code: 'unknown_type', detail: expect.any(String) }] },
    ],
    ['an unknown type', '{"type":"shout"}', { code: 'invalid', about: 'shout' }],
    ['a type of the prototype', '{"type":"constructor"}', { code: 'invalid' }],
    [
      'an unknown field',
      '{"type":"say","text":"x","more":1}',
      { code: 'invalid', errors: [{ pointer: '/message/more', code: 'unknown_field', detail: expect.any(String) }] },
    ],
    [
      'an empty text',
      '{"type":"say","text":"","client_msg_id":"c"}',
      { code: 'invalid', about: 'say', client_msg_id: 'c' },
    ],
    [
      'too large for its type',
      JSON.stringify({ type: 'say', text: 'x'.repeat(70_000) }),
      { code: 'too_large', about: 'say' },
    ],
    ['too deep', `{"type":"say","text":${'['.repeat(100)}${']'.repeat(100)}}`, { code: 'malformed' }],
    [
      'a key into the prototype',
      '{"type":"say","text":"x","__proto__":{}}',
      { code: 'malformed', message: expect.stringContaining('a name that is not taken') },
    ],
    ['a NUL', '{"type":"say","text":"a\\u0000b"}', { code: 'invalid' }],
    ['a ticket that comes late', '{"type":"ticket","ticket":"x"}', { code: 'invalid', about: 'ticket' }],
    ['an expected failure', '{"type":"fail","how":"expected"}', { code: 'conflict', message: 'It was asked to fail.' }],
  ])('%s', async (_what, text, error) => {
    const socket = await open();
    socket.send(frame(text));
    expect(await socket.message('error')).toMatchObject(error);
    socket.say({ type: 'say', text: 'still here' });
    await expect(socket.message('heard')).resolves.toMatchObject({ text: 'still here' });
  });

  test.each(['unforeseen', 'promise'])('what nobody foresaw says nothing of the inside: %s', async (how) => {
    const socket = await open();
    socket.say({ type: 'fail', how });
    const error = await socket.message('error');
    expect(error).toMatchObject({ code: 'internal', trace_id: expect.stringMatching(/^[0-9a-f]{32}$/) });
    expect(JSON.stringify(error)).not.toContain('secret');
  });

  test('a type that may be larger may be larger', async () => {
    const socket = await open();
    socket.say({ type: 'store', state: 'x'.repeat(240_000) });
    expect(await socket.message('stored')).toMatchObject({ characters: 240_000 });
  });

  test('but not for ever', async () => {
    const socket = await open();
    for (let mistakes = 0; mistakes < 25; mistakes += 1) socket.send(frame('nonsense'));
    expect(await socket.closedWith()).toEqual([4011, 'not_understood']);
  });
});

test('a handler may close its connection', async () => {
  const socket = await open();
  socket.say({ type: 'close' });
  expect(await socket.closedWith()).toEqual([1000, 'done']);
});

describe('a ticket', () => {
  const WITH_TICKET = { headers: { 'Sec-WebSocket-Protocol': 'holdfast.v1, holdfast.ticket' } };
  const ticketOf = async (role: 'viewer' | 'analyst' = 'viewer'): Promise<string> => {
    const { status, body } = await ask(system, 'POST /api/v1/ws-ticket', { role });
    expect(status).toBe(201);
    return (body as { ticket: string }).ticket;
  };

  test('signs in a socket that has no credentials, once', async () => {
    const ticket = await ticketOf();
    const [first, second] = [
      await openWebSocket(system.url, WITH_TICKET),
      await openWebSocket(system.url, WITH_TICKET),
    ];
    first.say({ type: 'ticket', ticket });
    await first.message('connection_established');
    first.say({ type: 'say', text: 'hello' });
    expect(await first.message('heard')).toMatchObject({ text: 'hello' });
    second.say({ type: 'ticket', ticket });
    expect(await second.closedWith()).toEqual([4002, 'not_signed_in']);
    expect(second.messages()).toEqual([]);
  });

  test('of two who show it at the same moment lets in one', async () => {
    const ticket = await ticketOf();
    const both = await Promise.all([openWebSocket(system.url, WITH_TICKET), openWebSocket(system.url, WITH_TICKET)]);
    for (const socket of both) socket.say({ type: 'ticket', ticket });
    await expect.poll(() => both.flatMap((socket) => socket.messages()).length).toBe(1);
    await expect.poll(() => both.filter((socket) => socket.raw.isClosed || socket.frames().length > 0).length).toBe(2);
    expect(both.flatMap((socket) => socket.messages())).toHaveLength(1);
  });

  test.each<[string, () => Uint8Array]>([
    ['a made-up ticket', () => frame('{"type":"ticket","ticket":"made-up"}')],
    ['another message', () => frame('{"type":"say","text":"let me in"}')],
    ['a heartbeat', () => frame('{"type":"heartbeat"}')],
    ['no JSON', () => frame('let me in')],
  ])('is the first message, and nothing else is heard: %s', async (_what, bytes) => {
    const socket = await openWebSocket(system.url, WITH_TICKET);
    socket.send(bytes());
    expect(await socket.closedWith()).toEqual([4002, 'not_signed_in']);
  });

  test('does not say who may have one: whoever is not signed in gets none', async () => {
    expect((await ask(system, 'POST /api/v1/ws-ticket', { role: 'nobody' })).status).toBe(401);
  });

  test('is worth nothing once its owner was revoked', async () => {
    const [workspace, member] = [randomUUID(), randomUUID()];
    const { body } = await ask(system, 'POST /api/v1/ws-ticket', { workspace, member });
    await ask(system, 'POST /api/v1/probe/revocations', { workspace, json: { member, reason: 'signed_out' } });
    const socket = await openWebSocket(system.url, WITH_TICKET);
    socket.say({ type: 'ticket', ticket: (body as { ticket: string }).ticket });
    expect(await socket.closedWith()).toEqual([4001, 'signed_out']);
  });
});

describe('tickets and patience', () => {
  const hasty = useSystem({}, { socketBounds: { openingMs: 150, ticketMs: 50 } });

  test('a ticket that does not come in time is waited for no longer', async () => {
    const socket = await openWebSocket(hasty.url, {
      headers: { 'Sec-WebSocket-Protocol': 'holdfast.v1,holdfast.ticket' },
    });
    expect(await socket.closedWith()).toEqual([4002, 'not_signed_in']);
  });

  test('a ticket that is too old is none', async () => {
    const { body } = await ask(hasty, 'POST /api/v1/ws-ticket');
    const { ticket, expires_at: until } = body as { ticket: string; expires_at: string };
    await expect.poll(() => Date.now()).toBeGreaterThan(Date.parse(until) + 5);
    const socket = await openWebSocket(hasty.url, {
      headers: { 'Sec-WebSocket-Protocol': 'holdfast.v1,holdfast.ticket' },
    });
    socket.say({ type: 'ticket', ticket });
    expect(await socket.closedWith()).toEqual([4002, 'not_signed_in']);
  });
});

describe('a principal that is revoked', () => {
  test('loses its sockets within a second, and nobody else does', async () => {
    const [workspace, member, other] = [randomUUID(), randomUUID(), randomUUID()];
    const [mine, theirs] = [
      await open(tokenOf('viewer', workspace, member)),
      await open(tokenOf('viewer', workspace, other)),
    ];
    await Promise.all([mine, theirs].map((socket) => socket.message('connection_established')));
    await ask(system, 'POST /api/v1/probe/revocations', { workspace, json: { member, reason: 'forbidden' } });
    expect(await mine.closedWith(1000)).toEqual([4003, 'forbidden']);
    theirs.say({ type: 'say', text: 'still here' });
    await expect(theirs.message('heard')).resolves.toMatchObject({ text: 'still here' });
  });
});

describe('who is behind a socket is looked up again', () => {
  const known = { isMember: true, validUntil: Number.POSITIVE_INFINITY };
  const changing = useSystem(
    {},
    {
      socketBounds: { recheckMs: 0, sweepEveryMs: 20 },
      authenticate: async (credentials) => {
        const { believeEverybody } = await import('../probe/principals.ts');
        const principal = await believeEverybody(credentials);
        return known.isMember && principal !== undefined ? { ...principal, validUntil: known.validUntil } : undefined;
      },
    },
  );

  test('before a message is worked on', async () => {
    const socket = await openWebSocket(changing.url, { token: tokenOf('viewer') });
    await socket.message('connection_established');
    known.isMember = false;
    socket.say({ type: 'say', text: 'am I still somebody?' });
    expect(await socket.closedWith()).toEqual([4001, 'signed_out']);
    expect(socket.messages()).toHaveLength(1);
    known.isMember = true;
  });

  test('and when its time is over, without a message', async () => {
    known.validUntil = Date.now() + 200;
    const socket = await openWebSocket(changing.url, { token: tokenOf('viewer') });
    expect(await socket.closedWith(1500)).toEqual([4001, 'signed_out']);
    known.validUntil = Number.POSITIVE_INFINITY;
  });
});

describe('a node that looks closely', () => {
  const strict = useSystem(
    {},
    {
      socketBounds: { pingEveryMs: 60, deadAfterMs: 300, idleMs: 700, sweepEveryMs: 20, closeMs: 200 },
    },
  );

  test('pings, lets go of whoever does not answer, and counts it', async () => {
    const socket = await openWebSocket(strict.url, { token: tokenOf('viewer') });
    await expect.poll(() => socket.frames().some(({ opcode }) => opcode === OPCODES.ping)).toBe(true);
    await socket.raw.closed(2000);
    expect(socket.frames().some(({ opcode }) => opcode === OPCODES.close)).toBe(false);
    const { text } = await ask(strict, 'GET /metrics');
    expect(text).toMatch(/holdfast_sockets_closed_total\{operation="probe.room",reason="lost"\} 1/);
  });

  test('keeps whoever answers, until nothing was said for long', async () => {
    const socket = await openWebSocket(strict.url, { token: tokenOf('viewer') });
    const answering = setInterval(() => socket.send(frame('', { opcode: OPCODES.pong })), 50);
    expect(await socket.closedWith().finally(() => clearInterval(answering))).toEqual([4010, 'idle']);
    await socket.raw.closed(2000);
  });

  test('does not wait for ever for the other side to close', async () => {
    const socket = await openWebSocket(strict.url, { token: tokenOf('viewer') });
    socket.say({ type: 'close' });
    await socket.closedWith();
    await socket.raw.closed(1500);
    expect(socket.raw.isClosed).toBe(true);
  });
});
