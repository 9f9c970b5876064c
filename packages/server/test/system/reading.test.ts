import { contract } from '@holdfast/protocol/contract';
import { CONTRACTS } from '@holdfast/protocol/contracts';
import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { on } from '../../src/platform/http/endpoint.ts';
import { deciding, DECISIONS } from '../ground/decisions.ts';
import { askAs, usePeople, type Person } from '../ground/people.ts';
import { useReceiver } from '../ground/receiver.ts';
import { useSystem } from '../ground/system.ts';
import { WEBHOOKS } from '../ground/webhooks.ts';

const A_GET = { method: 'GET', summary: 'Writes.', permission: 'decisions:read', answers: { 200: z.null() } } as const;
const writing = contract({ ...A_GET, name: 'probe.write', path: '/api/v1/probe/write' });
const recorded = contract({ ...A_GET, name: 'probe.record', path: '/api/v1/probe/record', recorded: true });

const receiver = useReceiver();
const system = useSystem(() => ({ HOLDFAST_OUTBOUND_ALLOW: `127.0.0.0/8:${receiver.port}` }), {
  contracts: [writing, recorded],
  endpoints: () => [writing, recorded].map((of) => on(of, ({ db }) => db.write(async () => null))),
});
const people = usePeople(system);
const house = deciding(system, people);

test('a GET that would write fails, unless its contract says that it is written down', async () => {
  const { admin } = await house.house(0);
  expect((await askAs(system, admin, 'GET /api/v1/probe/write')).status).toBe(500);
  expect((await askAs(system, admin, 'GET /api/v1/probe/record')).status).toBe(200);
});

/** What goes on beside requests: nodes that live, schedules, the chain of the audit trail, who was last seen when. */
const BESIDE =
  /^(holdfast\.(nodes|job|finished_jobs|schedules|audit_|outbox|slots)|auth\.(sign_ins|known_places|key_places|tries)|decisions\.told|identity\.keys)/;

const contentsOf = async (): Promise<Record<string, string>> => {
  const { rows } = await system.database.as(
    'admin',
    `select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind = 'r' and n.nspname !~ '^(pg_|information_schema)' order by 1`,
  );
  const names = (rows as { name: string }[]).map(({ name }) => name).filter((name) => !BESIDE.test(name));
  const digests = names.map(
    (name) => `select '${name}' as name, md5(string_agg(t::text, chr(10) order by t::text)) as digest from ${name} t`,
  );
  const { rows: found } = await system.database.as('admin', digests.join(' union all '));
  return Object.fromEntries((found as { name: string; digest: string }[]).map(({ name, digest }) => [name, digest]));
};

const made = async (person: Person, line: `${string} ${string}`, json: object): Promise<string> => {
  const { status, body, text } = await askAs(system, person, line, { json });
  expect([status, text]).toEqual([201, text]);
  return (body as { id: string }).id;
};

/** Something of what GETs name, by the names of parameters. */
const furnish = async (admin: Person, ada: Person): Promise<Record<string, string>> => {
  const callback = { url: receiver.url('/told'), secret: `whsec_${randomBytes(32).toString('base64')}` };
  const decision = await house.submit(admin, { callback });
  expect((await house.act(ada, decision, 'approve')).status).toBe(200);
  await expect.poll(async () => (await house.read(admin, decision)).callback?.delivery?.state).toBe('done');
  const rule = { name: 'A rule', kind: 'nothing', effect: { do: 'deny' } };
  const webhook = { name: 'A webhook', url: receiver.url('/hook'), events: ['feed_pull_ended'] };
  return {
    decision_id: decision.id,
    rule_id: await made(admin, 'POST /api/v1/decision-rules', rule),
    webhook_id: await made(admin, `POST ${WEBHOOKS}`, webhook),
    pair_id: await made(admin, 'POST /api/v1/knowledge/pairs', { question: 'Why?', answer: 'Because.' }),
    member_id: admin.member,
    key_id: await made(admin, 'POST /api/v1/keys', { name: 'A key', scopes: ['decisions:read'] }),
  };
};

test(
  'no GET changes anything: not for whoever may, and not a link that somebody was sent',
  { timeout: 60_000 },
  async () => {
    const {
      admin,
      analysts: [ada],
    } = await house.house(1);
    const ids = await furnish(admin, ada);
    const operator = await people.first();
    const open = await house.submit(admin);
    const paths = CONTRACTS.filter(
      (one) => one.method === 'GET' && one.path.startsWith('/api/v1/') && !('events' in one) && !('recorded' in one),
    ).map(({ path }) =>
      path.replaceAll(/\{(\w+)\}/g, (_, name: string) => ids[name] ?? '00000000-0000-7000-8000-000000000000'),
    );
    const before = await contentsOf();
    expect(before['decisions.decisions']).toBeTruthy();
    const answered: { readonly path: string; readonly status: number; readonly text: string }[] = [];
    for (const path of [...paths, `${DECISIONS}/${open.id}`, `${DECISIONS}/${open.id}/wait?timeout_s=0`]) {
      for (const one of [admin, ada, operator]) answered.push({ path, ...(await askAs(system, one, `GET ${path}`)) });
      await askAs(system, admin, `HEAD ${path}`);
    }
    const failed = answered.filter(({ status }) => status >= 500 && status !== 503);
    expect(failed.map(({ path, text }) => [path, text])).toEqual([]);
    expect(answered.filter(({ status }) => status === 200).length).toBeGreaterThan(50);
    for (const does of ['approve', 'reject', 'claim', 'cancel'])
      expect((await askAs(system, ada, `GET ${DECISIONS}/${open.id}/${does}`)).status).toBe(405);
    expect(await contentsOf()).toEqual(before);
  },
);
