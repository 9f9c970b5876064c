import type { AuditEntry } from '@holdfast/protocol/audit/audit';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { ask } from '../ground/ask.ts';
import { FEEDS, feederOf } from '../ground/feeds.ts';
import { codeOf } from '../ground/identity.ts';
import { importerOf, table } from '../ground/imports.ts';
import { refusing, serving, useModelServer } from '../ground/model-server.ts';
import { useSystem } from '../ground/system.ts';

// somebody else's server, whatever it serves
const outside = useModelServer();
const system = useSystem(() => ({ HOLDFAST_OUTBOUND_ALLOW: `127.0.0.0/8:${outside.port}` }));

const at = (path: string): string => `http://127.0.0.1:${outside.port}${path}`;
const SECRET = 'Bearer s3cret-of-the-feed';

test('a header goes to no other origin: not by a redirect, nor by a change of the address', async () => {
  const feeder = feederOf(system);
  const heard: (string | undefined)[] = [];
  const elsewhere = createServer((request, response) => {
    heard.push(request.headers.authorization);
    serving(table(1))(request, response);
  });
  elsewhere.listen(0, '127.0.0.2');
  await once(elsewhere, 'listening');
  const { port } = elsewhere.address() as AddressInfo;
  outside.answers(
    (_request, response) => void response.writeHead(302, { location: `http://127.0.0.2:${port}/` }).end(),
  );
  const feed = await feeder.add(at('/faq.csv'), { header: { name: 'Authorization', value: SECRET } });
  expect(feed.header).toMatchObject({ name: 'Authorization' });
  expect(JSON.stringify(feed)).not.toContain('s3cret');
  const asked = await system.database.as('admin', `select sealed_header from knowledge.feeds where id = $1`, [feed.id]);
  expect(JSON.stringify(asked)).not.toContain('s3cret');
  const moved = { json: { url: `http://127.0.0.2:${port}/faq.csv` }, version: feed.version };
  const refused = await feeder.say(`PATCH ${FEEDS}/${feed.id}`, moved);
  expect(refused).toMatchObject({ status: 422, body: { errors: [{ pointer: '/body/header' }] } });
  const tried = await feeder.say(`POST ${FEEDS}/try`, { json: { ...moved.json, feed_id: feed.id } });
  expect(tried).toMatchObject({ status: 422, body: { errors: [{ pointer: '/body/header' }] } });
  await feeder.pull(feed.id);
  expect(heard.filter((header) => header !== undefined)).toEqual([]);
  elsewhere.close();
});

test('a try says what would be imported, with the stored header, and stores nothing', async () => {
  const feeder = feederOf(system);
  outside.answers(serving('Thema,Text\nq,a\n,b\n', { etag: '"x"' }));
  const feed = await feeder.add(at('/faq.csv'), { header: { name: 'X-Key', value: 'k-1' } });
  const json = { url: at('/faq.csv'), feed_id: feed.id, mapping: { question: 'Thema', answer: 'Text' } };
  expect(await feeder.say(`POST ${FEEDS}/try`, { json })).toMatchObject({
    status: 200,
    body: { status: 200, conditional: true, found: { rows: 2, rejected: 1, sample: [{ question: 'q' }] } },
  });
  expect(outside.asked[0]?.headers['x-key']).toBe('k-1');
  const wrong = await feeder.say(`POST ${FEEDS}/try`, { json: { ...json, mapping: { question: 'nowhere' } } });
  expect(wrong).toMatchObject({ status: 422, body: { errors: [{ pointer: '/body/mapping' }] } });
  outside.answers(refusing(500, 'broken'));
  const failed = await feeder.say(`POST ${FEEDS}/try`, { json });
  expect([failed.status, codeOf(failed)]).toEqual([502, 'outbound_failed']);
  expect(await importerOf(system, feeder.workspace).pairs()).toEqual([]);
  expect(await feeder.pulls(feed.id)).toEqual([]);
});

test('a workspace tries two feeds at once, and slow ones hold up nobody who has a feed at the same host', async () => {
  const [feeder, neighbour] = [feederOf(system), feederOf(system)];
  const { promise, resolve } = Promise.withResolvers<void>();
  const asked: string[] = [];
  outside.answers((request, response) => {
    asked.push(request.url ?? '');
    const isSlow = request.url === '/slow.csv';
    void (isSlow ? promise : Promise.resolve()).then(() => serving(table(1))(request, response));
  });
  const tryIt = (path: string) => feeder.say(`POST ${FEEDS}/try`, { json: { url: at(path) } });
  const slow = [tryIt('/slow.csv'), tryIt('/slow.csv')];
  await expect.poll(() => asked).toEqual(['/slow.csv', '/slow.csv']);
  expect(await tryIt('/faq.csv')).toMatchObject({ status: 429 });
  const feed = await neighbour.add(at('/faq.csv'));
  expect(await neighbour.pull(feed.id)).toMatchObject({ status: 'imported', attempts: [{ attempt: 1 }] });
  resolve();
  expect((await Promise.all(slow)).map(({ status }) => status)).toEqual([200, 200]);
  expect(await tryIt('/faq.csv')).toMatchObject({ status: 200 });
});

