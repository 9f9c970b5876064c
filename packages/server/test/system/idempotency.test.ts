import { contract } from '@holdfast/protocol/contract';
import { sql } from 'kysely';
import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { on } from '../../src/platform/http/endpoint.ts';
import { ask } from '../ground/ask.ts';
import { useSystem } from '../ground/system.ts';

const system = useSystem();
const NOTES = '/api/v1/probe/notes';

const somebody = () => ({ workspace: randomUUID(), member: randomUUID() });
type Somebody = ReturnType<typeof somebody>;

const write = (who: Somebody, key: string, json: unknown = { title: 'once' }) =>
  ask(system, `POST ${NOTES}`, { ...who, json, headers: { 'idempotency-key': key } });

const notesOf = async ({ workspace }: Somebody): Promise<number> =>
  ((await ask(system, `GET ${NOTES}?limit=200`, { workspace })).body as { items: unknown[] }).items.length;

test('the same request again gets the first answer to the letter, and does nothing', async () => {
  const who = somebody();
  const first = await write(who, 'k1');
  const again = await write(who, 'k1');
  expect([first.status, first.headers.get('idempotency-replayed')]).toEqual([201, null]);
  expect([again.status, again.headers.get('idempotency-replayed'), again.headers.get('etag')]).toEqual([
    201,
    'true',
    first.headers.get('etag'),
  ]);
  expect(again.body).toEqual(first.body);
  expect(await notesOf(who)).toBe(1);
});

test('the first answer is given also when the thing has changed or gone since', async () => {
  const who = somebody();
  const first = await write(who, 'k');
  await ask(system, `DELETE ${NOTES}/${(first.body as { id: string }).id}`, who);
  expect((await write(who, 'k')).body).toEqual(first.body);
  expect(await notesOf(who)).toBe(0);
});

test('the same key, quoted or bare, is the same key', async () => {
  const who = somebody();
  await write(who, 'abc');
  expect((await write(who, '"abc"')).headers.get('idempotency-replayed')).toBe('true');
});

test('the same path written differently is the same path', async () => {
  const who = somebody();
  const first = await write(who, 'k');
  const again = await ask(system, 'POST /api/v1/probe/%6Eotes?', {
    ...who,
    json: { title: 'once' },
    headers: { 'idempotency-key': 'k' },
  });
  expect([again.status, again.headers.get('idempotency-replayed'), again.body]).toEqual([201, 'true', first.body]);
  expect(await notesOf(who)).toBe(1);
});

test('the same body written differently is the same body', async () => {
  const who = somebody();
  await ask(system, `POST ${NOTES}`, { ...who, raw: '{"title":"a","body":"b"}', headers: { 'idempotency-key': 'k' } });
  const again = await ask(system, `POST ${NOTES}`, {
    ...who,
    raw: '{ "body" : "\\u0062", "title":"a", "folder_id":null }',
    headers: { 'idempotency-key': 'k' },
  });
  expect([again.status, again.headers.get('idempotency-replayed')]).toEqual([201, 'true']);
});

test('the same key for another body is 422, and the first answer stays', async () => {
  const who = somebody();
  const first = await write(who, 'k');
  expect(await write(who, 'k', { title: 'other' })).toMatchObject({
    status: 422,
    body: { code: 'idempotency_key_reused' },
  });
  expect((await write(who, 'k')).body).toEqual(first.body);
  expect(await notesOf(who)).toBe(1);
});

test('of many at once with one key, one has an effect; the others get its answer or are told to wait', async () => {
  const who = somebody();
  const answers = await Promise.all(Array.from({ length: 20 }, () => write(who, 'k')));
  const codes = answers.map(({ status, body, headers }) =>
    status === 201 ? (headers.get('idempotency-replayed') ?? 'made') : (body as { code: string }).code,
  );
  expect(codes.filter((code) => code === 'made')).toHaveLength(1);
  expect(new Set(codes).isSubsetOf(new Set(['made', 'true', 'idempotency_key_in_progress']))).toBe(true);
  for (const { status, headers } of answers) if (status === 409) expect(headers.get('retry-after')).toBe('1');
  expect(await notesOf(who)).toBe(1);
  expect((await write(who, 'k')).status).toBe(201);
});

test('a failure is not kept: what failed may be tried again with the same key', async () => {
  const who = somebody();
  expect((await write(who, 'k', { title: 'forbidden' })).status).toBe(409);
  expect((await write(who, 'k', { title: 'forbidden' })).status).toBe(409);
  expect((await write(who, 'k', { title: 'allowed' })).status).toBe(201);
  expect(await notesOf(who)).toBe(1);
});

test('a request that is wrong does not use its key up', async () => {
  const who = somebody();
  expect((await write(who, 'k', { title: '' })).status).toBe(422);
  expect((await write(who, 'k')).status).toBe(201);
});

