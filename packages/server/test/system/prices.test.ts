import { type Price } from '@holdfast/protocol/prices/prices';
import type { WorkspaceId } from '@holdfast/protocol/ids';
import { randomUUID } from 'node:crypto';
import { expect, onTestFinished, test } from 'vitest';
import { createPriceTable } from '../../src/capabilities/traces/prices/price-table.ts';
import type { Platform } from '../../src/platform.ts';
import { probeEndpoints } from '../probe/routes.ts';
import { ask, type Asked } from '../ground/ask.ts';
import { codeOf } from '../ground/identity.ts';
import { useSystem } from '../ground/system.ts';

let platform: Platform;
const system = useSystem(
  {},
  {
    endpoints: (given) => {
      platform = given;
      return probeEndpoints(given);
    },
  },
);
const PATH = '/api/v1/prices';

interface Asking {
  readonly json?: object;
  readonly version?: number;
  readonly role?: 'viewer' | 'analyst';
}

const inWorkspace =
  (workspace: string = randomUUID()) =>
  (line: `${string} ${string}`, { json, version, role = 'analyst' }: Asking = {}): Promise<Asked> =>
    ask(system, line, {
      role,
      workspace,
      ...(json === undefined ? {} : { json }),
      ...(version === undefined ? {} : { headers: { 'if-match': `"${version}"` } }),
    });

const itemsOf = ({ body }: Asked) => (body as { items: Price[] }).items;

test('a price is kept to the last digit, and read by viewers', async () => {
  const say = inWorkspace();
  const made = await say(`POST ${PATH}`, { json: { model: 'm-*', input: '2.50', output: '999999999.0000000001' } });
  expect(made).toMatchObject({
    status: 201,
    body: {
      model: 'm-*',
      provider: null,
      valid_from: null,
      input: '2.5',
      output: '999999999.0000000001',
      reasoning: null,
    },
  });
  const { id } = made.body as Price;
  expect((await say(`GET ${PATH}/${id}`, { role: 'viewer' })).body).toEqual(made.body);
  expect(itemsOf(await say(`GET ${PATH}`, { role: 'viewer' }))).toEqual([made.body]);
  expect(await say(`POST ${PATH}`, { role: 'viewer', json: { model: 'x', input: '1', output: '1' } })).toMatchObject({
    status: 403,
  });
  for (const input of [2.5, '2,5', '-1', '1e3', '', '0.00000000001'])
    expect(codeOf(await say(`POST ${PATH}`, { json: { model: 'x', input, output: '1' } }))).toBe('invalid');
});

test('a price is corrected by its version, is there once, and is removed', async () => {
  const say = inWorkspace();
  const json = { model: 'm', input: '1', output: '2' };
  const { id } = (await say(`POST ${PATH}`, { json })).body as Price;
  expect(codeOf(await say(`POST ${PATH}`, { json }))).toBe('conflict');
  const later = await say(`POST ${PATH}`, { json: { ...json, valid_from: '2026-01-01T01:00:00+01:00' } });
  expect(later).toMatchObject({ status: 201, body: { valid_from: '2026-01-01T00:00:00.000000Z' } });

  expect(await say(`PATCH ${PATH}/${id}`, { json: { input: '3', reasoning: '4.0' }, version: 1 })).toMatchObject({
    status: 200,
    body: { input: '3', output: '2', reasoning: '4', version: 2 },
  });
  expect(codeOf(await say(`PATCH ${PATH}/${id}`, { json: { input: '5' }, version: 1 }))).toBe('stale');
  expect(codeOf(await say(`PATCH ${PATH}/${id}`, { json: { valid_from: '2026-01-01T00:00:00Z' }, version: 2 }))).toBe(
    'conflict',
  );
  const strangers = inWorkspace();
  expect(codeOf(await strangers(`GET ${PATH}/${id}`))).toBe('not_found');
  expect(codeOf(await strangers(`DELETE ${PATH}/${id}`))).toBe('not_found');
  expect(await say(`DELETE ${PATH}/${id}`)).toMatchObject({ status: 204 });
  expect(codeOf(await say(`DELETE ${PATH}/${id}`))).toBe('not_found');
});

