import type { Decision } from '@holdfast/protocol/decisions/decision';
import type { Problem } from '@holdfast/protocol/problem';
import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import type { Asked } from '../ground/ask.ts';
import { aDecision, deciding, DECISIONS } from '../ground/decisions.ts';
import { askAs, usePeople } from '../ground/people.ts';
import { useSystem } from '../ground/system.ts';

const system = useSystem();
const people = usePeople(system);
const house = deciding(system, people);

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

test('what is asked for is kept to the byte, and says what whoever looks may do', async () => {
  const { admin, analysts } = await house.house(1);
  const agent = await house.keyOf(admin);
  const asked = await askAs(system, agent, `POST ${DECISIONS}`, {
    json: {
      kind: 'host.isolate',
      title: 'Isolate h1 \u{1f525}',
      priority: 'critical',
      arguments: { z: [1, 2.5, -0, 1e-7], a: { '\u20ac': 'x', b: null, __proto__x: true } },
      evidence: [{ title: 'Alert', content: '<b>not bold</b>', origin: 'https://siem.example/1' }],
      options: [
        { id: 'net', title: 'Network only' },
        { id: 'all', title: 'Everything' },
      ],
      agent: 'detector',
      deadline_seconds: 600,
    },
  });
  expect(asked.status).toBe(201);
  expect(asked.headers.get('etag')).toBe('"1"');
  const decision = asked.body as Decision;
  expect(decision).toMatchObject({
    status: 'pending',
    priority: 'critical',
    default: 'deny',
    asked_by: { kind: 'key', name: 'An agent' },
    agent: 'detector',
    level: 1,
    levels: [{ required_role: 'analyst' }, { required_role: 'admin' }],
    evidence: [{ trusted: false, content: '<b>not bold</b>' }],
    outcome: null,
    execution: null,
    your_acts: { approve: 'not_permitted', cancel: null, answer: 'not_returned' },
  });
  expect(decision.arguments_sha256).toBe(sha256('{"a":{"__proto__x":true,"b":null,"\u20ac":"x"},"z":[1,2.5,0,1e-7]}'));
  expect((await house.read(admin, decision)).your_acts).toMatchObject({ approve: 'own_request', cancel: null });
  expect((await house.read(analysts[0], decision)).your_acts).toMatchObject({ approve: null, cancel: 'not_asker' });
});

test.each([
  ['an unknown priority', { priority: 'urgent' }, '/body/priority'],
  ['no kind', { kind: undefined }, '/body/kind'],
  ['a kind with blanks', { kind: 'a kind' }, '/body/kind'],
  ['a blank title', { title: '   ' }, '/body/title'],
  ['arguments that are a list', { arguments: [] }, '/body/arguments'],
  ['a rounded integer', { arguments: { id: 2 ** 60 } }, '/body/arguments/id'],
  ['half a pair of surrogates', { arguments: { a: { b: '\ud800' } } }, '/body/arguments/a/b'],
  ['too deep', { arguments: JSON.parse(`${'{"a":'.repeat(40)}1${'}'.repeat(40)}`) as object }, /^\/body\/arguments/],
  ['too large', { arguments: { a: 'x'.repeat(70_000) } }, '/body/arguments'],
  ['no time', { deadline_seconds: 0 }, '/body/deadline_seconds'],
  [
    'an option twice',
    {
      options: [
        { id: 'a', title: 'A' },
        { id: 'a', title: 'B' },
      ],
    },
    '/body/options',
  ],
  ['no level', { levels: [] }, '/body/levels'],
  ['a field nobody knows', { urgency: 1 }, '/body'],
])('%s is refused by its field', async (_name, more, pointer) => {
  const { admin } = await house.house(0);
  const refused = await askAs(system, admin, `POST ${DECISIONS}`, { json: { ...aDecision, ...more } });
  expect(refused.status).toBe(422);
  const pointers = ((refused.body as Problem).errors ?? []).map((error) => error.pointer);
  expect(pointers.join(' ')).toMatch(pointer);
});

test('it is approved once: the same again is told so, another hears who was first, whatever version they saw', async () => {
  const {
    admin,
    analysts: [ada, ben],
  } = await house.house();
  const decision = await house.submit(admin);
  const approved = await house.act(ada, decision, 'approve', { body: { reason: 'The order was double.' }, version: 1 });
  expect(approved).toMatchObject({
    status: 200,
    body: { status: 'approved', already: false, outcome: { verdict: 'approve', how: 'person', edited: false } },
  });
  const again = await house.act(ada, decision, 'approve', { version: 1 });
  expect(again).toMatchObject({ status: 200, body: { already: true, version: 2 } });
  for (const [does, body] of [
    ['approve', {}],
    ['reject', { reason: 'no' }],
    ['escalate', { reason: 'up' }],
  ] as const) {
    const late = await house.act(ben, decision, does, { body, version: 1 });
    expect(late).toMatchObject({
      status: 409,
      body: { code: 'already_decided', decision: { status: 'approved', outcome: { by: { name: 'Bob' } } } },
    });
  }
  const other = await house.act(ada, decision, 'reject', { body: { reason: 'no' }, version: 1 });
  expect(other.status).toBe(409);
  const edited = await house.act(ada, decision, 'approve', {
    body: { arguments: { order: 18 }, reason: 'r' },
    version: 1,
  });
  expect(edited.status).toBe(409);
  expect(await house.steps(admin, decision)).toEqual(['submitted', 'approved']);
});

