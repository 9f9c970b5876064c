import type { DecisionCallback, WholeCallback } from '@holdfast/protocol/decisions/callbacks';
import type { AuditEntry } from '@holdfast/protocol/audit/audit';
import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { deciding, DECISIONS } from '../ground/decisions.ts';
import { askAs, usePeople, type Person } from '../ground/people.ts';
import { isSignedBy, useReceiver } from '../ground/receiver.ts';
import { useSystem } from '../ground/system.ts';

const receiver = useReceiver();
const system = useSystem(() => ({ HOLDFAST_OUTBOUND_ALLOW: `127.0.0.0/8:${receiver.port}` }));
const people = usePeople(system);
const house = deciding(system, people);

const callback = (path: string) => ({
  url: receiver.url(path),
  secret: `whsec_${randomBytes(32).toString('base64')}`,
});

const toldOf = async (admin: Person, id: string) =>
  (await askAs(system, admin, `GET ${DECISIONS}/${id}/callback`)).body as WholeCallback;
const list = async (admin: Person, query = '') =>
  (await askAs(system, admin, `GET /api/v1/decision-callbacks${query}`)).body as {
    items: DecisionCallback[];
    next_cursor: string | null;
  };
const replay = (admin: Person, id: string) => askAs(system, admin, `POST ${DECISIONS}/${id}/callback/replay`);

test('an outcome that was given up is seen, and is sent again with its old id', async () => {
  const {
    admin,
    analysts: [ada],
  } = await house.house(1);
  const own = callback('/given-up');
  receiver.answers('/given-up', 410);
  const asked = await house.submit(admin, { callback: own });
  expect(await toldOf(admin, asked.id)).toMatchObject({ origin: new URL(own.url).origin, delivery: null });
  expect((await replay(admin, asked.id)).status).toBe(409);
  await house.act(ada, asked, 'approve');
  await expect.poll(async () => (await toldOf(admin, asked.id)).delivery?.state).toBe('dead');
  const { items } = await list(admin, '?state=dead');
  expect(items).toMatchObject([
    { decision: { id: asked.id, kind: 'refund', status: 'approved' }, delivery: { state: 'dead', status: 410 } },
  ]);
  expect((await list(admin, '?state=done')).items).toEqual([]);

  receiver.answers('/given-up', 204);
  expect((await replay(ada, asked.id)).status).toBe(403);
  const again = await replay(admin, asked.id);
  expect([again.status, (again.body as WholeCallback).delivery?.id]).toEqual([202, items[0]?.delivery.id]);
  await expect.poll(async () => (await toldOf(admin, asked.id)).delivery?.state).toBe('done');
  const [first, second] = receiver.at('/given-up');
  expect(second?.body).toBe((await toldOf(admin, asked.id)).delivery?.body);
  expect(second?.headers['webhook-id']).toBe(first?.headers['webhook-id']);
  expect(second !== undefined && isSignedBy(second, own.secret)).toBe(true);
  expect((await house.read(admin, asked)).callback?.delivery?.state).toBe('done');

  const trail = (await askAs(system, admin, 'GET /api/v1/audit?limit=20')).body as { items: AuditEntry[] };
  expect(trail.items.find(({ action }) => action === 'decision.callback_replayed')).toMatchObject({
    object: { kind: 'decision', id: asked.id },
  });
  for (const text of [again.text, (await askAs(system, admin, 'GET /api/v1/decision-callbacks')).text])
    expect(text).not.toContain('/given-up');
});

test('callbacks are listed page by page, the latest outcome first, and those of other workspaces not at all', async () => {
  const {
    admin,
    analysts: [ada],
  } = await house.house(1);
  const asked = [];
  for (const path of ['/first', '/second', '/third'])
    asked.push(await house.submit(admin, { callback: callback(path) }));
  for (const one of asked.toReversed()) await house.act(ada, one, 'approve');
  await expect.poll(async () => (await list(admin, '?state=done')).items.length).toBe(3);
  const page = await list(admin, '?limit=2');
  const rest = await list(admin, `?limit=2&cursor=${page.next_cursor}`);
  expect([...page.items, ...rest.items].map(({ decision: { id } }) => id)).toEqual(asked.map(({ id }) => id));
  const { admin: other } = await house.house(0);
  expect((await list(other)).items).toEqual([]);
  const without = await house.submit(other);
  for (const id of [asked[0]?.id ?? '', without.id])
    for (const line of [`GET ${DECISIONS}/${id}/callback`, `POST ${DECISIONS}/${id}/callback/replay`] as const)
      expect((await askAs(system, other, line)).status).toBe(404);
});
