import { randomUUID } from 'node:crypto';
import { aboutWorkspace, type Caller } from '../../src/identity/caller.ts';
import type { Answer } from '../../src/http.ts';
import { expectUnknown, namesAThing, sight } from '../../src/identity/crossing/compare.ts';
import { furnish, queueOf, workflowOf, type Furnished } from '../../src/identity/crossing/furnish.ts';
import { followWork } from '../../src/identity/crossing/follow-work.ts';
import { idsIn, readAll, textOf } from '../../src/identity/crossing/harvest.ts';
import { setUpInstance } from '../../src/identity/instance.ts';
import type { Database } from '../../src/lab/database.ts';
import { readDescription, type Description } from '../../src/openapi/description.ts';
import { expectAnswer } from '../../src/oracles/expect-answer.ts';
import { expectSame, expectThat } from '../../src/oracles/expect-that.ts';
import { isOfPeople, OF_THE_INSTANCE, tablesOf } from '../../src/postgres/tables.ts';
import type { Random } from '../../src/run/random.ts';
import { scenario } from '../../src/scenario.ts';

const expectNothingOf = (
  seen: ReadonlyMap<string, Answer>,
  mark: string,
  ids: ReadonlySet<string>,
  who: string,
): void => {
  for (const [path, answer] of seen) {
    const text = textOf(answer);
    expectThat(!text.includes(mark), `${path} shows ${who} nothing that others wrote`, { mark });
    const found = [...ids].filter((id) => text.includes(id));
    expectThat(found.length === 0, `${path} shows ${who} nothing of others`, { found });
  }
};

/** All that an attacker reads without naming anything, in the own workspace and in the other one. */
const expectListsApart = async (
  attacker: Caller,
  theirs: Furnished,
  ids: ReadonlySet<string>,
  description: Description,
) => {
  const seen = await readAll(attacker, description);
  expectNothingOf(seen, theirs.mark, ids, attacker.name);
  const [inTheirs, inNone] = [
    await readAll(aboutWorkspace(attacker, theirs.space.id), description),
    await readAll(aboutWorkspace(attacker, randomUUID()), description),
  ];
  expectNothingOf(inTheirs, theirs.mark, ids, attacker.name);
  // metrics and health are of the process, and another each time
  for (const path of [...inTheirs.keys()].filter((one) => one.startsWith('/api/'))) {
    const [one, other] = [inTheirs, inNone].map((answers) => sight(answers.get(path) as Answer));
    expectSame(one, other, `${path} in a workspace of others answers ${attacker.name} as in one that there is not`);
  }
};

const expectLiveApart = async (attacker: Furnished, theirs: Furnished): Promise<number> => {
  const following = await followWork(attacker.admin);
  const redrive = (of: Furnished, queue: string) =>
    of.admin.ask('POST', '/api/v1/dead-letters/redrive', { body: { queue } });
  expectAnswer(await redrive(theirs, queueOf(theirs.mark)), 200);
  // when what is our own has come, what is theirs would have come as well
  expectAnswer(await redrive(attacker, 'letters'), 200);
  const heard = await following.until('letters');
  following.close();
  expectThat(!heard.includes(queueOf(theirs.mark)), 'who follows live events hears nothing of another workspace', {
    heard,
  });
  return heard.length;
};

/** The rows themselves, for the role that serves: whatever a statement forgets. */
const expectRowsApart = async (database: Database, ours: Furnished, theirs: Furnished): Promise<[number, string[]]> => {
  const [admin, app] = [await database.asAdmin(), await database.asApp()];
  const tables = (await tablesOf(admin)).filter((table) => !OF_THE_INSTANCE.has(table.name) && !isOfPeople(table));
  const empty: string[] = [];
  await app.query('begin');
  await app.query(`select set_config('holdfast.workspace_id', $1, true)`, [ours.space.id]);
  for (const { name } of tables) {
    const [there] = await admin.query(`select from ${name} where workspace_id = $1 limit 1`, [theirs.space.id]);
    if (there === undefined) empty.push(name);
    const seen = await app.query(`select from ${name} where workspace_id <> $1`, [ours.space.id]);
    expectSame(seen.length, 0, `${name} shows the application, in one workspace, no row of another`);
    const found = await app.query(`select from ${name} t where t::text like '%' || $1 || '%'`, [theirs.mark]);
    expectSame(found.length, 0, `${name} holds, in one workspace, nothing that was written in another`);
  }
  await app.query('rollback');
  await Promise.all([admin.close(), app.close()]);
  return [tables.length, empty];
};

