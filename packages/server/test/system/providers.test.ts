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
const KEY = 'key-canary-0123456789-tail';

interface Asking {
  readonly workspace?: string;
  readonly json?: object;
  readonly version?: number;
  readonly role?: 'analyst' | 'admin';
}

const say = (
  line: `${string} ${string}`,
  { workspace = randomUUID(), json, version, role = 'admin' }: Asking = {},
): Promise<Asked> =>
  ask(system, line, {
    role,
    workspace,
    ...(json === undefined ? {} : { json }),
    ...(version === undefined ? {} : { headers: { 'if-match': `"${version}"` } }),
  });

const own = (more: object = {}) => ({
  name: 'Ours',
  kind: 'openai_compatible',
  base_url: models.url,
  key: KEY,
  ...more,
});
const add = (workspace: string, more: object = {}, query = ''): Promise<Asked> =>
  say(`POST ${PATH}${query}`, { workspace, json: own(more) });
const added = async (workspace: string, more: object = {}): Promise<Provider> => {
  models.answers(listing('a', 'b'));
  const answer = await add(workspace, more);
  expect(answer).toMatchObject({ status: 201 });
  return answer.body as Provider;
};

test('a provider is tried, stored, and its key is never given back', async () => {
  const workspace = randomUUID();
  const made = await added(workspace);
  expect(models.asked.map(({ headers }) => headers.authorization)).toEqual([`Bearer ${KEY}`]);
  expect(made).toMatchObject({ name: 'Ours', kind: 'openai_compatible', version: 1, key: { last_four: 'tail' } });
  const seen = await Promise.all([
    say(`GET ${PATH}`, { workspace }),
    say(`GET ${PATH}/${made.id}`, { workspace }),
    say(`GET ${PATH}/${made.id}/models`, { workspace }),
    say('GET /api/v1/audit', { workspace }),
  ]);
  for (const { status, text } of seen) expect([status, text.includes('canary')]).toEqual([200, false]);
  // what was tried is kept: nobody was asked again
  expect(seen[2]?.body).toMatchObject({ items: [{ id: 'a' }, { id: 'b' }], stale: false, failure: null });
  expect(models.asked).toHaveLength(1);
  const { rows } = await system.database.as('admin', 'select p::text as row from providers.providers p where id = $1', [
    made.id,
  ]);
  expect(JSON.stringify(rows)).not.toContain('canary');
  expect((await say('GET /api/v1/audit', { workspace })).text).toContain('provider.added');
});

test('a key that is refused is not stored, and the answer names the provider and what it said', async () => {
  const workspace = randomUUID();
  models.answers(refusing(401, `Incorrect API key provided: ${KEY}`));
  const refused = await add(workspace);
  expect(refused).toMatchObject({
    status: 422,
    body: { code: 'provider_key_refused', errors: [{ pointer: '/body/key' }] },
  });
  expect((refused.body as { detail: string }).detail).toMatch(
    /^Ours \(OpenAI-compatible\) answered 401, and said: Incorrect API key/,
  );
  expect(refused.text).not.toContain('canary');
  expect((await say(`GET ${PATH}`, { workspace })).body).toMatchObject({ items: [] });

  models.answers((request) => void request.socket.destroy());
  expect(await add(workspace)).toMatchObject({ status: 502, body: { code: 'provider_failed' } });
  models.answers(refusing(429, 'Slow down', { 'retry-after': '90' }));
  const busy = await add(workspace);
  expect([busy.status, codeOf(busy), busy.headers.get('retry-after')]).toEqual([503, 'provider_busy', '90']);
  expect(await add(workspace, {}, '?try=false')).toMatchObject({ status: 201 });
});

test('of two providers with one name the second is told so, whoever comes first and however it got the name', async () => {
  const workspace = randomUUID();
  const taken = { status: 409, body: { detail: 'Another provider is called Ours. Choose another name.' } };
  const answers = await Promise.all(Array.from({ length: 4 }, () => add(workspace, {}, '?try=false')));
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
  for (const answer of answers) if (answer.status !== 201) expect(answer).toMatchObject(taken);
  expect(await add(workspace, {}, '?try=false')).toMatchObject(taken);
  const { id } = (await add(workspace, { name: 'Theirs' }, '?try=false')).body as Provider;
  expect(await say(`PATCH ${PATH}/${id}`, { workspace, json: { name: 'Ours' }, version: 1 })).toMatchObject(taken);
  expect(await add(randomUUID(), {}, '?try=false')).toMatchObject({ status: 201 });
});

