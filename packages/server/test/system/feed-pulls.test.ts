import type { Feed, FeedPull } from '@holdfast/protocol/knowledge/feeds';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { FEEDS, feederOf } from '../ground/feeds.ts';
import { codeOf } from '../ground/identity.ts';
import { importerOf, table } from '../ground/imports.ts';
import { refusing, serving, useModelServer, type Answering } from '../ground/model-server.ts';
import { useSystem } from '../ground/system.ts';

// somebody else's server, whatever it serves
const outside = useModelServer();
const system = useSystem(() => ({ HOLDFAST_OUTBOUND_ALLOW: `127.0.0.0/8:${outside.port}` }));

const at = (path: string): string => `http://127.0.0.1:${outside.port}${path}`;
const SECRET = 'Bearer s3cret-of-the-feed';

/** One answer for each request, the last for ever. */
const inOrder = (...answers: readonly Answering[]): Answering => {
  let asked = 0;
  return (request, response) => {
    const answer = answers[Math.min(asked, answers.length - 1)];
    asked += 1;
    answer?.(request, response);
  };
};

const statusesOf = ({ attempts }: FeedPull) => attempts.map(({ outcome, status }) => [outcome, status]);

test('what a feed brings is an import like any other, made by the feed', async () => {
  const feeder = feederOf(system);
  const importer = importerOf(system, feeder.workspace);
  outside.answers(serving(table(3)));
  const feed = await feeder.add(at('/some%20faq.csv?v=1'), { name: 'Their FAQ' });
  expect(feed).toMatchObject({ paused: true, next_pull_at: null, health: { status: 'new' }, latest_pull: null });
  const pull = await feeder.pull(feed.id);
  expect(pull).toMatchObject({ cause: 'hand', status: 'imported', most_attempts: 5, next_attempt_at: null });
  expect(pull.attempts).toMatchObject([{ attempt: 1, outcome: 'imported', status: 200, code: null }]);
  const job = await importer.ended(pull.import_id ?? '');
  expect(job).toMatchObject({
    status: 'completed',
    filename: 'some faq.csv',
    counts: { added: 3 },
    created_by: { kind: 'feed', id: feed.id, name: 'Their FAQ' },
  });
  expect(await feeder.find(feed.id)).toMatchObject({
    health: { status: 'healthy', failing_since: null },
    latest_pull: { id: pull.id, import_status: 'completed' },
  });
  const [pair] = await importer.pairs();
  const { body } = await feeder.say(`GET /api/v1/knowledge/pairs/${pair?.id}/history`);
  expect(body).toMatchObject({ items: [{ made: { by: 'import', actor: { kind: 'feed', name: 'Their FAQ' } } }] });
  expect(await readdir(join(system.folder, 'files', 'scratch'))).toEqual([]);
  expect((await importer.undone(job.id)).undo).toMatchObject({ removed: 3 });
});

test('a feed is asked for changes only, by what its server knows it again', async () => {
  const feeder = feederOf(system);
  const marks = { etag: '"one"', 'last-modified': 'Sun, 22 Nov 2026 10:00:00 GMT' };
  const changed: Answering = (request, response) =>
    request.headers['if-none-match'] === '"one"'
      ? void response.writeHead(304, { etag: '"one"' }).end()
      : serving(table(2), marks)(request, response);
  outside.answers(changed);
  const feed = await feeder.add(at('/faq.csv'));
  expect(await feeder.pull(feed.id)).toMatchObject({ status: 'imported' });
  const again = await feeder.pull(feed.id);
  expect(again).toMatchObject({ status: 'unchanged', import_id: null, attempts: [{ status: 304, bytes: null }] });
  expect(outside.asked.map(({ headers }) => [headers['if-none-match'], headers['if-modified-since']])).toEqual([
    [undefined, undefined],
    ['"one"', marks['last-modified']],
  ]);
  const whole = await feeder.pull(feed.id, true);
  expect(whole).toMatchObject({ status: 'imported', whole: true });
  const job = await importerOf(system, feeder.workspace).ended(whole.import_id ?? '');
  expect(job).toMatchObject({ counts: { unchanged: 2 } });
  expect(job.same_as).not.toBeNull();
  expect(outside.asked[2]?.headers['if-none-match']).toBeUndefined();
});

