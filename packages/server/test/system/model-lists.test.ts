import type { ModelList } from '@holdfast/protocol/providers/models';
import type { Provider } from '@holdfast/protocol/providers/providers';
import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { ask, type Asked } from '../ground/ask.ts';
import { codeOf } from '../ground/identity.ts';
import { listing, refusing, useModelServer } from '../ground/model-server.ts';
import { useSystem } from '../ground/system.ts';

const models = useModelServer();
const system = useSystem(() => ({ HOLDFAST_OUTBOUND_ALLOW: `127.0.0.0/8:${models.port}` }));
const PATH = '/api/v1/providers';

/** A provider of which nothing is known yet. */
const provider = async () => {
  const workspace = randomUUID();
  const json = { name: 'Ours', kind: 'openai_compatible', base_url: models.url };
  const made = await ask(system, `POST ${PATH}?try=false`, { role: 'admin', workspace, json });
  const { id } = made.body as Provider;
  const list = (refresh = false): Promise<Asked> =>
    ask(system, `GET ${PATH}/${id}/models?refresh=${refresh}`, { role: 'admin', workspace });
  const alter = (change: string) =>
    system.database.as('admin', `update providers.model_lists set ${change} where provider_id = $1`, [id]);
  return { workspace, id, list, alter };
};

/** Answers nobody until it is let. */
const held = (then: Parameters<typeof models.answers>[0]) => {
  const { promise, resolve } = Promise.withResolvers<void>();
  models.answers((request, response) => void promise.then(() => then(request, response)));
  return resolve;
};

const inFlight = async (): Promise<number> =>
  Number(/^holdfast_http_requests_in_flight (\d+)$/m.exec(await (await system.fetch('/metrics')).text())?.[1]);

const listOf = ({ body }: Asked): ModelList => body as ModelList;
const idsOf = (answer: Asked) => listOf(answer).items.map(({ id }) => id);

test('a hundred who ask at once have the provider asked once, cold and when they want it anew', async () => {
  const { list } = await provider();
  for (const refresh of [false, true]) {
    const release = held(listing('a', 'b'));
    const all = Array.from({ length: 100 }, () => list(refresh));
    await expect.poll(() => models.asked.length).toBe(1);
    await expect.poll(inFlight).toBeGreaterThanOrEqual(100);
    // each of them has looked, and waits for what is under way
    await expect.poll(() => system.app.database.connections()).toMatchObject({ busy: 0, waiting: 0 });
    release();
    for (const answer of await Promise.all(all)) expect([answer.status, idsOf(answer)]).toEqual([200, ['a', 'b']]);
    expect(models.asked).toHaveLength(1);
  }
});

test('an old list is answered and marked, while one asks for a newer', async () => {
  const { list, alter } = await provider();
  models.answers(listing('old'));
  await list();
  await alter(`fetched_at = fetched_at - interval '2 hours'`);
  const release = held(listing('new'));
  const stale = await Promise.all(Array.from({ length: 20 }, () => list()));
  for (const answer of stale)
    expect(listOf(answer)).toMatchObject({ items: [{ id: 'old' }], stale: true, refreshing: true });
  release();
  await expect.poll(async () => idsOf(await list())).toEqual(['new']);
  expect(models.asked).toHaveLength(1);
  expect(listOf(await list())).toMatchObject({ stale: false, refreshing: false });
});

test('a failure is remembered for a minute, and told with the time that is left', async () => {
  const { list, alter } = await provider();
  models.answers(refusing(500, 'On fire'));
  const [failed, again] = [await list(), await list(true)];
  for (const answer of [failed, again]) {
    expect([answer.status, codeOf(answer)]).toEqual([502, 'provider_failed']);
    expect((answer.body as { detail: string }).detail).toBe(
      'Ours (OpenAI-compatible) answered 500, and said: On fire.',
    );
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(50);
  }
  expect(models.asked).toHaveLength(1);
  models.answers(listing('a'));
  await alter(`again_at = again_at - interval '61 seconds'`);
  expect(idsOf(await list())).toEqual(['a']);
});

test('with a list, a failure is said beside it and takes nothing away', async () => {
  const { list, alter } = await provider();
  models.answers(listing('a'));
  await list();
  for (const wrong of [refusing(401, 'Wrong key'), refusing(429, 'Slow'), listing]) {
    models.answers(
      wrong === listing ? (_request, response) => void response.end('{"data"') : (wrong as ReturnType<typeof refusing>),
    );
    const kept = listOf(await list(true));
    expect(kept).toMatchObject({ items: [{ id: 'a' }], stale: true, refreshing: false });
    expect(kept.failure?.detail).toContain('Ours (OpenAI-compatible)');
    await alter(`again_at = again_at - interval '2 hours'`);
  }
  models.answers(listing('b'));
  expect(listOf(await list(true))).toMatchObject({ items: [{ id: 'b' }], stale: false, failure: null });
});

test('what a node that died was asking is asked by another when its lease is over', async () => {
  const { list, alter } = await provider();
  models.answers(listing('a'));
  await list();
  await alter(
    `flight = gen_random_uuid(), flight_until = holdfast.now() + interval '1 second', models = null, fetched_at = null`,
  );
  models.answers(listing('b'));
  expect(idsOf(await list())).toEqual(['b']);
  expect(models.asked).toHaveLength(1);
});

test('a list that was asked for with another key is not kept', async () => {
  const { list, workspace, id } = await provider();
  const release = held(listing('of the old key'));
  const early = list();
  await expect.poll(() => models.asked.length).toBe(1);
  await ask(system, `PATCH ${PATH}/${id}?try=false`, {
    role: 'admin',
    workspace,
    json: { key: 'another-key' },
    headers: { 'if-match': '"1"' },
  });
  models.answers((request, response) =>
    listing(request.headers.authorization === 'Bearer another-key' ? 'of the new key' : 'odd')(request, response),
  );
  release();
  expect(idsOf(await early)).toEqual(['of the new key']);
});