test('while it is open a version is needed, and an old one is refused', async () => {
  const {
    admin,
    analysts: [ada],
  } = await house.house(1);
  const decision = await house.submit(admin);
  const path = `POST ${DECISIONS}/${decision.id}/approve` as const;
  expect(await askAs(system, ada, path, { json: {} })).toMatchObject({ status: 428 });
  expect(await house.act(ada, decision, 'claim')).toMatchObject({ status: 200 });
  expect(await house.act(ada, decision, 'approve', { version: 1 })).toMatchObject({
    status: 412,
    body: { current_version: 2 },
  });
});

test('of thirty who decide at once one wins, and all others hear of that one', async () => {
  const { admin, analysts } = await house.house(3);
  for (let round = 0; round < 10; round += 1) {
    const decision = await house.submit(admin);
    const tries = await Promise.all(
      Array.from({ length: 30 }, (_, turn) => {
        const who = analysts[turn % 3] ?? analysts[0];
        return turn % 2 === 0
          ? house.act(who, decision, 'approve', { version: 1 })
          : house.act(who, decision, 'reject', { body: { reason: 'no' }, version: 1 });
      }),
    );
    const won = tries.filter(({ status, body }) => status === 200 && !(body as { already: boolean }).already);
    expect(won).toHaveLength(1);
    const [{ body: winner }] = won as [Asked];
    const { outcome } = winner as Decision;
    for (const { status, body } of tries) {
      if (status === 200) expect((body as Decision).outcome).toEqual(outcome);
      else expect(body).toMatchObject({ status: 409, decision: { outcome } });
    }
  }
});

test('what was approved is taken once, by the asker, and its end reported once', async () => {
  const {
    admin,
    analysts: [ada],
  } = await house.house(1);
  const agent = await house.keyOf(admin);
  const decision = await house.submit(agent);
  const report = (who: typeof ada, json: object) =>
    askAs(system, who, `POST ${DECISIONS}/${decision.id}/execution`, { json });
  expect(await report(agent, { status: 'taken' })).toMatchObject({ status: 409 });
  await house.act(ada, decision, 'approve');
  expect(await report(ada, { status: 'taken' })).toMatchObject({ status: 403 });
  expect(await report(agent, { status: 'executed' })).toMatchObject({ status: 409 });
  const taken = await Promise.all(Array.from({ length: 8 }, () => report(agent, { status: 'taken' })));
  expect(taken.map(({ status }) => status).toSorted((one, other) => one - other)).toEqual([
    200,
    ...Array.from({ length: 7 }, () => 409),
  ]);
  expect(await report(agent, { status: 'executed', detail: 'done' })).toMatchObject({
    body: { already: false, execution: { status: 'executed', detail: 'done' } },
  });
  expect(await report(agent, { status: 'executed', detail: 'done' })).toMatchObject({ body: { already: true } });
  expect(await report(agent, { status: 'failed' })).toMatchObject({ status: 409 });
});

test('the list has the most urgent first and then the oldest, page by page', async () => {
  const {
    admin,
    analysts: [ada],
  } = await house.house(1);
  for (const priority of ['low', 'critical', 'medium', 'high', 'critical', 'low'])
    await house.submit(admin, { priority, title: priority });
  const seen: string[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const page = await askAs(system, ada, `GET ${DECISIONS}?limit=2${cursor === '' ? '' : `&cursor=${cursor}`}`);
    const body = page.body as { items: Decision[]; next_cursor: string | null };
    seen.push(...body.items.map(({ priority, id }) => `${priority} ${id}`));
    cursor = body.next_cursor;
  }
  expect(seen.map((one) => one.split(' ')[0])).toEqual(['critical', 'critical', 'high', 'medium', 'low', 'low']);
  expect(new Set(seen).size).toBe(6);
  const filtered = await askAs(
    system,
    ada,
    `GET ${DECISIONS}?priority=low&claimed=by_nobody&kind=refund&required_role=analyst`,
  );
  expect((filtered.body as { items: object[] }).items).toHaveLength(2);
});
