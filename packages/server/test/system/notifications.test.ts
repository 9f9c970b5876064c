import type { Notification } from '@holdfast/protocol/notifications/notifications';
import { expect, test } from 'vitest';
import { NOTIFICATIONS, notificationsOf } from '../ground/notifications.ts';
import { askAs, usePeople, type Person } from '../ground/people.ts';
import { useSystem } from '../ground/system.ts';

const system = useSystem();
const people = usePeople(system);
const notifications = notificationsOf(system);

const PREFERENCES = '/api/v1/me/notification-preferences';

/** So many messages in the inbox of one, each by itself. */
const tell = async (admin: Person, person: Person, times: number): Promise<Notification[]> => {
  for (let told = 0; told < times; told += 1)
    await notifications.ended(
      admin,
      await notifications.sent(admin, { channel: 'in_app', recipients: [person.member], data: { team: String(told) } }),
    );
  return notifications.inbox(person);
};

test('one\u2019s own are read one by one or up to what was seen, and nobody else\u2019s', async () => {
  const { admin } = await people.house();
  const ben = await people.join(admin);
  const told = await tell(admin, ben, 4);
  expect(told.map(({ title }) => title)).toEqual([3, 2, 1, 0].map((at) => `News for ${at}`));
  expect(await notifications.unread(ben)).toBe(4);
  const read = `POST ${NOTIFICATIONS}/${told[3]?.id}/read` as const;
  expect((await askAs(system, admin, read)).status).toBe(404);
  const once = (await askAs(system, ben, read)).body as Notification;
  expect(once.read_at).not.toBeNull();
  expect((await askAs(system, ben, read)).body).toEqual(once);
  const all = await askAs(system, ben, `POST ${NOTIFICATIONS}/read`, { json: { through: told[1]?.id } });
  expect(all.body).toEqual({ unread: 1 });
  expect((await notifications.inbox(ben, '?state=unread')).map(({ id }) => id)).toEqual([told[0]?.id]);
  expect(await notifications.inbox(ben, '?state=read')).toHaveLength(3);
  expect(await notifications.inbox(ben, '?topic=decision_waits')).toEqual([]);
  expect((await askAs(system, ben, `POST ${NOTIFICATIONS}/read`, { json: {} })).body).toEqual({ unread: 0 });
});

test('a list goes on where its page ended', async () => {
  const { admin } = await people.house();
  const ben = await people.join(admin);
  const told = await tell(admin, ben, 3);
  const first = (await askAs(system, ben, `GET ${NOTIFICATIONS}?limit=2`)).body as {
    items: Notification[];
    next_cursor: string;
  };
  const rest = await notifications.inbox(ben, `?limit=2&cursor=${first.next_cursor}`);
  expect([...first.items, ...rest]).toEqual(told);
  expect((await askAs(system, ben, `GET ${NOTIFICATIONS}?cursor=nonsense`)).status).toBe(422);
});

test('what a member wants is theirs in this workspace, and what they did not say stays as is usual', async () => {
  const { admin } = await people.house();
  const ben = await people.join(admin);
  expect((await askAs(system, ben, `GET ${PREFERENCES}`)).body).toEqual({
    topics: {
      decision_waits: { in_app: true, email: false },
      decision_urgent: { in_app: true, email: true },
      decision_yours: { in_app: true, email: true },
      message: { in_app: true, email: true },
    },
    sends_mail: false,
  });
  await notifications.prefers(ben, { decision_waits: { email: true }, message: { in_app: false } });
  const changed = await notifications.prefers(ben, { decision_waits: { email: true, in_app: false } });
  expect(changed.body).toMatchObject({
    topics: { decision_waits: { in_app: false, email: true }, message: { in_app: false, email: true } },
  });
  expect((await askAs(system, ben, `GET ${PREFERENCES}`)).body).toEqual(changed.body);
  expect((await askAs(system, admin, `GET ${PREFERENCES}`)).body).toMatchObject({
    topics: { decision_waits: { in_app: true, email: false } },
  });
  expect((await notifications.prefers(ben, { weather: { email: true } })).status).toBe(422);
  expect((await notifications.prefers(ben, { message: { pigeon: true } })).status).toBe(422);
});

test('without a mail server a message by mail is refused', async () => {
  const { admin } = await people.house();
  const refused = await notifications.send(admin, { recipients: ['ada@example.com'] });
  expect([refused.status, (refused.body as { code: string }).code]).toEqual([409, 'mail_not_configured']);
});

test('what was read long ago is forgotten, with messages to many that ended then', async () => {
  const { admin } = await people.house();
  const ben = await people.join(admin);
  const [late, early] = (await tell(admin, ben, 2)) as [Notification, Notification];
  await askAs(system, ben, `POST ${NOTIFICATIONS}/${early.id}/read`);
  const age = (what: string) => system.database.as('owner', what);
  await age(`update notifications.notifications set read_at = read_at - interval '31 days' where read_at is not null`);
  await age(`update notifications.batches set ended_at = ended_at - interval '31 days'`);
  await age(`select notifications.sweep_notifications(30, 1000)`);
  await age(`select notifications.sweep_batches(30, 1000)`);
  expect((await notifications.inbox(ben)).map(({ id }) => id)).toEqual([late.id]);
  expect((await system.database.as('owner', 'select from notifications.recipients')).rowCount).toBe(0);
});
