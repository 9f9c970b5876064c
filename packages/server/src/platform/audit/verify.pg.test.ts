import type { AuditVerdict } from '@holdfast/protocol/audit/audit';
import type { WorkspaceId } from '@holdfast/protocol/ids';
import { beforeEach, describe, expect, test } from 'vitest';
import { useDatabase } from '../../../test/ground/database.ts';
import { newWorkspace, useRoom } from '../database/testing.ts';
import { anAct, unsealedTrail, writeChain } from './testing/chain.ts';
import { verifyChain, type Anchor } from './verify.ts';

const ground = useDatabase();
const room = useRoom(ground.appUrl);
const LENGTH = 6;
let workspace: WorkspaceId;

beforeEach(async () => {
  workspace = newWorkspace();
  await writeChain(room, workspace, LENGTH);
});

const verify = (anchor?: Anchor): Promise<AuditVerdict> => verifyChain(room, workspace, { anchor });
/** As the superuser of the database, whom no policy and no right holds back. W stands for the workspace. */
const tamper = (...statements: string[]) =>
  ground.as('admin', statements.map((each) => each.replaceAll('W', `'${workspace}'`)).join('; '));

/** Chains everything from a number on anew, as somebody can who knows how it is done. */
const chainAnew = (from: number) =>
  tamper(`do $$
    declare entry holdfast.audit_entries; previous bytea;
    begin
      select coalesce((select hash from holdfast.audit_entries where workspace_id = W and number = ${from - 1}),
                      sha256(convert_to(W, 'UTF8'))) into previous;
      for entry in select * from holdfast.audit_entries where workspace_id = W and number >= ${from} order by number loop
        previous := holdfast.audit_digest(previous, entry);
        update holdfast.audit_entries set hash = previous where workspace_id = W and id = entry.id;
      end loop;
      update holdfast.audit_heads h set hash = previous,
        number = (select max(number) from holdfast.audit_entries e where e.workspace_id = W) where h.workspace_id = W;
    end $$`);

const ENTRY = 'update holdfast.audit_entries set';
const THIRD = 'where workspace_id = W and number = 3';
const FIELD = /A field of it was altered/;

test('a chain that nobody touched holds, and what waited is sealed first', async () => {
  const audit = unsealedTrail();
  await room.forWorkspace(workspace).write((tx) => audit.add(tx, anAct({ actor: { kind: 'system', id: null } })));
  const verdict = await verify();
  expect(verdict).toMatchObject({ holds: true, entries: LENGTH + 1, erased: 0, broken: null });
  expect(verdict.head).toEqual({ number: LENGTH + 1, hash: expect.stringMatching(/^[0-9a-f]{64}$/) });
  expect(await verify(verdict.head ?? undefined)).toEqual(verdict);
});

test('a workspace in which nothing was done has nothing that could be broken', async () => {
  expect(await verifyChain(room, newWorkspace())).toEqual({
    holds: true,
    entries: 0,
    erased: 0,
    head: null,
    broken: null,
  });
});