test('a key is its principal\u2019s and its workspace\u2019s alone', async () => {
  const who = somebody();
  const first = await write(who, 'k');
  const colleague = await write({ ...who, member: randomUUID() }, 'k');
  const elsewhere = await write({ ...who, workspace: randomUUID() }, 'k');
  for (const other of [colleague, elsewhere]) {
    expect([other.status, other.headers.get('idempotency-replayed')]).toEqual([201, null]);
    expect(other.body).not.toEqual(first.body);
  }
});

describe('a key', () => {
  test.each(['a b', 'a\tb', 'k\u00e9y', '""', '"a b"', 'x'.repeat(256)])(
    '%j is 400 before anything is done',
    async (key) => {
      const who = somebody();
      expect(await write(who, key)).toMatchObject({
        status: 400,
        body: {
          code: 'malformed',
          detail: 'Idempotency-Key must be 1 to 255 printable ASCII characters without blanks.',
        },
      });
      expect(await notesOf(who)).toBe(0);
    },
  );

  test.each(['x'.repeat(255), '!~', randomUUID(), '__proto__'])('%s is taken', async (key) => {
    const who = somebody();
    expect((await write(who, key)).status).toBe(201);
    expect((await write(who, key)).headers.get('idempotency-replayed')).toBe('true');
  });

  test('that is empty is 400, and not no key', async () => {
    const who = somebody();
    expect((await write(who, '')).status).toBe(400);
  });

  test('is ignored where repetition is not known', async () => {
    const who = somebody();
    const rename = (name: string) =>
      ask(system, 'POST /api/v1/probe/folders', { ...who, json: { name }, headers: { 'idempotency-key': 'k' } });
    expect((await rename('a')).status).toBe(201);
    expect((await rename('b')).status).toBe(201);
  });
});

describe('a request whose first sending is still being worked on', () => {
  const arrived = Promise.withResolvers<void>();
  const gate = Promise.withResolvers<void>();
  let calls = 0;
  const waiting = contract({
    name: 'probe.wait',
    method: 'POST',
    path: '/api/v1/probe/wait',
    summary: 'Wait for a gate that the test opens.',
    permission: 'knowledge:write',
    idempotency: 'required',
    answers: { 200: z.strictObject({ call: z.int() }) },
  });
  const gated = useSystem(
    {},
    {
      endpoints: () => [
        on(waiting, async ({ db }) => {
          calls += 1;
          const call = calls;
          // a handler\u2019s own transaction joins the one that keeps the answer
          await db.write(async () => {
            arrived.resolve();
            await gate.promise;
          });
          return { call };
        }),
      ],
    },
  );

  test('is told to wait, has no effect of its own, and gets the answer when there is one', async () => {
    const who = somebody();
    const send = () => ask(gated, 'POST /api/v1/probe/wait', { ...who, headers: { 'idempotency-key': 'k' } });
    const first = send();
    await arrived.promise;
    const second = await send();
    expect([second.status, second.headers.get('retry-after'), second.body]).toMatchObject([
      409,
      '1',
      { code: 'idempotency_key_in_progress' },
    ]);
    gate.resolve();
    expect(await first).toMatchObject({ status: 200, body: { call: 1 } });
    const third = await send();
    expect([third.headers.get('idempotency-replayed'), third.body, calls]).toEqual(['true', { call: 1 }, 1]);
  });

  test('where a key is required, is refused without one before it is begun', async () => {
    const before = calls;
    expect(await ask(gated, 'POST /api/v1/probe/wait')).toMatchObject({
      status: 400,
      body: { code: 'idempotency_key_missing' },
    });
    expect(calls).toBe(before);
  });
});

describe('a handler under a key gets what it would get without one', () => {
  const asking = contract({
    name: 'probe.ask',
    method: 'POST',
    path: '/api/v1/probe/ask',
    summary: 'Tell in which isolation it runs, and go on after a write that failed.',
    permission: 'knowledge:write',
    idempotency: 'accepted',
    body: z.strictObject({ serializable: z.boolean() }),
    answers: { 200: z.strictObject({ isolation: z.string(), went_on: z.boolean() }) },
  });
  const isolationOf = sql<{ transaction_isolation: string }>`show transaction_isolation`;
  const system = useSystem(
    {},
    {
      endpoints: () => [
        on(asking, async ({ db }, { body: { serializable } }) => {
          const failed = await db.write((tx) => tx.run(sql`select 1 / 0`)).catch(() => undefined);
          const { transaction_isolation: isolation } = await db.write(
            (tx) => tx.one(isolationOf),
            serializable ? { isolation: 'serializable' } : {},
          );
          return { isolation, went_on: failed === undefined };
        }),
      ],
    },
  );
  const send = (serializable: boolean, headers: Record<string, string> = {}) =>
    ask(system, 'POST /api/v1/probe/ask', { json: { serializable }, headers });

  test.each([
    [true, 'serializable'],
    [false, 'read committed'],
  ] as const)('serializable: %s', async (serializable, isolation) => {
    const promised = { status: 200, body: { isolation, went_on: true } };
    expect(await send(serializable)).toMatchObject(promised);
    expect(await send(serializable, { 'idempotency-key': randomUUID() })).toMatchObject(promised);
  });
});