test('a feed that nobody could want is refused by its field', async () => {
  const feeder = feederOf(system);
  const good = { name: 'F', url: at('/faq.csv'), schedule: { every_minutes: 5 }, paused: true };
  const wrong: readonly [string, object][] = [
    ['/body/url', { url: 'ftp://example.com/a.csv' }],
    ['/body/url', { url: 'https://me:pw@example.com/a.csv' }],
    ['/body/schedule', { schedule: { every_minutes: 4 } }],
    ['/body/schedule/cron', { schedule: { cron: '*/4 * * * *' } }],
    ['/body/schedule/cron', { schedule: { cron: '58,1 * * * *' } }],
    ['/body/schedule/cron', { schedule: { cron: '0 0 31 2 *' } }],
    ['/body/schedule/cron', { schedule: { cron: 'often' } }],
    ['/body/header/name', { header: { name: 'Host', value: 'x' } }],
    ['/body/header/value', { header: { name: 'X-Key', value: 'a\r\nb: c' } }],
    ['/body/retry/attempts', { retry: { attempts: 11 } }],
  ];
  for (const [pointer, change] of wrong) {
    const { status, body } = await feeder.say(`POST ${FEEDS}`, { json: { ...good, ...change } });
    const pointers = (body as { errors?: { pointer: string }[] }).errors?.map((field) => field.pointer);
    expect([status, pointers?.[0]?.startsWith(pointer), change]).toEqual([422, true, change]);
  }
  expect(await feeder.say(`POST ${FEEDS}`, { json: { ...good, schedule: { cron: '*/5 * * * *' } } })).toMatchObject({
    status: 201,
  });
  expect(await feeder.say(`POST ${FEEDS}`, { json: good })).toMatchObject({ status: 409 });
});

test('a viewer looks, and changes nothing; a removed feed leaves what it imported, and its name', async () => {
  const feeder = feederOf(system);
  const importer = importerOf(system, feeder.workspace);
  outside.answers(serving(table(1)));
  const feed = await feeder.add(at('/faq.csv?token=abc'), { name: 'Gone soon' });
  const pull = await feeder.pull(feed.id);
  await importer.ended(pull.import_id ?? '');
  const seen = await feeder.say(`GET ${FEEDS}/${feed.id}`, { role: 'viewer' });
  expect(seen).toMatchObject({ status: 200, body: { url: at('/faq.csv?…') } });
  for (const line of [
    `POST ${FEEDS}/${feed.id}/pull`,
    `POST ${FEEDS}/${feed.id}/pause`,
    `DELETE ${FEEDS}/${feed.id}`,
  ] as const)
    expect(await feeder.say(line, { role: 'viewer' })).toMatchObject({ status: 403 });
  expect(await feederOf(system).say(`GET ${FEEDS}/${feed.id}`)).toMatchObject({ status: 404 });
  expect(await feeder.say(`DELETE ${FEEDS}/${feed.id}`)).toMatchObject({ status: 204 });
  expect(await feeder.say(`GET ${FEEDS}/${feed.id}`)).toMatchObject({ status: 404 });
  expect(await importer.find(pull.import_id ?? '')).toMatchObject({ created_by: { name: 'Gone soon' } });
  expect(await importer.pairs()).toHaveLength(1);
  const { body } = await ask(system, 'GET /api/v1/audit?limit=50', { role: 'admin', workspace: feeder.workspace });
  const actions = (body as { items: AuditEntry[] }).items.map(({ action }) => action);
  expect(actions.filter((action) => /^(?:feed|import)\./.test(action))).toEqual([
    'feed.removed',
    'import.started',
    'feed.pulled',
    'feed.added',
  ]);
});

test('a change is made to the version that was seen, and what is read otherwise is imported anew', async () => {
  const feeder = feederOf(system);
  outside.answers(serving('a,b\nq1,a1\n', { etag: '"x"' }));
  const mapping = { question: 'a', answer: 'b' };
  const feed = await feeder.add(at('/faq.csv'), { mapping });
  await feeder.pull(feed.id);
  const json = { mapping: { question: 'b', answer: 'a' } };
  expect(await feeder.say(`PATCH ${FEEDS}/${feed.id}`, { json, version: 99 })).toMatchObject({ status: 412 });
  const changed = await feeder.say(`PATCH ${FEEDS}/${feed.id}`, { json, version: feed.version });
  expect(changed).toMatchObject({ status: 200, body: { version: feed.version + 1, ...json } });
  expect(await feeder.pull(feed.id)).toMatchObject({ status: 'imported' });
  expect(outside.asked[1]?.headers['if-none-match']).toBeUndefined();
});