describe('the first entry that is not as it was written is named:', () => {
  test.each<[what: string, statement: string, number: number, why: RegExp]>([
    ['the time', `${ENTRY} at = at - interval '1 microsecond' ${THIRD}`, 3, FIELD],
    ['the action', `${ENTRY} action = 'key.revoked' ${THIRD}`, 3, FIELD],
    ['the kind of the actor', `${ENTRY} actor_kind = 'system' ${THIRD}`, 3, FIELD],
    ['the actor', `${ENTRY} actor_id = gen_random_uuid() ${THIRD}`, 3, FIELD],
    ['the actor taken away', `${ENTRY} actor_id = null ${THIRD}`, 3, FIELD],
    ['the kind of the object', `${ENTRY} object_kind = 'member' ${THIRD}`, 3, FIELD],
    ['the object', `${ENTRY} object_id = 'x' ${THIRD}`, 3, FIELD],
    [
      'object and its kind moved into each other',
      `${ENTRY} object_kind = 'ke', object_id = 'y' || object_id ${THIRD}`,
      3,
      FIELD,
    ],
    ['the facts', `${ENTRY} facts = facts || '{"count": 2}' ${THIRD}`, 3, FIELD],
    ['the facts taken away', `${ENTRY} facts = '{}' ${THIRD}`, 3, FIELD],
    ['the trace', `${ENTRY} trace_id = repeat('a', 32) ${THIRD}`, 3, FIELD],
    [
      'the id',
      `set constraints all deferred; delete from holdfast.audit_personal p using holdfast.audit_entries e where e.workspace_id = W and e.number = 3 and p.entry_id = e.id; ${ENTRY} id = gen_random_uuid() ${THIRD}`,
      3,
      FIELD,
    ],
    ['the digest of the personal part', `${ENTRY} personal_digest = sha256('x') ${THIRD}`, 3, FIELD],
    ['the digest taken away', `${ENTRY} personal_digest = null ${THIRD}`, 3, FIELD],
    ['the hash', `${ENTRY} hash = sha256('x') ${THIRD}`, 3, /Its hash was altered; the entry itself is as it was/],
    ['a field of the last', `${ENTRY} facts = '{}' where workspace_id = W and number = ${LENGTH}`, LENGTH, FIELD],
    [
      'the hash of the last',
      `${ENTRY} hash = sha256('x') where workspace_id = W and number = ${LENGTH}`,
      LENGTH,
      /Its hash was altered/,
    ],
    [
      'field and hash of one',
      `${ENTRY} facts = '{}', hash = sha256('x') ${THIRD}`,
      3,
      /not the entry that was written here/,
    ],
    [
      'one taken out of the middle',
      `delete from holdfast.audit_personal where workspace_id = W; delete from holdfast.audit_entries ${THIRD}`,
      3,
      /no entry with this number/,
    ],
    [
      'one taken out and the rest moved up',
      `delete from holdfast.audit_personal where workspace_id = W; delete from holdfast.audit_entries ${THIRD}; ${ENTRY} number = -number where workspace_id = W and number > 3; ${ENTRY} number = -number - 1 where workspace_id = W and number < 0`,
      3,
      /not the entry that was written here|A field of it/,
    ],
    [
      'the first one taken out',
      `delete from holdfast.audit_personal where workspace_id = W; delete from holdfast.audit_entries where workspace_id = W and number = 1`,
      1,
      /no entry with this number/,
    ],
    [
      'the last one cut off',
      `delete from holdfast.audit_personal where workspace_id = W; delete from holdfast.audit_entries where workspace_id = W and number = ${LENGTH}`,
      LENGTH,
      /the head says that there are 6/,
    ],
    [
      'all of them',
      `delete from holdfast.audit_personal where workspace_id = W; delete from holdfast.audit_entries where workspace_id = W`,
      1,
      /the head says that there are 6/,
    ],
    [
      'two that changed places',
      `${ENTRY} number = -1 ${THIRD}; ${ENTRY} number = 3 where workspace_id = W and number = 4; ${ENTRY} number = 4 where workspace_id = W and number = -1`,
      3,
      /not the entry that was written here|A field of it/,
    ],
    [
      'one forged at the front',
      `alter table holdfast.audit_entries disable trigger all; insert into holdfast.audit_entries (workspace_id, id, at, action, actor_kind, number, hash) values (W, gen_random_uuid(), now(), 'key.revoked', 'system', 0, sha256('x')); alter table holdfast.audit_entries enable trigger all`,
      1,
      /an entry too many before it/,
    ],
    [
      'one forged behind the end',
      `alter table holdfast.audit_entries disable trigger all; insert into holdfast.audit_entries (workspace_id, id, at, action, actor_kind, number, hash) values (W, gen_random_uuid(), now(), 'key.revoked', 'system', 7, sha256('x')); alter table holdfast.audit_entries enable trigger all`,
      7,
      /behind the head/,
    ],
    [
      'the hash of the head',
      `update holdfast.audit_heads set hash = sha256('x') where workspace_id = W`,
      LENGTH,
      /head of the chain has another hash/,
    ],
    [
      'the head set back',
      `update holdfast.audit_heads h set number = 4, hash = e.hash from holdfast.audit_entries e where h.workspace_id = W and e.workspace_id = W and e.number = 4`,
      5,
      /behind the head/,
    ],
    [
      'the head set forward',
      `update holdfast.audit_heads set number = 9 where workspace_id = W`,
      LENGTH + 1,
      /the head says that there are 9/,
    ],
    ['the head taken away', `delete from holdfast.audit_heads where workspace_id = W`, 1, /behind the head/],
    [
      'the address',
      `update holdfast.audit_personal p set address = '198.51.100.1' from holdfast.audit_entries e where p.entry_id = e.id and e.workspace_id = W and e.number = 3`,
      3,
      /address and agent/,
    ],
    [
      'the agent',
      `update holdfast.audit_personal p set agent = null from holdfast.audit_entries e where p.entry_id = e.id and e.workspace_id = W and e.number = 3`,
      3,
      /address and agent/,
    ],
    [
      'the salt',
      `update holdfast.audit_personal p set salt = 'x' from holdfast.audit_entries e where p.entry_id = e.id and e.workspace_id = W and e.number = 3`,
      3,
      /address and agent/,
    ],
    [
      'two personal parts that changed places',
      `delete from holdfast.audit_personal p using holdfast.audit_entries e where p.entry_id = e.id and e.workspace_id = W and e.number = 4; update holdfast.audit_personal p set entry_id = other.id from holdfast.audit_entries e, holdfast.audit_entries other where p.entry_id = e.id and e.workspace_id = W and e.number = 3 and other.workspace_id = W and other.number = 4`,
      4,
      /address and agent/,
    ],
  ])('%s', async (_what, statement, number, why) => {
    await tamper(statement);
    expect(await verify()).toMatchObject({ holds: false, broken: { number, why: expect.stringMatching(why) } });
  });

  test('the personal part of an entry that has none', async () => {
    const audit = unsealedTrail();
    const { personal: _personal, ...act } = anAct();
    await room.forWorkspace(workspace).write((tx) => audit.add(tx, act));
    await verify();
    await tamper(`insert into holdfast.audit_personal (workspace_id, entry_id, salt, address)
                  select W, id, 'x', '::1' from holdfast.audit_entries where workspace_id = W and number = ${LENGTH + 1}`);
    expect(await verify()).toMatchObject({
      broken: { number: LENGTH + 1, why: expect.stringMatching(/address and agent/) },
    });
  });
});