/** Every endpoint that takes an id, with every id of the other workspace, for everybody in this one. */
const expectThingsApart = async (
  attackers: readonly Caller[],
  ids: ReadonlySet<string>,
  description: Description,
  random: Random,
): Promise<number> => {
  const operations = description.operations.filter(namesAThing);
  expectThat(operations.length >= 15, 'there are endpoints that take an id', { operations: operations.length });
  for (const attacker of attackers)
    for (const operation of operations) {
      const status = await expectUnknown(attacker, operation, ids, random);
      // 200 is a list that is filtered by it, 403 an endpoint for others
      const isJudged = status === 404 || status === 403 || (status === 200 && operation.method === 'GET');
      expectThat(isJudged, `${operation.name} says that there is no such thing`, { status });
    }
  return operations.length;
};

/** A workflow has the name that its sender gave it. Under the name of another workspace’s there is nothing, until something is put there. */
const expectWorkflowsApart = async (attacker: Caller, theirs: Furnished): Promise<void> => {
  const name = workflowOf(theirs.mark);
  const look = async (id: string): Promise<string[]> => {
    const answers: string[] = [];
    for (const rest of ['', '/state', '/patches']) {
      const answer = await attacker.ask('GET', `/api/v1/workflows/${id}${rest}`);
      answers.push(sight(answer).replaceAll(id, 'it'));
    }
    return answers;
  };
  expectSame(
    await look(name),
    await look('x'.repeat(name.length)),
    `a workflow of others is none for ${attacker.name}`,
  );
  const patches = [{ node: 'own', sequence: 1, time: new Date().toISOString(), patch: { own: true } }];
  const before = await theirs.admin.ask('GET', `/api/v1/workflows/${name}`);
  await attacker.ask('POST', `/api/v1/workflows/${name}/patches`, { body: { patches } });
  const after = await theirs.admin.ask('GET', `/api/v1/workflows/${name}`);
  expectSame(after.body, before.body, 'a workflow of the same name in another workspace is another workflow');
  const own = await attacker.ask('GET', `/api/v1/workflows/${name}/state`);
  expectSame((own.body as { state?: unknown }).state, { own: true }, 'and has what was put there alone');
};

/** What a search finds is the workspace's own, however well others have the words. */
const expectSearchApart = async (attackers: readonly Caller[], theirs: Furnished): Promise<void> => {
  const query = new URLSearchParams({ q: theirs.mark, limit: '100' }).toString();
  const path = `/api/v1/knowledge/search?${query}`;
  const own = await theirs.admin.ask('GET', path);
  expectThat(textOf(own).includes(theirs.mark), 'a search finds what the workspace knows', { status: own.status });
  const places = [theirs.space.id, randomUUID()];
  for (const attacker of attackers) {
    const found = await attacker.ask('GET', path);
    expectAnswer(found, 200);
    expectThat(!textOf(found).includes(theirs.mark), `a search of ${attacker.name} finds nothing of others`);
    const [there, nowhere] = await Promise.all(places.map((id) => aboutWorkspace(attacker, id).ask('GET', path)));
    expectSame(there?.status, nowhere?.status, `a search of ${attacker.name} in a workspace of others is refused`);
  }
};

const idsOf = async ({ admin, key, members, space }: Furnished, description: Description): Promise<Set<string>> => {
  const ids = new Set([space.id]);
  for (const each of [admin, key, ...members]) for (const id of idsIn(await readAll(each, description))) ids.add(id);
  return ids;
};

export default scenario({
  id: 'DAT-10',
  kind: 'security',
  tier: 'pr',
  needs: ['lab', 'database'],
  weight: 'critical',
  capSeconds: 300,
  claim:
    'Nobody in a workspace is shown anything of another: a thing there is answered as one that there is not, by every endpoint, and its rows are seen by no statement.',
  async run({ lab, report, random }) {
    const database = await lab.database();
    const node = await lab.node({ entry: 'product', database });
    const instance = await setUpInstance(node);
    const description = await readDescription(node.http);
    const ours = await furnish(instance, database, `ours-${randomUUID().slice(0, 8)}`);
    const theirs = await furnish(instance, database, `theirs-${randomUUID().slice(0, 8)}`);
    const known = await idsOf(ours, description);
    // who serves is the same for everybody
    const ids = new Set([...(await idsOf(theirs, description))].filter((id) => !known.has(id)));
    expectThat(ids.size >= 20, 'there are things to look for', { ids: ids.size });

    const attackers = [ours.admin, ours.key];
    for (const attacker of attackers) await expectListsApart(attacker, theirs, ids, description);
    report.figure('things of the other workspace', ids.size);
    report.figure('endpoints that take an id', await expectThingsApart(attackers, ids, description, random));
    await expectLiveApart(ours, theirs);
    expectNothingOf(new Map([['/metrics', await node.http('GET', '/metrics')]]), theirs.mark, ids, 'anybody');
    const [tables, empty] = await expectRowsApart(database, ours, theirs);
    await expectWorkflowsApart(ours.key, theirs);
    await expectSearchApart(attackers, theirs);
    report.figure('tables', tables);
    report.figure('of them with rows of the other workspace', tables - empty.length);
  },
});