test('the same bytes without marks make no import, and other bytes do', async () => {
  const feeder = feederOf(system);
  outside.answers(inOrder(serving(table(2)), serving(table(2)), serving(table(3))));
  const feed = await feeder.add(at('/faq.csv'));
  const pulls = [await feeder.pull(feed.id), await feeder.pull(feed.id), await feeder.pull(feed.id)];
  expect(pulls.map(({ status }) => status)).toEqual(['imported', 'unchanged', 'imported']);
  expect(pulls[1]?.attempts[0]?.message).toContain('same');
});

test('what did not come to be imported is asked for again without a condition', async () => {
  const feeder = feederOf(system);
  outside.answers(serving(table(2), { etag: '"one"' }));
  const feed = await feeder.add(at('/faq.csv'));
  const first = await feeder.pull(feed.id);
  await importerOf(system, feeder.workspace).ended(first.import_id ?? '');
  await system.database.as('admin', `update knowledge.imports set status = 'failed' where id = $1`, [first.import_id]);
  expect(await feeder.pull(feed.id)).toMatchObject({ status: 'imported' });
  expect(outside.asked[1]?.headers['if-none-match']).toBeUndefined();
});

test('what is unreadable leaves no marks, is a dead letter at once, and says where it is wrong', async () => {
  const feeder = feederOf(system);
  outside.answers(inOrder(serving('{"a": ', { etag: '"bad"', 'content-type': 'application/json' }), serving(table(1))));
  const feed = await feeder.add(at('/faq'));
  const bad = await feeder.pull(feed.id);
  expect(bad).toMatchObject({ status: 'dead_letter', attempts: [{ status: 200, code: 'unreadable_file', bytes: 6 }] });
  expect(await feeder.find(feed.id)).toMatchObject({ health: { status: 'failing', dead_letters: 1 } });
  expect(await feeder.pull(feed.id)).toMatchObject({ status: 'imported' });
  expect(outside.asked[1]?.headers['if-none-match']).toBeUndefined();
  expect(await feeder.find(feed.id)).toMatchObject({ health: { status: 'healthy', dead_letters: 0 } });
});

test('what fails is tried again as often as said, later each time, and then lies as a dead letter with its history', async () => {
  const feeder = feederOf(system);
  const broken: Answering = (_request, response) => void response.destroy();
  outside.answers(inOrder(broken, refusing(503, 'not now'), refusing(500, `no ${SECRET} here`)));
  const header = { name: 'Authorization', value: SECRET };
  const feed = await feeder.add(at('/faq.csv'), { retry: { attempts: 3 }, header });
  const pull = await feeder.pull(feed.id);
  expect(pull).toMatchObject({ status: 'dead_letter', most_attempts: 3, import_id: null });
  expect(statusesOf(pull)).toEqual([
    ['failed', null],
    ['failed', 503],
    ['failed', 500],
  ]);
  expect(pull.attempts[1]?.message).toContain('not now');
  expect(JSON.stringify(pull)).not.toContain('s3cret');
  expect(outside.asked.map(({ headers }) => headers.authorization)).toEqual([SECRET, SECRET, SECRET]);
  const [first = 0, second = 0, third = 0] = pull.attempts.map(({ started_at: began }) => Date.parse(began));
  expect(second - first).toBeGreaterThanOrEqual(500);
  expect(third - second).toBeGreaterThanOrEqual(1000);
  expect(await feeder.pulls(feed.id, 'status=dead_letter')).toEqual([pull]);
  outside.answers(serving(table(1)));
  expect(await feeder.pull(feed.id)).toMatchObject({ status: 'imported' });
});

test('a server that says when it may be asked again is not asked before', async () => {
  const feeder = feederOf(system);
  outside.answers(inOrder(refusing(429, 'slowly', { 'retry-after': '3' }), serving(table(1))));
  const feed = await feeder.add(at('/faq.csv'));
  const pull = await feeder.pull(feed.id);
  expect(statusesOf(pull)).toEqual([
    ['failed', 429],
    ['imported', 200],
  ]);
  const [first = 0, second = 0] = pull.attempts.map(({ started_at: began }) => Date.parse(began));
  expect(second - first).toBeGreaterThanOrEqual(3000);
});

test('who is not let in, and what the wall refuses, is not tried again', async () => {
  const feeder = feederOf(system);
  outside.answers(refusing(401, 'who are you'));
  const [shut, inside] = [await feeder.add(at('/faq.csv')), await feeder.add('http://127.0.0.1:1/faq.csv')];
  expect(await feeder.pull(shut.id)).toMatchObject({ status: 'dead_letter', attempts: [{ status: 401 }] });
  expect(await feeder.pull(inside.id)).toMatchObject({
    status: 'dead_letter',
    attempts: [{ status: null, code: 'outbound_refused' }],
  });
});

