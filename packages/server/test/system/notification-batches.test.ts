import { notificationsTopic } from '@holdfast/protocol/notifications/notifications-topic';
import type { NotificationBatch } from '@holdfast/protocol/notifications/batches';
import type { AuditEntry } from '@holdfast/protocol/audit/audit';
import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { fieldsOf } from '../ground/ask.ts';
import { useMailbox } from '../ground/mailbox.ts';
import { aMessage, BATCHES, NOTIFICATIONS, notificationsOf } from '../ground/notifications.ts';
import { askAs, newEmail, usePeople } from '../ground/people.ts';
import { useSystem } from '../ground/system.ts';

const mailbox = useMailbox();
const system = useSystem(() => ({ HOLDFAST_SMTP_URL: mailbox.url, HOLDFAST_MAIL_FROM: 'holdfast@example.com' }));
const people = usePeople(system, mailbox);
const notifications = notificationsOf(system);

const lettersTo = (address: string) => mailbox.letters.filter(({ to }) => to === address);

test('each of a batch is reported by itself: the good get it once, the bad have their reasons', async () => {
  const { admin } = await people.house();
  const ben = await people.join(admin);
  const [eve, refused] = [newEmail(), `refused-${newEmail()}`];
  mailbox.refuse((address) => (address === refused ? { code: 550, text: '5.1.1 No such <user>' } : undefined));
  const named = [eve, ben.member, 'nothing', refused, randomUUID(), eve.toUpperCase()];
  const made = await notifications.sent(admin, { recipients: named });
  expect(made).toMatchObject({ subject: 'News for you', counts: { all: 6 }, created_by: { id: admin.member } });
  const ended = await notifications.ended(admin, made);
  expect(ended.counts).toEqual({ all: 6, waiting: 0, sent: 2, failed: 3, skipped: 1 });
  const found = await notifications.recipients(admin, made);
  expect(found.map(({ recipient, status, code }) => [recipient, code ?? status])).toEqual([
    [eve, 'sent'],
    [ben.member, 'sent'],
    ['nothing', 'bad_address'],
    [refused, 'refused'],
    [named[4], 'not_a_member'],
    [named[5], 'duplicate'],
  ]);
  expect(found[1]).toMatchObject({ member_id: ben.member, attempts: 1 });
  expect(found[3]?.reason).toBe('The mail server said: 550 5.1.1 No such <user>');
  expect(lettersTo(eve)).toHaveLength(1);
  const [letter] = lettersTo(eve);
  expect(letter?.text).toContain('Subject: News for you');
  expect(letter?.text).toContain(`Message-ID: <${made.id}.1@notifications.holdfast>`);
  expect(letter?.text).toContain('All is well,\r\nyou.');
  expect(await notifications.recipients(admin, made, '?status=failed')).toHaveLength(3);
});

test('a message that becomes blank is sent to nobody', async () => {
  const { admin } = await people.house();
  const to = newEmail();
  const refusal = async (template: object) => {
    const answer = await askAs(system, admin, `POST ${NOTIFICATIONS}`, {
      json: { recipients: [to], channel: 'email', template, data: { a: '\u202e' } },
      headers: { 'idempotency-key': randomUUID() },
    });
    return [answer.status, ...fieldsOf(answer)];
  };
  expect(await refusal({ subject: '{{a}}', text: 'x' })).toEqual([422, '/body/template/subject template']);
  expect(await refusal({ subject: 'x', text: '{{a}}' })).toEqual([422, '/body/template/text template']);
  expect(lettersTo(to)).toEqual([]);
});

