import { expect, test } from 'vitest';
import { ask, fieldsOf, type Asked } from '../ground/ask.ts';
import { useMailbox } from '../ground/mailbox.ts';
import { askAs, newEmail, PASSWORD, usePeople } from '../ground/people.ts';
import { useSystem } from '../ground/system.ts';

const mailbox = useMailbox();
const system = useSystem(() => ({
  HOLDFAST_SMTP_URL: mailbox.url,
  HOLDFAST_MAIL_FROM: 'Holdfast <holdfast@example.com>',
  HOLDFAST_PUBLIC_URL: 'http://people.example',
}));
const people = usePeople(system);

const ANOTHER = 'a rather different pass phrase';
const codeOf = ({ body }: Asked): unknown => (body as { code?: string }).code;
const wish = (email: string): Promise<Asked> =>
  ask(system, 'POST /api/v1/password-resets', { role: 'nobody', json: { email } });
const use = (token: string, password: string): Promise<Asked> =>
  ask(system, 'POST /api/v1/password-resets/use', { role: 'nobody', json: { token, password } });
const tokenIn = (text: string): string => /http:\/\/people\.example\/reset#(\w+)/.exec(text)?.[1] ?? '';

test('whoever asks is told the same, and only an account that can sign in gets a letter', async () => {
  const ada = await people.first();
  const [known, unknown] = [await wish(ada.email.toUpperCase()), await wish(newEmail())];
  expect([known.status, known.text]).toEqual([202, '{}']);
  expect([unknown.status, unknown.text]).toEqual([known.status, known.text]);
  const { text } = await mailbox.letterTo(ada.email);
  expect(text).toContain('Subject: Set a new password for Holdfast');
  expect(text).toContain('Hello Ada,');
  expect(tokenIn(text)).toMatch(/^\w{43}$/);
  expect(mailbox.letters.filter(({ to }) => to !== ada.email)).toEqual([]);
});

test('a link sets a new password once, ends all sign-ins and all other links', async () => {
  const ada = await people.first();
  const before = mailbox.letters.filter(({ to }) => to === ada.email).length;
  await wish(ada.email);
  const first = tokenIn((await mailbox.letterTo(ada.email, before + 1)).text);
  await wish(ada.email);
  const second = tokenIn((await mailbox.letterTo(ada.email, before + 2)).text);
  expect(fieldsOf(await use(first, 'short'))).toEqual(['/body/password too_short']);
  const answers = await Promise.all(Array.from({ length: 5 }, () => use(first, ANOTHER)));
  expect(answers.map(({ status }) => status).toSorted((one, other) => one - other)).toEqual([204, 404, 404, 404, 404]);
  expect(codeOf(await use(second, ANOTHER))).toBe('token_unusable');
  expect(await askAs(system, ada, 'GET /api/v1/me')).toMatchObject({ status: 401 });
  expect(await people.signIn(ada.email, PASSWORD)).toMatchObject({ status: 401 });
  const again = await people.signIn(ada.email, ANOTHER);
  expect(again.status).toBe(200);
  ada.token = (again.body as { token: string }).token;
});

test('a mailbox gets three letters in half an hour, however often somebody asks', async () => {
  const ada = await people.first();
  await system.database.as('owner', 'delete from auth.password_resets');
  const before = mailbox.letters.length;
  for (let asked = 0; asked < 6; asked += 1) await wish(ada.email);
  const jobs = async () =>
    (
      await system.database.as(
        'admin',
        `select count(*)::integer as open from holdfast.jobs where name = 'identity.reset_letter'`,
      )
    ).rows[0] as { open: number };
  await expect.poll(async () => (await jobs()).open, { timeout: 10_000 }).toBe(0);
  expect(mailbox.letters.length - before).toBe(3);
});

test('what a job carries says neither who was meant nor how to come in', async () => {
  const ada = await people.first();
  const { rows } = await system.database.as(
    'admin',
    `select to_jsonb(j)::text as text from holdfast.finished_jobs j where name like 'identity.%'`,
  );
  expect(rows.length).toBeGreaterThan(0);
  for (const { text } of rows as { text: string }[]) {
    expect(text).not.toContain(ada.email);
    expect(text).not.toContain('people.example');
  }
});

test('a link from an operator works for half an hour', async () => {
  const ada = await people.first();
  const link = await askAs(system, ada, `POST /api/v1/accounts/${ada.account}/password-reset`);
  expect(link.status).toBe(201);
  const { link: href, expires_at } = link.body as { link: string; expires_at: string };
  expect(Math.abs(Date.parse(expires_at) - Date.now() - 1_800_000)).toBeLessThan(10_000);
  await system.overrides.shiftClocks(1_801_000);
  expect(codeOf(await use(tokenIn(href), PASSWORD))).toBe('token_unusable');
  await system.overrides.shiftClocks(0);
  expect((await use(tokenIn(href), PASSWORD)).status).toBe(204);
  ada.token = ((await people.signIn(ada.email, PASSWORD)).body as { token: string }).token;
});

test('an invitation goes to the mailbox alone, with hostile names as text, and says what became of its letter', async () => {
  const ada = await people.first();
  const me = await askAs(system, ada, 'GET /api/v1/me');
  const { workspace_id } = (me.body as { workspace: { workspace_id: string } }).workspace;
  await askAs(system, ada, `PATCH /api/v1/workspaces/${workspace_id}`, {
    json: { name: '<b>Acme</b>\r\nBcc: eve@example.com' },
    headers: { 'if-match': '"1"' },
  });
  const email = newEmail();
  const invited = await askAs(system, ada, 'POST /api/v1/invitations', { json: { email, role: 'analyst' } });
  expect(invited).toMatchObject({ status: 201, body: { link: null, invitation: { mail: 'waiting' } } });
  const { text } = await mailbox.letterTo(email);
  expect(text).toContain('Subject: You are invited to <b>Acme</b> Bcc: eve@example.com\r\n');
  expect(text).toContain('&lt;b&gt;Acme&lt;/b&gt; Bcc');
  const token = /http:\/\/people\.example\/invitation#(\w+)/.exec(text)?.[1] ?? '';
  expect((await ask(system, 'POST /api/v1/invitations/read', { role: 'nobody', json: { token } })).body).toMatchObject({
    email,
    role: 'analyst',
  });
  const mailOf = async (address: string) => {
    const { items } = (await askAs(system, ada, 'GET /api/v1/invitations')).body as {
      items: { email: string; mail: string }[];
    };
    return items.find((one) => one.email === address)?.mail;
  };
  await expect.poll(() => mailOf(email)).toBe('accepted');

  mailbox.refuse({ code: 550, text: 'no such mailbox' });
  const nobody = newEmail();
  await askAs(system, ada, 'POST /api/v1/invitations', { json: { email: nobody, role: 'viewer' } });
  await expect.poll(() => mailOf(nobody)).toBe('refused');
  mailbox.refuse(undefined);
});

test('known and unknown are answered after the same time', async () => {
  const ada = await people.first();
  const times: Record<'known' | 'unknown', number[]> = { known: [], unknown: [] };
  for (let turn = 0; turn < 15; turn += 1)
    for (const [which, email] of [
      ['known', ada.email],
      ['unknown', newEmail()],
    ] as const) {
      const since = performance.now();
      await wish(email);
      times[which].push(performance.now() - since);
    }
  const median = (all: number[]) => all.toSorted((one, other) => one - other)[7] ?? 0;
  const ratio = median(times.known) / median(times.unknown);
  expect(ratio).toBeGreaterThan(0.5);
  expect(ratio).toBeLessThan(2);
});