test('a personal part that is gone was erased, which is no breach', async () => {
  await tamper(`delete from holdfast.audit_personal p using holdfast.audit_entries e
                 where p.entry_id = e.id and e.workspace_id = W and e.number in (2, 5)`);
  expect(await verify()).toMatchObject({ holds: true, entries: LENGTH, erased: 2 });
});

test('thousands of entries are checked a page at a time', { timeout: 60_000 }, async () => {
  const long = newWorkspace();
  await ground.as(
    'admin',
    `insert into holdfast.audit_entries (workspace_id, id, at, action, actor_kind)
     select $1, gen_random_uuid(), now(), 'key.created', 'system' from generate_series(1, 3000)`,
    [long],
  );
  expect(await verifyChain(room, long)).toMatchObject({ holds: true, entries: 3000, head: { number: 3000 } });
  await ground.as('admin', `${ENTRY} facts = '{"x": 1}' where workspace_id = $1 and number = 2501`, [long]);
  expect(await verifyChain(room, long)).toMatchObject({ entries: 2500, broken: { number: 2501 } });
});

describe('whoever writes the chain anew from some entry on', () => {
  test('is not found by the chain alone, and is by a head that was kept elsewhere', async () => {
    const { head } = await verify();
    await tamper(`${ENTRY} facts = '{}' ${THIRD}`);
    await chainAnew(3);
    expect(await verify()).toMatchObject({ holds: true, entries: LENGTH });
    expect(await verify(head ?? undefined)).toMatchObject({
      holds: false,
      broken: { number: LENGTH, why: expect.stringMatching(/^The chain was written anew/) },
    });
  });

  test('also when more was added since, and when the end was cut off', async () => {
    const { head } = await verify();
    await writeChain(room, workspace, 2);
    expect(await verify(head ?? undefined)).toMatchObject({ holds: true, entries: LENGTH + 2 });
    await tamper(
      'delete from holdfast.audit_personal where workspace_id = W',
      'delete from holdfast.audit_entries where workspace_id = W and number > 4',
    );
    await chainAnew(1);
    expect(await verify()).toMatchObject({ holds: true, entries: 4 });
    expect(await verify(head ?? undefined)).toMatchObject({
      broken: { number: 5, why: `The end was cut off: the head that was kept is of number ${LENGTH}.` },
    });
  });

  test('without knowing how breaks it where it begins, whatever the function that seals says now', async () => {
    await tamper(
      `create or replace function holdfast.audit_digest(previous bytea, entry holdfast.audit_entries) returns bytea
         language sql stable set search_path = pg_catalog, pg_temp return sha256('always the same')`,
      `${ENTRY} facts = '{}' ${THIRD}`,
    );
    await chainAnew(3);
    expect(await verify()).toMatchObject({ broken: { number: 3 } });
  });
});
