import { WEBHOOK_EVENTS } from '@holdfast/protocol/webhooks/event-types';
import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { deciding } from '../ground/decisions.ts';
import { askAs, usePeople } from '../ground/people.ts';
import { useReceiver } from '../ground/receiver.ts';
import { useSystem } from '../ground/system.ts';
import { webhooksOf, WEBHOOKS } from '../ground/webhooks.ts';

const receiver = useReceiver();
const system = useSystem(() => ({ HOLDFAST_OUTBOUND_ALLOW: `127.0.0.0/8:${receiver.port}` }));
const people = usePeople(system);
const house = deciding(system, people);

test('what is not on the public internet is not asked, and the log says so', async () => {
  const { admin } = await house.house(0);
  const hooks = webhooksOf(system, admin);
  for (const url of ['http://169.254.169.254/latest', 'http://localhost:9/', 'http://[::1]:9/', 'https://10.0.0.1/']) {
    const { id } = await hooks.add(url);
    await hooks.found(`POST ${WEBHOOKS}/${id}/test`, 202);
    await expect
      .poll(() => hooks.log(id))
      .toMatchObject([
        { state: 'dead', status: null, error: expect.stringContaining('not on the public internet') as string },
      ]);
  }
});

test('what nobody could want is refused by its field, and a workspace has 50', async () => {
  const { admin } = await house.house(0);
  const hooks = webhooksOf(system, admin);
  const good = { name: 'W', url: receiver.url('/x') };
  const wrong: readonly [string, object][] = [
    ['/body/url', { url: 'ftp://example.com/' }],
    ['/body/url', { url: 'https://me:pw@example.com/' }],
    ['/body/url', { url: 'example.com' }],
    ['/body/events', { events: [] }],
    ['/body/events/0', { events: ['decision.guessed'] }],
    ['/body/events/0', { events: ['webhook.test'] }],
    ['/body/name', { name: ' ' }],
    ['/body/secret', { secret: 'whsec_x' }],
  ];
  for (const [pointer, change] of wrong) {
    const { status, body } = await hooks.say(`POST ${WEBHOOKS}`, { json: { ...good, ...change } });
    expect([status, (body as { errors: { pointer: string }[] }).errors[0]?.pointer, change]).toEqual([
      422,
      pointer,
      change,
    ]);
  }
  const made = await Promise.all(Array.from({ length: 53 }, () => hooks.say(`POST ${WEBHOOKS}`, { json: good })));
  expect(made.filter(({ status }) => status === 201)).toHaveLength(50);
  expect(made.filter(({ status }) => status === 409)).toHaveLength(3);
});

test('only admins have webhooks, and those of another workspace are not there', async () => {
  const { admin, analysts } = await house.house(1);
  const hooks = webhooksOf(system, admin);
  const { id } = await hooks.add(receiver.url('/mine'));
  await house.submit(admin);
  await expect.poll(() => hooks.states(id)).toEqual(['done']);
  const [{ id: delivery } = { id: '' }] = await hooks.log(id);
  const others = webhooksOf(system, (await house.house(0)).admin);
  const own = await others.add(receiver.url('/own'));
  for (const [line, json, version] of [
    [`GET ${WEBHOOKS}/${id}`],
    [`PATCH ${WEBHOOKS}/${id}`, { name: 'x' }, 1],
    [`POST ${WEBHOOKS}/${id}/rotate`, {}, 1],
    [`POST ${WEBHOOKS}/${id}/test`],
    [`GET ${WEBHOOKS}/${id}/deliveries`],
    [`GET ${WEBHOOKS}/${id}/deliveries/${delivery}`],
    [`GET ${WEBHOOKS}/${own.id}/deliveries/${delivery}`],
    [`POST ${WEBHOOKS}/${id}/deliveries/${delivery}/replay`],
    [`POST ${WEBHOOKS}/${own.id}/deliveries/${delivery}/replay`],
    [`POST ${WEBHOOKS}/${own.id}/deliveries/${randomUUID()}/replay`],
    [`DELETE ${WEBHOOKS}/${id}`],
  ] as const) {
    const asking = { ...(json === undefined ? {} : { json }), ...(version === undefined ? {} : { version }) };
    expect([line, (await others.say(line, asking)).status]).toEqual([line, 404]);
  }
  expect((await askAs(system, analysts[0], `GET ${WEBHOOKS}`)).status).toBe(403);
  expect(await hooks.states(id)).toEqual(['done']);
});

test('the documents name every event that there is', async () => {
  const page = await readFile(new URL('../../../../docs/webhooks.md', import.meta.url), 'utf8');
  for (const type of Object.keys(WEBHOOK_EVENTS)) expect(page).toContain(`| \`${type}\` |`);
});
