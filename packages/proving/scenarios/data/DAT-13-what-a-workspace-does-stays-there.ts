import { randomUUID } from 'node:crypto';
import type { Me, SignedIn } from '@holdfast/protocol/identity/account';
import type { Member as MemberBody } from '@holdfast/protocol/identity/members';
import { aboutWorkspace, nobodyAt, type Caller } from '../../src/identity/caller.ts';
import type { TraceView } from '@holdfast/protocol/views/trace-views';
import { furnish, workflowOf, type Furnished } from '../../src/identity/crossing/furnish.ts';
import { setUpInstance } from '../../src/identity/instance.ts';
import { openSpace, type KeyHolder, type Member } from '../../src/identity/space.ts';
import { expectAnswer, expectBody } from '../../src/oracles/expect-answer.ts';
import { expectSame, expectThat } from '../../src/oracles/expect-that.ts';
import { scenario } from '../../src/scenario.ts';

/** Somebody who is an admin of two workspaces, with a key of theirs in each. */
interface Both {
  readonly caller: Caller;
  /** Who they are in the first of the two. */
  readonly member: string;
  readonly keys: ReadonlyMap<string, KeyHolder>;
}

const joinBoth = async (one: Furnished, other: Furnished): Promise<Both> => {
  const [member] = (await openSpace(one.space.id, one.admin, one.mark).members('admin', 1)) as [Member];
  const { token } = await other.space.invite(member.email, 'admin');
  const accept = { token, password: member.password, sign_in_token: true };
  const { token: signedIn = '' } = expectBody<SignedIn>(
    await nobodyAt(member.place).ask('POST', '/api/v1/invitations/accept', { body: accept }),
    200,
  );
  const caller: Caller = { ...member, ...nobodyAt(member.place), token: signedIn, name: 'somebody in both' };
  const about = (space: Furnished) => aboutWorkspace(caller, space.space.id);
  const keys = new Map<string, KeyHolder>();
  for (const space of [one, other])
    keys.set(space.mark, await openSpace(space.space.id, about(space), space.mark).key(['members:manage']));
  return { caller, member: member.member, keys };
};

const change = async (admin: Caller, member: string, body: object): Promise<void> => {
  const path = `/api/v1/members/${member}`;
  const { version } = expectBody<MemberBody>(await admin.ask('GET', path), 200);
  expectAnswer(await admin.ask('PATCH', path, { body, headers: { 'if-match': `"${version}"` } }), 200);
};

/** What another workspace would notice, had anything reached over. */
const lookOf = async (space: Furnished, both: Both): Promise<unknown> => {
  const list = async (path: string) => expectBody<{ items: object[] }>(await space.admin.ask('GET', path), 200).items;
  const still = (items: readonly object[]) =>
    items.map((item) => Object.fromEntries(Object.entries(item).filter(([name]) => !/^(seen|used)_at$/.test(name))));
  const me = expectBody<Me>(await aboutWorkspace(both.caller, space.space.id).ask('GET', '/api/v1/me'), 200);
  return {
    members: still(await list('/api/v1/members')),
    keys: still(await list('/api/v1/keys')),
    invitations: await list('/api/v1/invitations'),
    dead: await list('/api/v1/dead-letters'),
    views: await list('/api/v1/traces/views'),
    workflows: await list('/api/v1/workflows'),
    workspace: (await space.admin.ask('GET', `/api/v1/workspaces/${space.space.id}`)).body,
    role: me.workspace?.role,
    key: (await both.keys.get(space.mark)?.ask('GET', '/api/v1/members'))?.status,
  };
};

/** Each of these touches many things, or things of an account that is in both. */
const actsIn = (ours: Furnished, both: Both): readonly (readonly [string, () => Promise<unknown>])[] => {
  const { admin, space } = ours;
  const { member } = both;
  return [
    ['a role is changed', () => change(admin, member, { role: 'viewer' })],
    ['a queue is sent again', () => admin.ask('POST', '/api/v1/dead-letters/redrive', { body: { queue: 'letters' } })],
    ['the workspace is renamed', () => rename(ours)],
    ['a workflow of the same name is patched', () => patchSame(ours)],
    ['a view is shared', () => expectSharedAsSaid(ours)],
    ['a member is shut out', () => change(admin, member, { active: false })],
    ['a member is let in again', () => change(admin, member, { active: true })],
    ['a member is removed', () => admin.ask('DELETE', `/api/v1/members/${member}`)],
    ['somebody is invited', () => space.invite(`again-${randomUUID()}@example.com`, 'viewer')],
  ];
};

