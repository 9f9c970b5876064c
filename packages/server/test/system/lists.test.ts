import fc from 'fast-check';
import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { ask, fieldsOf } from '../ground/ask.ts';
import { useSystem } from '../ground/system.ts';

const system = useSystem();
const NOTES = '/api/v1/probe/notes';

interface Page {
  readonly items: readonly { readonly id: string; readonly title: string }[];
  readonly next_cursor: string | null;
}

const write = async (workspace: string, count: number, prefix: string): Promise<void> => {
  const notes = Array.from({ length: count }, (_, index) => ({ title: `${prefix} ${index}` }));
  expect((await ask(system, `POST ${NOTES}/bulk`, { workspace, json: { mode: 'all', notes } })).status).toBe(200);
};

const pageOf = async (workspace: string, limit: number, cursor: string | null): Promise<Page> => {
  const answer = await ask(
    system,
    `GET ${NOTES}?limit=${limit}${cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`}`,
    { workspace },
  );
  expect(answer.status).toBe(200);
  return answer.body as Page;
};

test('pages show each note exactly once, in order, however large they are, while others are being written', async () => {
  for (const limit of [1, 7, 50, 200]) {
    const workspace = randomUUID();
    // many of these share one moment, so that only the id tells them apart
    await write(workspace, 60, 'early');
    const titles: string[] = [];
    const ids: string[] = [];
    let cursor: string | null = null;
    do {
      const page: Page = await pageOf(workspace, limit, cursor);
      titles.push(...page.items.map(({ title }) => title));
      ids.push(...page.items.map(({ id }) => id));
      await write(workspace, 1, 'late');
      cursor = page.next_cursor;
    } while (cursor !== null);
    expect(titles.toSorted()).toEqual(Array.from({ length: 60 }, (_, index) => `early ${index}`).toSorted());
    expect(ids).toEqual(ids.toSorted().toReversed());
  }
});

test('a page that ends with the last note says that there is no next one', async () => {
  const workspace = randomUUID();
  await write(workspace, 4, 'x');
  expect(await pageOf(workspace, 4, null)).toMatchObject({ next_cursor: null });
  const first = await pageOf(workspace, 3, null);
  expect(first.next_cursor).not.toBeNull();
  expect(await pageOf(workspace, 3, first.next_cursor)).toMatchObject({ items: [{ title: 'x 0' }], next_cursor: null });
});

test('an empty workspace has an empty page', async () => {
  expect(await pageOf(randomUUID(), 10, null)).toEqual({ items: [], next_cursor: null });
});

test('a cursor shows nobody another workspace', async () => {
  const [mine, theirs] = [randomUUID(), randomUUID()];
  await write(mine, 3, 'mine');
  await write(theirs, 3, 'theirs');
  const { next_cursor: cursor } = await pageOf(mine, 1, null);
  const { items } = await pageOf(theirs, 10, cursor);
  expect(items.every(({ title }) => title.startsWith('theirs'))).toBe(true);
});

describe('a cursor that this list did not give out is 422', () => {
  const TIME = '2026-01-01T00:00:00.000000Z';
  const ID = '01890000-0000-7000-8000-000000000000';
  const made = (...parts: unknown[]): string => Buffer.from(JSON.stringify(parts)).toString('base64url');
  const refused = async (cursor: string): Promise<void> => {
    const answer = await ask(system, `GET ${NOTES}?cursor=${encodeURIComponent(cursor)}`);
    expect([cursor, answer.status, fieldsOf(answer)]).toEqual([
      cursor,
      422,
      [
        cursor.length === 0
          ? '/query/cursor too_small'
          : cursor.length > 1024
            ? '/query/cursor too_big'
            : '/query/cursor cursor',
      ],
    ]);
  };

  test.each([
    ['of another format', made(2, 'probe.notes', TIME, ID)],
    ['of another list', made(1, 'probe.folders', TIME, ID)],
    ['with too little', made(1, 'probe.notes', TIME)],
    ['with nothing', made(1, 'probe.notes')],
    ['with too much', made(1, 'probe.notes', TIME, ID, 'x')],
    ['with a time that is none', made(1, 'probe.notes', 'yesterday', ID)],
    ['with a time that cannot be', made(1, 'probe.notes', '2026-02-30T00:00:00.000000Z', ID)],
    ['with an id that is none', made(1, 'probe.notes', TIME, 'x')],
    ['with SQL', made(1, 'probe.notes', "'; drop table notes; --", ID)],
    ['with numbers', made(1, 'probe.notes', 1, 2)],
    ['with objects', made(1, 'probe.notes', { toString: 'x' }, [ID])],
    ['with null', made(1, 'probe.notes', null, null)],
    ['that is no list', Buffer.from('{}').toString('base64url')],
    ['that is no JSON', 'AAAA'],
    ['that is empty', ''],
    ['that is very long', 'x'.repeat(2000)],
  ])('%s', async (_what, cursor) => {
    await refused(cursor);
  });

  test('of any garbage', async () => {
    const garbage = fc.oneof(
      fc.string({ unit: 'binary', minLength: 1, maxLength: 60 }).filter((text) => text.isWellFormed()),
      fc
        .json()
        .map((json) => Buffer.from(json).toString('base64url'))
        .filter((text) => text.length <= 1024),
      fc
        .array(fc.jsonValue(), { maxLength: 4 })
        .map((parts) => made(1, 'probe.notes', ...parts))
        .filter((text) => text.length <= 1024),
    );
    await fc.assert(fc.asyncProperty(garbage, refused), { numRuns: 300 });
    expect.hasAssertions();
  });
});

describe('a question that the list does not know is 422', () => {
  test.each([
    ['nonsense=1', ['/query/nonsense unknown_field']],
    ['limit=0', ['/query/limit too_small']],
    ['limit=201', ['/query/limit too_big']],
    ['limit=-5', ['/query/limit too_small']],
    ['limit=1.5', ['/query/limit invalid_type']],
    ['limit=1e1', ['/query/limit invalid_type']],
    ['limit=', ['/query/limit invalid_type']],
    ['limit=%20', ['/query/limit invalid_type']],
    ['limit=5&limit=6', ['/query/limit invalid_type']],
    ['Limit=5', ['/query/Limit unknown_field']],
    ['limit[]=5', ['/query/limit[] unknown_field']],
    ['folder_id=x', ['/query/folder_id invalid_format']],
    ['constructor=1', ['/query/constructor unknown_field']],
    ['__proto__=1', ['/query/__proto__ unknown_field']],
    ['=1', ['/query/ unknown_field']],
    ['a=1&b=2', ['/query/a unknown_field', '/query/b unknown_field']],
  ])('?%s', async (query, fields) => {
    const answer = await ask(system, `GET ${NOTES}?${query}`);
    expect([answer.status, fieldsOf(answer)]).toEqual([422, fields]);
  });

  test.each(['', 'limit=200', 'limit=1&', '&&limit=1', 'limit=%35'])('?%s is understood', async (query) => {
    expect((await ask(system, `GET ${NOTES}?${query}`)).status).toBe(200);
  });

  test('and where nothing can be asked, a query is not looked at: it may be a cache\u2019s or a tracker\u2019s', async () => {
    expect((await ask(system, 'GET /livez?anything=1')).status).toBe(200);
  });
});
