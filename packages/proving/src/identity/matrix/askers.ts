import type { Member as MemberBody } from '@holdfast/protocol/identity/members';
import type { Workspace } from '@holdfast/protocol/identity/workspaces';
import { PERMISSIONS, PERMISSIONS_OF } from '@holdfast/protocol/permissions';
import type { Asker } from '@holdfast/protocol/testing/who-may';
import type { Database } from '../../lab/database.ts';
import { expectAnswer, expectBody } from '../../oracles/expect-answer.ts';
import { aboutWorkspace, createCaller, nobodyAt, type Caller } from '../caller.ts';
import type { Instance } from '../instance.ts';
import { makeOperator } from '../operators.ts';
import { signIn, type Person } from '../person.ts';
import { guard } from '../second-factor.ts';
import { openSpace, type Member, type Space } from '../space.ts';

/** Somebody real, and what the matrix has to know of them. */
export interface Known {
  readonly caller: Caller;
  readonly asker: Asker;
}

const NOTHING: ReadonlySet<string> = new Set();
const ADMIN = PERMISSIONS_OF.admin;
const OPERATOR: ReadonlySet<string> = new Set(['instance:manage']);
/** Well formed, and nobody's. */
const NOBODYS = 'hfs_0198c0de-dead-7000-8000-00000000beef_';

const known = (name: string, caller: Caller, asker: Partial<Asker>): Known => ({
  caller: { ...caller, name },
  asker: { shows: 'sign-in', may: NOTHING, inWorkspace: true, proved: true, ...asker },
});

const one = async (space: Space, role: Member['role']): Promise<Member> => {
  const [member] = await space.members(role, 1);
  if (member === undefined) throw new Error('one was asked for');
  return member;
};

/** Every kind of caller, each with an account of its own where it has one: what one does to itself changes no other. */
export const everyAsker = async (instance: Instance, database: Database): Promise<readonly Known[]> => {
  const space = await instance.workspace('Matrix');
  const strict = await instance.workspace('Strict');
  const nobody = nobodyAt(instance.node);
  const stranger = createCaller(instance.node, { name: 'stranger', token: `${NOBODYS}${'A'.repeat(49)}` });
  return [
    known('nobody', nobody, { shows: 'nothing', inWorkspace: false, proved: false }),
    known('a stranger with a token', neverHeldBack(stranger, database), {
      shows: 'nothing',
      inWorkspace: false,
      proved: false,
    }),
    known('a viewer', await one(space, 'viewer'), { may: PERMISSIONS_OF.viewer }),
    known('an analyst', await one(space, 'analyst'), { may: PERMISSIONS_OF.analyst }),
    known('an admin', await one(space, 'admin'), { may: ADMIN }),
    known('an admin about a workspace of others', aboutWorkspace(await one(space, 'admin'), strict.id), {
      inWorkspace: false,
    }),
    known('an admin whose proof is old', await withOldProof(await one(space, 'admin'), database), {
      may: ADMIN,
      proved: false,
    }),
    known('an admin whose sign-in lacks the code', await withoutCode(await one(space, 'admin'), database), {
      may: ADMIN,
      lacks: 'second_factor_code',
    }),
    ...(await inStrictWorkspace(strict)),
    known('an operator who is an admin', await makeOperator(instance, await one(space, 'admin')), {
      may: new Set([...ADMIN, ...OPERATOR]),
    }),
    known('an operator without a workspace', await withoutWorkspace(instance, space), {
      may: OPERATOR,
      inWorkspace: false,
    }),
    ...(await keys(instance, space)),
  ];
};

/** Fewer than wrong tokens may come at once from one address. */
const FORGOTTEN_EVERY = 100;

/** There are more endpoints than wrong tokens that one address may show at once: what counts them begins anew meanwhile. */
const neverHeldBack = (caller: Caller, database: Database): Caller => {
  let asked = 0;
  return {
    ...caller,
    async ask(...question) {
      asked += 1;
      if (asked % FORGOTTEN_EVERY === 0) {
        const admin = await database.asAdmin();
        await admin.query(`delete from auth.tries where name like 'keys:%'`);
        await admin.close();
      }
      return caller.ask(...question);
    },
  };
};

/** What nobody can do over the API in the time of a proof. */
const alter = async (database: Database, change: string, signIn: string): Promise<void> => {
  const admin = await database.asAdmin();
  await admin.query(`update auth.sign_ins set ${change} where id = $1`, [signIn]);
  await admin.close();
};

const withOldProof = async (person: Person, database: Database): Promise<Caller> => {
  await alter(database, "proved_at = proved_at - interval '16 minutes'", person.signIn);
  return person;
};

/** As one that came by an issuer is, which shows no code of ours. */
const withoutCode = async (person: Person, database: Database): Promise<Caller> => {
  const guarded = await guard(person);
  await alter(database, 'second_factor = false', guarded.signIn);
  return guarded;
};

/** One who has a second factor, and one who has not, where it is asked for. */
const inStrictWorkspace = async (strict: Space): Promise<readonly Known[]> => {
  const [admin, bare] = [await one(strict, 'admin'), await one(strict, 'admin')];
  const guarded = await guard(admin);
  const path = `/api/v1/workspaces/${strict.id}`;
  const { version } = expectBody<Workspace>(await guarded.ask('GET', path), 200);
  const wish = { body: { second_factor_required: true }, headers: { 'if-match': `"${version}"` } };
  expectAnswer(await guarded.ask('PATCH', path, wish), 200);
  return [
    known('an admin with a second factor', guarded, { may: ADMIN }),
    known('an admin who lacks a second factor', bare, { may: ADMIN, lacks: 'second_factor' }),
  ];
};

const withoutWorkspace = async (instance: Instance, space: Space): Promise<Caller> => {
  const member = await one(space, 'viewer');
  await makeOperator(instance, member);
  expectAnswer(await space.admin.ask('DELETE', `/api/v1/members/${member.member}`), 204);
  return signIn(member.place, 'an operator', member);
};

/** One for each scope, made by somebody who may everything; and one whose maker may do nothing any more. */
const keys = async ({ first }: Instance, space: Space): Promise<readonly Known[]> => {
  const single: Known[] = [];
  for (const scope of PERMISSIONS) {
    const caller = await first.key([scope]);
    single.push(known(`a key for ${scope}`, caller, { shows: 'key', may: new Set([scope]), proved: false }));
  }
  const maker = await one(space, 'admin');
  const idle = await openSpace(space.id, maker).key(['members:manage', 'keys:manage']);
  const path = `/api/v1/members/${maker.member}`;
  const { version } = expectBody<MemberBody>(await space.admin.ask('GET', path), 200);
  const wish = { body: { role: 'viewer' }, headers: { 'if-match': `"${version}"` } };
  expectAnswer(await space.admin.ask('PATCH', path, wish), 200);
  return [...single, known('a key whose maker may nothing', idle, { shows: 'key', proved: false })];
};
