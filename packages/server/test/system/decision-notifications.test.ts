import type { Decision } from '@holdfast/protocol/decisions/decision';
import { expect, test } from 'vitest';
import { deciding } from '../ground/decisions.ts';
import { useMailbox } from '../ground/mailbox.ts';
import { notificationsOf } from '../ground/notifications.ts';
import { askAs, usePeople, type Person } from '../ground/people.ts';
import { useSystem } from '../ground/system.ts';

const mailbox = useMailbox();
const system = useSystem(() => ({
  HOLDFAST_SMTP_URL: mailbox.url,
  HOLDFAST_MAIL_FROM: 'holdfast@example.com',
  HOLDFAST_PUBLIC_URL: 'http://holdfast.example',
}));
const people = usePeople(system, mailbox);
const house = deciding(system, people);
const notifications = notificationsOf(system);

/** What somebody was told of a decision and has not read, once it is this. */
const expectUnread = async (person: Person, { id }: Pick<Decision, 'id'>, topics: readonly string[]): Promise<void> => {
  const unread = async () =>
    (await notifications.inbox(person, '?state=unread'))
      .filter(({ path }) => path === `/decisions/${id}`)
      .map(({ topic }) => topic);
  await expect.poll(unread, { timeout: 10_000 }).toEqual(topics);
};

const mailsTo = ({ email }: Person) =>
  mailbox.letters.filter(({ to, text }) => to === email && !text.includes('invited'));

test('whoever may decide it is told, and nobody else; when it is decided it is settled for all', async () => {
  const { admin, analysts } = await house.house(2);
  const viewer = await people.join(admin, 'viewer');
  const decision = await house.submit(await house.keyOf(admin));
  for (const analyst of analysts) await expectUnread(analyst, decision, ['decision_waits']);
  for (const other of [admin, viewer]) expect(await notifications.inbox(other)).toEqual([]);
  const [told] = await notifications.inbox(analysts[0]);
  expect(told).toMatchObject({ title: 'Refund order 17', path: `/decisions/${decision.id}` });
  expect(told?.text).toMatch(/^refund, medium priority, asked for by An agent\. Its deadline is \d{4}-.* UTC\.$/);
  expect((await house.act(analysts[0], decision, 'approve')).status).toBe(200);
  for (const analyst of analysts) await expectUnread(analyst, decision, []);
  expect((await notifications.inbox(analysts[1], '?state=read')).map(({ id }) => id)).toHaveLength(1);
  expect(mailsTo(analysts[0])).toEqual([]);
});

test('an urgent one is mailed, with a link that opens its page and the words of the asker as text', async () => {
  const { admin, analysts } = await house.house(1);
  const title = 'Isolate <b>h1</b>\r\nBcc: eve@example.com';
  const decision = await house.submit(await house.keyOf(admin), {
    title,
    priority: 'high',
    agent: '<script>\u202Eagent',
    arguments: { password: 'of nobody\u2019s business' },
  });
  await expect.poll(() => mailsTo(analysts[0]).length, { timeout: 10_000 }).toBe(1);
  const text = mailsTo(analysts[0])[0]?.text ?? '';
  const [head = '', body = ''] = text.split('\r\n\r\n', 2);
  expect(head).toContain('Subject: An urgent decision waits: Isolate <b>h1</b> Bcc: eve@example.com');
  expect(head).not.toMatch(/^Bcc:/m);
  expect(head).toMatch(/^Message-ID: <[0-9a-f-]{36}@notifications\.holdfast>\r?$/m);
  expect(body).not.toBe('');
  expect(text).toContain(`http://holdfast.example/decisions/${decision.id}`);
  expect(text).toContain('Isolate &lt;b&gt;h1&lt;/b&gt; Bcc');
  expect(text).toContain('&lt;script&gt; agent');
  expect(text).not.toContain('business');
  expect(text).not.toContain('\u202E');
  expect(mailsTo(admin)).toEqual([]);
});

