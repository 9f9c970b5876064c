import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { ask } from '../ground/ask.ts';
import { useSystem } from '../ground/system.ts';

const system = useSystem();
const NOTES = '/api/v1/probe/notes';

const writeNote = async (workspace: string): Promise<string> => {
  const answer = await ask(system, `POST ${NOTES}`, { workspace, json: { title: 'first' } });
  expect([answer.status, answer.headers.get('etag')]).toEqual([201, '"1"']);
  return `${NOTES}/${(answer.body as { id: string }).id}`;
};

const change = (workspace: string, path: string, title: string, ifMatch?: string) =>
  ask(system, `PATCH ${path}`, {
    workspace,
    json: { title },
    headers: ifMatch === undefined ? {} : { 'if-match': ifMatch },
  });

test('a change from the version that was read is made, and gives the next version', async () => {
  const workspace = randomUUID();
  const path = await writeNote(workspace);
  const { headers } = await ask(system, `GET ${path}`, { workspace });
  const changed = await change(workspace, path, 'second', headers.get('etag') ?? '');
  expect([changed.status, changed.headers.get('etag'), changed.body]).toMatchObject([
    200,
    '"2"',
    { title: 'second', version: 2 },
  ]);
});

test('a change from an older version is 412, says what the version is now, and changes nothing', async () => {
  const workspace = randomUUID();
  const path = await writeNote(workspace);
  await change(workspace, path, 'second', '"1"');
  expect(await change(workspace, path, 'third', '"1"')).toMatchObject({
    status: 412,
    body: { code: 'stale', current_version: 2 },
  });
  expect((await ask(system, `GET ${path}`, { workspace })).body).toMatchObject({ title: 'second', version: 2 });
});

test('of twenty changes from one version at once, one is made', async () => {
  const workspace = randomUUID();
  const path = await writeNote(workspace);
  const statuses = await Promise.all(
    Array.from({ length: 20 }, async (_, index) => (await change(workspace, path, `try ${index}`, '"1"')).status),
  );
  expect(statuses.filter((status) => status === 200)).toHaveLength(1);
  expect(statuses.filter((status) => status === 412)).toHaveLength(19);
});

test('a change without a version is 428', async () => {
  const workspace = randomUUID();
  expect(await change(workspace, await writeNote(workspace), 'x')).toMatchObject({
    status: 428,
    body: { code: 'version_missing' },
  });
});

describe('an If-Match that is no version we gave out is 412, never a change', () => {
  test.each([
    '*',
    '1',
    'W/"1"',
    '"0"',
    '"-1"',
    '"1", "2"',
    '"one"',
    '""',
    '"1',
    '1"',
    '"01x"',
    '"2147483648"',
    '"999999999999999"',
    '"1e0"',
    '"\u00b9"',
    '" 1"',
  ])('%s', async (ifMatch) => {
    const workspace = randomUUID();
    const path = await writeNote(workspace);
    expect(await change(workspace, path, 'x', ifMatch)).toMatchObject({ status: 412, body: { code: 'stale' } });
    expect((await ask(system, `GET ${path}`, { workspace })).body).toMatchObject({ version: 1 });
  });

  test('also at the greatest that could be', async () => {
    const workspace = randomUUID();
    expect(await change(workspace, await writeNote(workspace), 'x', '"2147483647"')).toMatchObject({ status: 412 });
  });
});

test('an empty If-Match is one that was sent, and stale', async () => {
  const workspace = randomUUID();
  expect((await change(workspace, await writeNote(workspace), 'x', '')).status).toBe(412);
});

test('a thing that is deleted is 404 for every version', async () => {
  const workspace = randomUUID();
  const path = await writeNote(workspace);
  const gone = await ask(system, `DELETE ${path}`, { workspace });
  expect([gone.status, gone.text, gone.headers.get('content-type')]).toEqual([204, '', null]);
  expect((await change(workspace, path, 'x', '"1"')).status).toBe(404);
  expect((await ask(system, `DELETE ${path}`, { workspace })).status).toBe(404);
});