const rename = async ({ admin, space }: Furnished): Promise<void> => {
  const path = `/api/v1/workspaces/${space.id}`;
  const { version } = expectBody<{ version: number }>(await admin.ask('GET', path), 200);
  const wish = { body: { name: 'Another name' }, headers: { 'if-match': `"${version}"` } };
  expectAnswer(await admin.ask('PATCH', path, wish), 200);
};

/** Both workspaces have one of this name. */
const patchSame = async ({ key, mark }: Furnished): Promise<void> => {
  const patches = [{ node: 'again', sequence: 1, time: new Date().toISOString(), patch: { again: mark } }];
  for (const name of [workflowOf('ours'), workflowOf('theirs')])
    expectAnswer(await key.ask('POST', `/api/v1/workflows/${name}/patches`, { body: { patches } }), 200);
};

const VIEWS = '/api/v1/traces/views';

/** What is shared says who may read and who may change it, and so it is. */
const expectSharedAsSaid = async ({ admin, members, mark }: Furnished): Promise<void> => {
  const [viewer, analyst] = members as [Member, Member];
  const body = { name: `shared by ${mark}`, filters: { status: 'error' }, shared: true };
  expectAnswer(await viewer.ask('POST', VIEWS, { body }), 403, 'forbidden');
  const view = expectBody<TraceView>(await analyst.ask('POST', VIEWS, { body }), 201);
  expectSame(view.who_may, { read: 'traces:read', change: 'traces:manage' }, 'a shared view says who may what');
  const seen = expectBody<{ items: TraceView[] }>(await viewer.ask('GET', VIEWS), 200).items;
  expectThat(
    seen.some(({ id }) => id === view.id),
    'whoever reads traces sees it',
  );
  const change = { body: { name: 'another name' }, headers: { 'if-match': '"1"' } };
  expectAnswer(await viewer.ask('PATCH', `${VIEWS}/${view.id}`, change), 403, 'forbidden');
  expectAnswer(await viewer.ask('DELETE', `${VIEWS}/${view.id}`), 403, 'forbidden');
  expectAnswer(await admin.ask('PATCH', `${VIEWS}/${view.id}`, change), 200);

  const own = expectBody<TraceView>(await viewer.ask('POST', VIEWS, { body: { ...body, shared: false } }), 201);
  expectSame(own.who_may, { read: 'owner', change: 'owner' }, 'one that is not shared says so as well');
  expectAnswer(await admin.ask('PATCH', `${VIEWS}/${own.id}`, change), 404, 'not_found');
  const others = expectBody<{ items: TraceView[] }>(await admin.ask('GET', VIEWS), 200).items;
  expectThat(!others.some(({ id }) => id === own.id), 'nobody but its owner sees it');
};

export default scenario({
  id: 'DAT-13',
  kind: 'integration',
  tier: 'pr',
  needs: ['lab', 'database'],
  weight: 'important',
  claim:
    'What is done in a workspace to many things at once, or to somebody who is in two, changes nothing in the other one. What is shared says who may read and who may change it, and nobody else does.',
  async run({ lab, report }) {
    const database = await lab.database();
    const node = await lab.node({ entry: 'product', database });
    const instance = await setUpInstance(node);
    const [ours, theirs] = [await furnish(instance, database, 'ours'), await furnish(instance, database, 'theirs')];
    const both = await joinBoth(ours, theirs);
    const before = await lookOf(theirs, both);
    const acts = actsIn(ours, both);
    for (const [what, act] of acts) {
      await act();
      expectSame(await lookOf(theirs, both), before, `when ${what}, the other workspace is as it was`);
    }
    const key = both.keys.get(ours.mark) as KeyHolder;
    expectAnswer(await key.ask('GET', '/api/v1/members'), 401, 'unauthenticated');
    report.figure('acts', acts.length);
  },
});