test('a retry sends to those alone whom it did not reach', async () => {
  const { admin } = await people.house();
  const [good, away] = [newEmail(), `away-${newEmail()}`];
  mailbox.refuse((address) => (address === away ? { code: 550, text: 'No' } : undefined));
  const made = await notifications.sent(admin, { recipients: [good, away, 'nothing'] });
  await notifications.ended(admin, made);
  mailbox.refuse(undefined);
  const line = `POST ${BATCHES}/${made.id}/retry` as const;
  const again = await askAs(system, admin, line);
  expect([again.status, (again.body as NotificationBatch).counts.waiting]).toEqual([202, 1]);
  expect((await notifications.ended(admin, made)).counts).toMatchObject({ sent: 2, failed: 1 });
  expect((await askAs(system, admin, line)).body).toMatchObject({ counts: { waiting: 0, sent: 2 } });
  expect([lettersTo(good), lettersTo(away)].map(({ length }) => length)).toEqual([1, 1]);
  const { items } = (await askAs(system, admin, 'GET /api/v1/audit')).body as { items: AuditEntry[] };
  expect(items.map(({ action }) => action).filter((action) => action.startsWith('notification_batch'))).toEqual([
    'notification_batch.retried',
    'notification_batch.retried',
    'notification_batch.sent',
  ]);
});

test('what a mail server puts off is tried again, and says why it waits', async () => {
  const { admin } = await people.house();
  const slow = `slow-${newEmail()}`;
  mailbox.refuse((address) => (address === slow ? { code: 451, text: 'Later' } : undefined));
  const made = await notifications.sent(admin, { recipients: [slow] });
  await expect
    .poll(async () => (await notifications.recipients(admin, made))[0])
    .toMatchObject({ status: 'waiting', attempts: 1, reason: 'The mail server said: 451 Later' });
  mailbox.refuse(undefined);
  expect((await notifications.ended(admin, made)).counts.sent).toBe(1);
  expect(lettersTo(slow)).toHaveLength(1);
});

test('members are told in their inboxes, once, and live', async () => {
  const { admin, workspace } = await people.house();
  const ben = await people.join(admin);
  const heard: unknown[] = [];
  const leave = new AbortController();
  const client = system.as('viewer', workspace);
  const following = (async () => {
    for await (const news of client.live([{ topic: notificationsTopic }], { signal: leave.signal }))
      heard.push(news.news === 'happened' ? news.data.member_ids : news.news);
  })();
  await expect.poll(() => heard).toEqual(['following']);
  const named = [ben.member, ben.email, newEmail()];
  const made = await notifications.sent(admin, { channel: 'in_app', recipients: named });
  expect((await notifications.ended(admin, made)).counts).toMatchObject({ sent: 1, failed: 1, skipped: 1 });
  expect(await notifications.inbox(ben)).toMatchObject([
    { topic: 'message', title: 'News for you', text: 'All is well,\nyou.', path: null, read_at: null },
  ]);
  expect(await notifications.inbox(admin)).toEqual([]);
  await expect.poll(() => heard).toEqual(['following', [ben.member]]);
  leave.abort();
  await following;
});

test('a member who wants no messages gets none, by whatever they are named', async () => {
  const { admin } = await people.house();
  const ben = await people.join(admin);
  expect((await notifications.prefers(ben, { message: { email: false } })).status).toBe(200);
  const made = await notifications.sent(admin, { recipients: [ben.email] });
  expect((await notifications.recipients(admin, made))[0]).toMatchObject({ status: 'skipped', code: 'opted_out' });
  const inApp = await notifications.sent(admin, { channel: 'in_app', recipients: [ben.email] });
  expect((await notifications.ended(admin, inApp)).counts.sent).toBe(1);
});

test('a member who wants none any more gets none by a retry', async () => {
  const { admin } = await people.house();
  const ben = await people.join(admin);
  mailbox.refuse((address) => (address === ben.email ? { code: 550, text: 'No' } : undefined));
  const made = await notifications.sent(admin, { recipients: [ben.member] });
  expect((await notifications.ended(admin, made)).counts).toMatchObject({ failed: 1 });
  mailbox.refuse(undefined);
  const before = lettersTo(ben.email).length;
  await notifications.prefers(ben, { message: { email: false } });
  expect((await askAs(system, admin, `POST ${BATCHES}/${made.id}/retry`)).status).toBe(202);
  expect((await notifications.ended(admin, made)).counts).toEqual({
    all: 1,
    waiting: 0,
    sent: 0,
    failed: 0,
    skipped: 1,
  });
  expect(await notifications.recipients(admin, made)).toMatchObject([{ status: 'skipped', code: 'opted_out' }]);
  expect(lettersTo(ben.email)).toHaveLength(before);
});

