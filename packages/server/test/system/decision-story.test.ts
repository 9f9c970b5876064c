import type { AuditEntry } from '@holdfast/protocol/audit/audit';
import type { Decision } from '@holdfast/protocol/decisions/decision';
import type { Span, SpanDetail } from '@holdfast/protocol/traces/span';
import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { aDecision, deciding, DECISIONS } from '../ground/decisions.ts';
import { askAs, usePeople, type Person } from '../ground/people.ts';
import { useReceiver } from '../ground/receiver.ts';
import { useSystem } from '../ground/system.ts';

const receiver = useReceiver();
const system = useSystem(() => ({ HOLDFAST_OUTBOUND_ALLOW: `127.0.0.0/8:${receiver.port}` }));
const people = usePeople(system);
const house = deciding(system, people);

const aTrace = (): { readonly trace: string; readonly span: string; readonly header: string } => {
  const [trace, span] = [randomBytes(16).toString('hex'), randomBytes(8).toString('hex')];
  return { trace, span, header: `00-${trace}-${span}-01` };
};

const spansIn = async (person: Person, trace: string): Promise<Span[]> => {
  const { body } = await askAs(system, person, `GET /api/v1/traces/${trace}/spans?limit=1000`);
  return ((body as { items?: Span[] }).items ?? []).toSorted((a, b) =>
    BigInt(a.start_ns) < BigInt(b.start_ns) ? -1 : 1,
  );
};

const detailOf = async (person: Person, trace: string, { span_id: id }: Span): Promise<SpanDetail> =>
  (await askAs(system, person, `GET /api/v1/traces/${trace}/spans/${id}`)).body as SpanDetail;

const namesIn = async (person: Person, trace: string): Promise<string[]> =>
  (await spansIn(person, trace)).map(({ name }) => name).filter((name) => name !== 'decision.waiting');

const submitIn = async (person: Person, header: string, more: object = {}): Promise<Decision> => {
  const asked = await askAs(system, person, `POST ${DECISIONS}`, {
    json: { ...aDecision, ...more },
    headers: { traceparent: header },
  });
  expect(asked.status, asked.text).toBe(201);
  return asked.body as Decision;
};

const report = (person: Person, { id }: Decision, status: string, headers = {}) =>
  askAs(system, person, `POST ${DECISIONS}/${id}/execution`, { json: { status }, headers });

/** The latest last. */
const trailOf = async (person: Person, { id }: Decision): Promise<AuditEntry[]> => {
  const { body } = await askAs(system, person, `GET /api/v1/audit?object_id=${id}`);
  return (body as { items: AuditEntry[] }).items.toReversed();
};

const WHOLE = [
  'decision.submitted',
  'decision.claimed',
  'decision.escalated',
  'decision.approved',
  'decision.execution_taken',
  'decision.executed',
];

