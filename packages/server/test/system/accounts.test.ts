import type { AccountOfInstance } from '@holdfast/protocol/identity/accounts';
import { expect, test } from 'vitest';
import type { Asked } from '../ground/ask.ts';
import { askAs, newEmail, PASSWORD, usePeople, type Person } from '../ground/people.ts';
import { openWebSocket } from '../ground/raw-web-socket.ts';
import { useSystem } from '../ground/system.ts';

const system = useSystem();
const people = usePeople(system);

const codeOf = ({ body }: Asked): unknown => (body as { code?: string }).code;

const find = async (operator: Person, email: string): Promise<AccountOfInstance | undefined> => {
  const found = await askAs(system, operator, `GET /api/v1/accounts?email=${encodeURIComponent(email)}`);
  return (found.body as { items: AccountOfInstance[] }).items[0];
};

const change = async (operator: Person, { email, account }: Person, json: object, version?: number): Promise<Asked> =>
  askAs(system, operator, `PATCH /api/v1/accounts/${account}`, {
    json,
    headers: { 'if-match': `"${version ?? (await find(operator, email))?.version ?? 1}"` },
  });

/** Somebody who runs the instance besides whoever set it up. */
const secondOperator = async (): Promise<Person> => {
  const { admin } = await people.house();
  await change(await people.first(), admin, { operator: true });
  return admin;
};

test('operators list accounts and find one by its e-mail in any case; admins do not', async () => {
  const founder = await people.first();
  const { admin } = await people.house();
  expect(await find(founder, admin.email.toUpperCase())).toMatchObject({
    id: admin.account,
    email: admin.email,
    operator: false,
    active: true,
    workspaces: 1,
    second_factor: false,
  });
  expect(await find(founder, newEmail())).toBeUndefined();
  const page = await askAs(system, founder, 'GET /api/v1/accounts?limit=1');
  expect(page.body).toMatchObject({ items: [{ id: admin.account }], next_cursor: expect.any(String) as string });
  expect(await askAs(system, admin, 'GET /api/v1/accounts')).toMatchObject({ status: 403 });
});

test('whoever is made an operator may manage the instance with the next request, and no more after it was taken back', async () => {
  const founder = await people.first();
  const other = await secondOperator();
  expect(await askAs(system, other, 'GET /api/v1/accounts')).toMatchObject({ status: 200 });
  expect(await change(founder, other, { operator: false })).toMatchObject({ status: 200, body: { operator: false } });
  expect(await askAs(system, other, 'GET /api/v1/accounts')).toMatchObject({ status: 403 });
  expect(codeOf(await change(founder, other, { operator: true }, 1))).toBe('stale');
  expect(codeOf(await change(founder, { ...other, account: other.member }, { operator: true }, 1))).toBe('not_found');
});

test('an account that is shut out is nobody at once, in all its workspaces, and comes back as it was', async () => {
  const founder = await people.first();
  const { admin, workspace } = await people.house();
  const bob = await people.join(admin);
  const socket = await openWebSocket(system.url, { token: bob.token, headers: { 'Holdfast-Workspace': workspace } });
  expect(await change(founder, bob, { active: false })).toMatchObject({ status: 200, body: { active: false } });
  await socket.closedWith(1000);
  expect(await askAs(system, bob, 'GET /api/v1/me')).toMatchObject({ status: 401 });
  expect(await people.signIn(bob.email, PASSWORD)).toMatchObject({ status: 401 });
  const trail = await system.database.as(
    'admin',
    `select e.actor_kind, e.actor_id, p.address from holdfast.audit_entries e
       left join holdfast.audit_personal p on p.workspace_id = e.workspace_id and p.entry_id = e.id
      where e.workspace_id = $1 and e.action = 'account.deactivated'`,
    [workspace],
  );
  expect(trail.rows).toEqual([{ actor_kind: 'account', actor_id: founder.account, address: null }]);
  expect(await change(founder, bob, { active: true })).toMatchObject({ status: 200 });
  expect(await people.signIn(bob.email, PASSWORD)).toMatchObject({ status: 200 });
});

test('the last operator stays; of two who end each other at once, one stays, ten times', async () => {
  const founder = await people.first();
  const { items } = (await askAs(system, founder, 'GET /api/v1/accounts?limit=200')).body as {
    items: AccountOfInstance[];
  };
  for (const { id, operator, version } of items)
    if (operator && id !== founder.account)
      await askAs(system, founder, `PATCH /api/v1/accounts/${id}`, {
        json: { operator: false },
        headers: { 'if-match': `"${version}"` },
      });
  expect(codeOf(await change(founder, founder, { operator: false }))).toBe('last_operator');
  expect(codeOf(await change(founder, founder, { active: false }))).toBe('last_operator');
  const other = await secondOperator();
  for (let round = 0; round < 10; round += 1) {
    const [ours, theirs] = [await find(founder, founder.email), await find(founder, other.email)];
    const [one, two] = await Promise.all([
      change(founder, other, { operator: false }, theirs?.version ?? 0),
      change(other, founder, { operator: false }, ours?.version ?? 0),
    ]);
    const statuses = [one.status, two.status].toSorted((one, other) => one - other);
    expect(statuses[0]).toBe(200);
    expect([403, 409]).toContain(statuses[1]);
    const [left, gone] = one.status === 200 ? [founder, other] : [other, founder];
    expect(await change(left, gone, { operator: true })).toMatchObject({ status: 200 });
  }
});

test('an operator resets the second factor of anybody, and that of nobody is not there', async () => {
  const founder = await people.first();
  const { admin } = await people.house();
  await system.database.as(
    'owner',
    `insert into auth.second_factors (account_id, secret, confirmed_at) values ($1, 'x', now())`,
    [admin.account],
  );
  expect(await find(founder, admin.email)).toMatchObject({ second_factor: true });
  expect(await askAs(system, founder, `DELETE /api/v1/accounts/${admin.account}/second-factor`)).toMatchObject({
    status: 204,
  });
  expect(await find(founder, admin.email)).toMatchObject({ second_factor: false });
  expect(await askAs(system, founder, `DELETE /api/v1/accounts/${admin.member}/second-factor`)).toMatchObject({
    status: 404,
  });
  expect(await askAs(system, founder, `POST /api/v1/accounts/${admin.member}/password-reset`)).toMatchObject({
    status: 404,
  });
});