test('whom it is handed to is told, by mail as well, and whoever asked when it comes back', async () => {
  const { admin, analysts } = await house.house(2);
  const [ada, ben] = analysts as unknown as [Person, Person];
  const decision = await house.submit(await house.keyOf(admin));
  await expectUnread(ada, decision, ['decision_waits']);
  const handed = await house.act(ada, decision, 'delegate', {
    body: { to: ben.member, for_seconds: 600, reason: 'You know it.' },
  });
  expect(handed.status).toBe(200);
  await expectUnread(ben, decision, ['decision_yours']);
  await expectUnread(ada, decision, []);
  await expect.poll(() => mailsTo(ben).length).toBe(1);
  expect(mailsTo(ben)[0]?.text).toContain('Subject: A decision waits for you: Refund order 17');
  expect((await house.act(ben, decision, 'return', { body: { reason: 'Which account?' } })).status).toBe(200);
  await expectUnread(admin, decision, ['decision_yours']);
  await expectUnread(ben, decision, []);
  expect((await house.act(admin, decision, 'answer', { body: { reason: 'The first.' } })).status).toBe(200);
  for (const analyst of analysts) await expectUnread(analyst, decision, ['decision_waits']);
  await expectUnread(admin, decision, []);
});

test('a higher level is told when it comes there, and the lower one need not look any more', async () => {
  const { admin, analysts } = await house.house(1);
  const other = await people.join(admin, 'admin');
  const decision = await house.submit(await house.keyOf(admin));
  await expectUnread(other, decision, ['decision_waits']);
  const [told] = await notifications.inbox(other);
  expect((await house.act(analysts[0], decision, 'escalate', { body: { reason: 'Too large.' } })).status).toBe(200);
  await expectUnread(analysts[0], decision, []);
  await expect
    .poll(async () => (await notifications.inbox(other, '?state=unread')).map(({ id }) => id !== told?.id))
    .toEqual([true]);
  expect((await notifications.inbox(other, '?state=unread'))[0]?.text).toContain('It was handed to level 2.');
});

test('what a rule decides at once needs nobody', async () => {
  const { admin, analysts } = await house.house(1);
  const rule = { name: 'None', kind: 'refund', conditions: [], effect: { do: 'deny', reason: 'Closed.' } };
  expect((await askAs(system, admin, 'POST /api/v1/decision-rules', { json: rule })).status).toBe(201);
  const agent = await house.keyOf(admin);
  expect((await house.submit(agent)).status).toBe('rejected');
  await expectUnread(analysts[0], await house.submit(agent, { kind: 'other' }), ['decision_waits']);
  expect(await notifications.inbox(analysts[0])).toHaveLength(1);
});

test('who wants it otherwise is told otherwise', async () => {
  const { admin, analysts } = await house.house(1);
  await notifications.prefers(analysts[0], { decision_waits: { in_app: false, email: true } });
  await house.submit(await house.keyOf(admin));
  await expect.poll(() => mailsTo(analysts[0]).length, { timeout: 10_000 }).toBe(1);
  expect(mailsTo(analysts[0])[0]?.text).toContain('Subject: A decision waits: Refund order 17');
  expect(await notifications.inbox(analysts[0])).toEqual([]);
});

test('what is urgent and still waits is told again before its deadline, once, and what is over is not', async () => {
  const { admin, analysts } = await house.house(1);
  const agent = await house.keyOf(admin);
  const urgent = { priority: 'critical', deadline_seconds: 3600 };
  const [waits, over] = [await house.submit(agent, urgent), await house.submit(agent, urgent)];
  await house.submit(agent, { deadline_seconds: 3600 });
  await expectUnread(analysts[0], over, ['decision_urgent']);
  await expectUnread(analysts[0], waits, ['decision_urgent']);
  const delayed = `select key from holdfast.jobs where name = 'decisions.tell' and stage = 'delayed' and workspace_id = $1`;
  const keys = async () =>
    (await system.database.as('owner', delayed, [admin.workspace])).rows.map(({ key }) => String(key)).toSorted();
  expect(await keys()).toEqual([`nearing ${over.id}`, `nearing ${waits.id}`].toSorted());
  expect((await house.act(analysts[0], over, 'reject', { body: { reason: 'No.' } })).status).toBe(200);
  await system.database.as(
    'owner',
    `update holdfast.jobs set run_at = holdfast.now() where stage = 'delayed' and workspace_id = $1`,
    [admin.workspace],
  );
  const inbox = async () =>
    (await notifications.inbox(analysts[0], '?topic=decision_urgent')).map(({ path, text, read_at: read }) => [
      path === `/decisions/${waits.id}`,
      text.includes('nearly over'),
      read === null,
    ]);
  await expect.poll(inbox, { timeout: 10_000 }).toEqual([
    [true, true, true],
    [false, false, false],
    [true, false, false],
  ]);
  await expect.poll(keys).toEqual([]);
});