test('a hanging server is left after the time that the feed has', async () => {
  const feeder = feederOf(system);
  outside.answers(() => {});
  const feed = await feeder.add(at('/faq.csv'), { retry: { attempts: 1, timeout_seconds: 1 } });
  const { status, attempts } = await feeder.pull(feed.id);
  expect([status, attempts.length, attempts[0]?.code]).toEqual(['dead_letter', 1, 'outbound_timed_out']);
});

test('a feed whose time has come is pulled once, and its next time is set', async () => {
  const feeder = feederOf(system);
  outside.answers(serving(table(1)));
  const feed = await feeder.add(at('/faq.csv'), { paused: false, schedule: { every_minutes: 5 } });
  const first = await feeder.ended(feed.latest_pull as FeedPull);
  expect(first).toMatchObject({ cause: 'schedule', status: 'imported' });
  await system.database.as(
    'admin',
    `update knowledge.feeds set next_pull_at = holdfast.now() - interval '61 minutes' where id = $1`,
    [feed.id],
  );
  await expect.poll(async () => (await feeder.pulls(feed.id)).length, { timeout: 30_000 }).toBe(2);
  const [second] = await feeder.pulls(feed.id);
  expect(await feeder.ended(second as FeedPull)).toMatchObject({ cause: 'schedule', status: 'unchanged' });
  const next = Date.parse((await feeder.find(feed.id)).next_pull_at ?? '') - Date.now();
  expect(next).toBeGreaterThan(3 * 60_000);
  expect(next).toBeLessThan(5 * 60_000);
});

test('a paused feed asks nobody, not even for what was to be tried again, and goes on when it is resumed', async () => {
  const feeder = feederOf(system);
  outside.answers(inOrder(refusing(503, 'later', { 'retry-after': '2' }), serving(table(1))));
  const feed = await feeder.add(at('/faq.csv'), { paused: false });
  await expect.poll(async () => (await feeder.pulls(feed.id))[0]?.status).toBe('retrying');
  const paused = await feeder.say(`POST ${FEEDS}/${feed.id}/pause`);
  expect(paused).toMatchObject({ status: 200, body: { paused: true, next_pull_at: null } });
  const [pull] = await feeder.pulls(feed.id);
  expect(await feeder.ended(pull as FeedPull)).toMatchObject({ status: 'cancelled' });
  expect(outside.asked).toHaveLength(1);
  const resumed = await feeder.say(`POST ${FEEDS}/${feed.id}/resume`);
  const { latest_pull: next } = resumed.body as Feed;
  expect(await feeder.ended(next as FeedPull)).toMatchObject({ status: 'imported' });
});

test('one pull of a feed is under way at a time', async () => {
  const feeder = feederOf(system);
  const { promise, resolve } = Promise.withResolvers<void>();
  outside.answers((request, response) => void promise.then(() => serving(table(1))(request, response)));
  const feed = await feeder.add(at('/faq.csv'));
  const pull = await feeder.begin(feed.id);
  const second = await feeder.say(`POST ${FEEDS}/${feed.id}/pull`);
  expect([second.status, codeOf(second)]).toEqual([409, 'conflict']);
  resolve();
  expect(await feeder.ended(pull)).toMatchObject({ status: 'imported' });
});

test('whoever pulls by hand does not wait until a server is to be asked again', async () => {
  const feeder = feederOf(system);
  outside.answers(refusing(503, 'come tomorrow', { 'retry-after': '86400' }));
  const feed = await feeder.add(at('/faq.csv'));
  const waiting = await feeder.begin(feed.id);
  await expect.poll(async () => (await feeder.pulls(feed.id))[0]?.status).toBe('retrying');
  const { promise, resolve } = Promise.withResolvers<void>();
  outside.answers((request, response) => void promise.then(() => serving(table(1))(request, response)));
  const pulled = await feeder.begin(feed.id);
  expect(await feeder.say(`POST ${FEEDS}/${feed.id}/pull`)).toMatchObject({ status: 409 });
  resolve();
  expect(await feeder.ended(pulled)).toMatchObject({
    status: 'imported',
    attempts: [{ attempt: 1, outcome: 'imported' }],
  });
  expect(await feeder.ended(waiting)).toMatchObject({
    status: 'cancelled',
    attempts: [{ outcome: 'failed', status: 503 }],
  });
});