test('the same key twice is one batch, and without one it is refused', async () => {
  const { admin } = await people.house();
  const [eve, key] = [newEmail(), randomUUID()];
  const twice = await Promise.all([0, 1].map(() => notifications.send(admin, { recipients: [eve] }, key)));
  const made = twice.filter(({ status }) => status === 202);
  expect(made.length).toBeGreaterThan(0);
  expect(new Set(made.map(({ text }) => text)).size).toBe(1);
  await notifications.ended(admin, made[0]?.body as NotificationBatch);
  expect(lettersTo(eve)).toHaveLength(1);
  const bare = await askAs(system, admin, `POST ${NOTIFICATIONS}`, {
    json: { recipients: [eve], channel: 'email', ...aMessage },
  });
  expect(bare.status).toBe(400);
});

test('what is wrong with a template is told by its field, and nothing is sent', async () => {
  const { admin } = await people.house();
  const refused = async (json: object) =>
    fieldsOf(await notifications.send(admin, { recipients: [newEmail()], ...json }));
  expect(await refused({ data: {} })).toEqual(['/body/data/team missing']);
  expect(await refused({ template: { subject: '{{', text: 'x' } })).toEqual(['/body/template/subject template']);
  expect(await refused({ recipients: [] })).toEqual(['/body/recipients too_small']);
  const { items } = (await askAs(system, admin, `GET ${BATCHES}`)).body as { items: unknown[] };
  expect(items).toEqual([]);
});

test('who may not send is told so, and nobody reads of another workspace', async () => {
  const { admin } = await people.house();
  const ben = await people.join(admin, 'analyst');
  expect((await notifications.send(ben, { recipients: [newEmail()] })).status).toBe(403);
  const made = await notifications.sent(admin, { recipients: ['nothing'] });
  const other = (await people.house()).admin;
  for (const line of [`GET ${BATCHES}/${made.id}`, `GET ${BATCHES}/${made.id}/recipients`] as const)
    expect((await askAs(system, other, line)).status).toBe(404);
  expect((await askAs(system, other, `POST ${BATCHES}/${made.id}/retry`)).status).toBe(404);
});

test('five thousand are taken at once, and one more is refused by its field', async () => {
  const { admin } = await people.house();
  const named = Array.from({ length: 5000 }, (_, at) => `${'x'.repeat(250)}-${at}`);
  const made = await notifications.sent(admin, { recipients: named });
  expect(made.counts).toEqual({ all: 5000, waiting: 0, sent: 0, failed: 5000, skipped: 0 });
  expect(made.ended_at).not.toBeNull();
  expect((await notifications.recipients(admin, made, '?limit=200')).map(({ number }) => number)).toHaveLength(200);
  const more = await notifications.send(admin, { recipients: [...named, 'one more'] });
  expect(fieldsOf(more)).toEqual(['/body/recipients too_big']);
});

test('what a queue has lost is sent when somebody retries', async () => {
  const { admin } = await people.house();
  const eve = newEmail();
  mailbox.refuse(() => ({ code: 451, text: 'Later' }));
  const made = await notifications.sent(admin, { recipients: [eve] });
  await expect.poll(async () => (await notifications.recipients(admin, made))[0]?.attempts).toBe(1);
  mailbox.refuse(undefined);
  const lose = `delete from holdfast.jobs where name = 'notifications.send' and workspace_id = $1 and worker_id is null`;
  await expect
    .poll(async () => (await system.database.as('owner', lose, [admin.workspace])).rowCount, { timeout: 10_000 })
    .toBe(1);
  expect((await askAs(system, admin, `POST ${BATCHES}/${made.id}/retry`)).status).toBe(202);
  expect((await notifications.ended(admin, made)).counts.sent).toBe(1);
  expect(lettersTo(eve)).toHaveLength(1);
});