/** From an agent's trace to the report, with a click that came with a trace of its own. */
const aWholeStory = async (more: object = {}) => {
  const { admin } = await house.house(0);
  const agent = await house.keyOf(await people.join(admin, 'admin'));
  const [own, click] = [aTrace(), aTrace()];
  const asked = await submitIn(agent, own.header, more);
  const done = [
    await house.act(admin, asked, 'claim'),
    await house.act(admin, asked, 'escalate', { body: { reason: 'A domain controller.' } }),
    await house.act(admin, asked, 'approve', {
      body: { reason: 'Seen in the log.' },
      headers: { traceparent: click.header },
    }),
    await report(agent, asked, 'taken'),
    await report(agent, asked, 'executed'),
  ];
  expect(done.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
  return { admin, agent, own, click, asked };
};

test('all that is done with a decision is in the trace in which it was asked for, in order, and says nothing of what was asked', async () => {
  const { admin, own, click, asked } = await aWholeStory();
  expect(asked).toMatchObject({ trace_id: own.trace, span_id: own.span });
  await expect.poll(() => namesIn(admin, own.trace), { timeout: 15_000 }).toEqual(WHOLE);

  const spans = await spansIn(admin, own.trace);
  const submitted = spans.find(({ name }) => name === 'decision.submitted');
  expect(submitted).toMatchObject({ parent_span_id: own.span, service: 'holdfast' });
  for (const one of spans.filter((span) => span !== submitted))
    expect(one.parent_span_id, one.name).toBe(submitted?.span_id);
  const waiting = spans.find(({ name }) => name === 'decision.waiting');
  const approved = spans.find(({ name }) => name === 'decision.approved');
  expect(BigInt(waiting?.start_ns ?? 0) + BigInt(waiting?.duration_ns ?? 0)).toBe(BigInt(approved?.start_ns ?? 1));

  const details = await Promise.all(spans.map((span) => detailOf(admin, own.trace, span)));
  expect(details.find(({ name }) => name === 'decision.approved')).toMatchObject({
    attributes: {
      'holdfast.decision.id': asked.id,
      'holdfast.decision.kind': 'refund',
      'holdfast.decision.act': 'approved',
      'holdfast.decision.actor_kind': 'member',
      'holdfast.decision.revision': 1,
      'holdfast.decision.level': 2,
    },
    links: [{ trace_id: click.trace, span_id: click.span }],
  });
  expect(details.filter(({ links }) => links.length > 0).map(({ name }) => name)).toEqual(['decision.approved']);
  expect(JSON.stringify(details)).not.toMatch(/\b4200\b|order 17|domain controller|Seen in the log/);
});

test('what is told again after a crash is there once', async () => {
  const { admin, own } = await aWholeStory();
  await expect.poll(() => namesIn(admin, own.trace), { timeout: 15_000 }).toEqual(WHOLE);
  const before = await spansIn(admin, own.trace);
  const forget = 'update decisions.told set number = 0 where workspace_id = $1 and number >= 6 returning number';
  expect((await system.database.as('admin', forget, [admin.workspace])).rows).toHaveLength(1);
  const next = aTrace();
  await submitIn(admin, next.header);
  await expect.poll(() => namesIn(admin, next.trace), { timeout: 15_000 }).toEqual(['decision.submitted']);
  expect(await spansIn(admin, own.trace)).toEqual(before);
});

test('what nobody did is told as well: rules, deadlines, and that the asker was told', async () => {
  const { admin } = await house.house(0);
  const rule = { name: 'Never', kind: 'host.wipe', conditions: [], effect: { do: 'deny', reason: 'Never.' } };
  expect((await askAs(system, admin, 'POST /api/v1/decision-rules', { json: rule })).status).toBe(201);
  const [ruled, late] = [aTrace(), aTrace()];
  await submitIn(admin, ruled.header, { kind: 'host.wipe' });
  const secret = `whsec_${randomBytes(32).toString('base64')}`;
  const callback = { url: receiver.url('/told'), secret };
  const asked = await submitIn(admin, late.header, { deadline_seconds: 1, callback });
  await expect
    .poll(() => namesIn(admin, ruled.trace), { timeout: 15_000 })
    .toEqual(['decision.submitted', 'decision.rejected']);
  await expect
    .poll(() => namesIn(admin, late.trace), { timeout: 15_000 })
    .toEqual(['decision.submitted', 'decision.expired', 'decision.callback_delivered']);
  const details = await Promise.all(
    [ruled, late].map(async ({ trace }) => {
      const spans = await spansIn(admin, trace);
      return Promise.all(spans.map((span) => detailOf(admin, trace, span)));
    }),
  );
  const kinds = details.flat().map(({ attributes }) => attributes['holdfast.decision.actor_kind']);
  expect(new Set(kinds)).toEqual(new Set(['member', 'rule', 'clock', 'system']));
  expect((await trailOf(admin, asked)).at(-1)).toMatchObject({
    action: 'decision.callback_delivered',
    actor: { kind: 'system' },
    facts: { attempts: 1, status: 204 },
  });
});

test('the place in the body counts before that of the request, and what is asked for outside of any trace has none', async () => {
  const { admin } = await house.house(0);
  const [named, header] = [aTrace(), aTrace()];
  const both = await submitIn(admin, header.header, { trace_id: named.trace });
  expect(both).toMatchObject({ trace_id: named.trace, span_id: null });
  await expect.poll(() => namesIn(admin, named.trace), { timeout: 15_000 }).toEqual(['decision.submitted']);
  const [submitted] = (await spansIn(admin, named.trace)) as [Span];
  expect((await detailOf(admin, named.trace, submitted)).links).toMatchObject([{ trace_id: header.trace }]);
  expect(await house.submit(admin)).toMatchObject({ trace_id: null, span_id: null });
});

test('the audit trail of a decision has who did what and why, in order, and no reason that was altered', async () => {
  const { admin, agent, asked } = await aWholeStory();
  const trail = await trailOf(admin, asked);
  expect(trail.map(({ action }) => action)).toEqual(WHOLE);
  expect(trail.map(({ reason }) => reason)).toEqual([
    null,
    null,
    'A domain controller.',
    'Seen in the log.',
    null,
    null,
  ]);
  expect(trail.map(({ facts }) => facts['step'])).toEqual([1, 2, 3, 4, 5, 6]);
  expect(trail.map(({ actor }) => actor.kind)).toEqual(['key', 'member', 'member', 'member', 'key', 'key']);
  expect(trail.every(({ actor }) => actor.name !== null)).toBe(true);
  expect(trail[1]?.actor.id).toBe(admin.member);
  expect(agent.token).not.toBe(admin.token);

  await system.database.as(
    'admin',
    "update decisions.steps set reason = 'Something else.' where workspace_id = $1 and decision_id = $2 and number = 3",
    [admin.workspace, asked.id],
  );
  const altered = await trailOf(admin, asked);
  expect(altered.map(({ reason }) => reason)).toEqual([null, null, null, 'Seen in the log.', null, null]);
});

test('a callback that came to nothing is told as failed, and so is who had it sent again', async () => {
  const { admin } = await house.house(0);
  const own = aTrace();
  receiver.answers('/gone', 410);
  const secret = `whsec_${randomBytes(32).toString('base64')}`;
  const asked = await submitIn(admin, own.header, { callback: { url: receiver.url('/gone'), secret } });
  expect((await house.act(admin, asked, 'cancel')).status).toBe(200);
  const failed = ['decision.submitted', 'decision.cancelled', 'decision.callback_failed'];
  await expect.poll(() => namesIn(admin, own.trace), { timeout: 15_000 }).toEqual(failed);
  receiver.answers('/gone', 204);
  const again = await askAs(system, admin, `POST ${DECISIONS}/${asked.id}/callback/replay`);
  expect(again.status, again.text).toBe(202);
  const whole = [...failed, 'decision.callback_replayed', 'decision.callback_delivered'];
  await expect.poll(() => namesIn(admin, own.trace), { timeout: 15_000 }).toEqual(whole);
  const spans = (await spansIn(admin, own.trace)).filter(({ name }) => name.startsWith('decision.callback'));
  expect(spans.map(({ status }) => status)).toEqual(['error', 'unset', 'unset']);
  const details = await Promise.all(spans.map((span) => detailOf(admin, own.trace, span)));
  expect(details.map(({ attributes }) => attributes['holdfast.decision.actor_kind'])).toEqual([
    'system',
    'member',
    'system',
  ]);
});