test('an address that is not public is not asked, and one that is no address is refused', async () => {
  const workspace = randomUUID();
  expect(codeOf(await add(workspace, { base_url: 'http://127.0.0.1:1/v1' }))).toBe('outbound_refused');
  for (const base_url of ['models', 'ftp://a.example', 'https://u:p@a.example', 'https://a.example/?x=1', null])
    expect(codeOf(await add(workspace, { base_url }))).toBe('invalid');
  expect(codeOf(await add(workspace, { kind: 'openai', key: null }))).toBe('invalid');
  expect(codeOf(await add(workspace, { key: 'two words' }))).toBe('invalid');
});

test('a change names its version; a stored key goes to no other address', async () => {
  const workspace = randomUUID();
  const { id } = await added(workspace);
  const change = (json: object, version = 1, query = '') =>
    say(`PATCH ${PATH}/${id}${query}`, { workspace, json, version });
  expect(await change({ name: 'Renamed' })).toMatchObject({ status: 200, body: { name: 'Renamed', version: 2 } });
  expect(models.asked).toHaveLength(1);
  expect(codeOf(await change({ name: 'Again' }))).toBe('stale');
  expect(codeOf(await say(`PATCH ${PATH}/${id}`, { workspace, json: { name: 'x' } }))).toBe('version_missing');

  const moved = await change({ base_url: `${models.url}/other` }, 2, '?try=false');
  expect(moved).toMatchObject({ status: 422, body: { errors: [{ pointer: '/body/key' }] } });
  expect(await change({ base_url: `${models.url}/other`, key: `${KEY}-new` }, 2)).toMatchObject({
    status: 200,
    body: { version: 3, key: { last_four: '-new' } },
  });
  expect(models.asked.at(-1)).toMatchObject({
    url: '/v1/other/models',
    headers: { authorization: `Bearer ${KEY}-new` },
  });
  // whoever writes another address into the row has not moved the key
  await system.database.as('admin', `update providers.providers set base_url = $2 where id = $1`, [id, models.url]);
  expect(codeOf(await say(`GET ${PATH}/${id}/models?refresh=true`, { workspace }))).toBe('conflict');
  expect(await change({ key: null }, 3)).toMatchObject({ status: 200, body: { key: null } });
});

test('names are told apart in a workspace, and a provider is removed with what it listed', async () => {
  const workspace = randomUUID();
  const { id } = await added(workspace);
  expect(codeOf(await add(workspace))).toBe('conflict');
  expect(await add(randomUUID())).toMatchObject({ status: 201 });
  expect(await say(`DELETE ${PATH}/${id}`, { workspace: randomUUID() })).toMatchObject({ status: 404 });
  expect(await say(`DELETE ${PATH}/${id}`, { workspace, role: 'analyst' })).toMatchObject({ status: 403 });
  expect(await say(`DELETE ${PATH}/${id}`, { workspace })).toMatchObject({ status: 204 });
  expect(await say(`GET ${PATH}/${id}/models`, { workspace })).toMatchObject({ status: 404 });
  const { rows } = await system.database.as('admin', 'select from providers.model_lists where provider_id = $1', [id]);
  expect(rows).toEqual([]);
});

test('another workspace finds none of it', async () => {
  const { id } = await added(randomUUID());
  const strangers = randomUUID();
  for (const line of [`GET ${PATH}/${id}`, `GET ${PATH}/${id}/models`, `DELETE ${PATH}/${id}`] as const)
    expect(codeOf(await say(line, { workspace: strangers }))).toBe('not_found');
  expect(codeOf(await say(`PATCH ${PATH}/${id}`, { workspace: strangers, json: { name: 'x' }, version: 1 }))).toBe(
    'not_found',
  );
});

test('a workspace has at most a hundred providers, however many are added at once', async () => {
  const workspace = randomUUID();
  const addMany = (from: number, count: number): Promise<Asked[]> =>
    Promise.all(
      Array.from({ length: count }, (_nothing, index) =>
        add(workspace, { name: `Provider ${from + index}` }, '?try=false'),
      ),
    );
  for (let from = 0; from < 96; from += 4) await addMany(from, 4);
  const last = (await addMany(96, 8)).map(({ status }) => status);
  expect(last.toSorted((one, other) => one - other)).toEqual([201, 201, 201, 201, 409, 409, 409, 409]);
});