test('pages of prices have each of them once, in order', async () => {
  const say = inWorkspace();
  const rows = Array.from(
    { length: 25 },
    (_, index) => `m${index % 5},${index},1,2026-01-${String(index + 1).padStart(2, '0')}`,
  );
  await say(`POST ${PATH}/import`, { json: { text: ['model,input,output,valid_from', ...rows].join('\n') } });
  const seen: Price[] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const page: Asked = await say(`GET ${PATH}?limit=10${cursor === '' ? '' : `&cursor=${cursor}`}`);
    seen.push(...itemsOf(page));
    cursor = (page.body as { next_cursor: string | null }).next_cursor;
  }
  expect(new Set(seen.map(({ id }) => id)).size).toBe(25);
  expect(seen.map(({ model }) => model)).toEqual(seen.map(({ model }) => model).toSorted());
});

test('a table is taken over whole or not at all, and a dry run does nothing', async () => {
  const say = inWorkspace();
  const take = (text: string, dry_run = false) => say(`POST ${PATH}/import`, { json: { text, dry_run } });
  const table = 'model\tinput\toutput\tvalid_from\nm-*\t1.0\t2\t\nn\t3\t4\t2026-01-01';
  const both = { added: 2, changed: 0, unchanged: 0 };
  expect((await take(table, true)).body).toEqual({ dry_run: true, ...both });
  expect(itemsOf(await say(`GET ${PATH}`))).toEqual([]);
  expect((await take(table)).body).toEqual({ dry_run: false, ...both });
  expect((await take(table)).body).toMatchObject({ added: 0, changed: 0, unchanged: 2 });
  const wrong = await take('model,input,output\nm-*,9,9\no,x,1');
  expect(wrong).toMatchObject({
    status: 422,
    body: { errors: [{ pointer: '/body/text', detail: expect.stringContaining('line 3') }] },
  });
  expect((await take('model,input,output\nm-*,9,9\no,1,1')).body).toMatchObject({ added: 1, changed: 1, unchanged: 0 });
  expect(itemsOf(await say(`GET ${PATH}`)).map(({ model, input, version }) => [model, input, version])).toEqual([
    ['m-*', '9', 2],
    ['n', '3', 1],
    ['o', '1', 1],
  ]);
});

test('of two prices of the same model and moment the second is told so, whoever comes first and however it got there', async () => {
  const say = inWorkspace(randomUUID());
  const add = (model: string) => say(`POST ${PATH}`, { json: { model, input: '1', output: '1' } });
  const twice = { status: 409, body: { detail: expect.stringMatching(/^There is a price of this model/) } };
  const answers = await Promise.all(Array.from({ length: 4 }, () => add('m')));
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
  for (const answer of answers) if (answer.status !== 201) expect(answer).toMatchObject(twice);
  const { id } = (await add('n')).body as { readonly id: string };
  expect(await say(`PATCH ${PATH}/${id}`, { json: { model: 'm' }, version: 1 })).toMatchObject(twice);
});

test('two who add at once do not have more prices than a workspace may', async () => {
  const workspace = randomUUID();
  const say = inWorkspace(workspace);
  const row = (index: number) => `m${index},1,1`;
  const rows = Array.from({ length: 4996 }, (_, index) => row(index));
  expect(
    await say(`POST ${PATH}/import`, { json: { text: ['model,input,output', ...rows].join('\n') } }),
  ).toMatchObject({ status: 200 });
  const more = Array.from({ length: 8 }, (_, index) =>
    say(`POST ${PATH}`, { json: { model: `n${index}`, input: '1', output: '1' } }),
  );
  const statuses = (await Promise.all(more)).map(({ status }) => status);
  expect(statuses.toSorted((one, other) => one - other)).toEqual([
    ...Array<number>(4).fill(201),
    ...Array<number>(4).fill(409),
  ]);
});

test('whoever reckons with prices has them as they are, and hears when they are others', async () => {
  const workspace = randomUUID() as WorkspaceId;
  const say = inWorkspace(workspace);
  const { table } = createPriceTable({
    database: platform.database,
    bus: platform.ephemeral.bus,
    clock: platform.clock,
  });
  const heard: (string | undefined)[] = [];
  onTestFinished(table.onChange((changed) => heard.push(changed)));
  expect(await table.pricesOf(workspace)).toEqual([]);
  await say(`POST ${PATH}`, { json: { model: 'm', input: '1', output: '2' } });
  await expect.poll(() => heard).toEqual([workspace]);
  expect(await table.pricesOf(workspace)).toMatchObject([{ model: 'm', input: '1' }]);
});
