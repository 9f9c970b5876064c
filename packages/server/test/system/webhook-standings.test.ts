import type { Webhook } from '@holdfast/protocol/webhooks/webhooks';
import { expect, test } from 'vitest';
import { deciding } from '../ground/decisions.ts';
import { usePeople } from '../ground/people.ts';
import { useReceiver } from '../ground/receiver.ts';
import { useSystem } from '../ground/system.ts';
import { webhooksOf, WEBHOOKS } from '../ground/webhooks.ts';

const receiver = useReceiver();
const system = useSystem(() => ({ HOLDFAST_OUTBOUND_ALLOW: `127.0.0.0/8:${receiver.port}` }));
const people = usePeople(system);
const house = deciding(system, people);

test('the list says of each webhook what waits, what was given up, and what came of the last try', async () => {
  const { admin } = await house.house(0);
  const hooks = webhooksOf(system, admin);
  receiver.answers('/busy', 503);
  receiver.answers('/gone', 410);
  const fresh = await hooks.add(receiver.url('/fresh'), { events: ['feed_pull_ended'] });
  expect(fresh.deliveries).toEqual({ waiting: 0, dead: 0, last: null });
  const [good, busy, gone] = [
    await hooks.add(receiver.url('/good')),
    await hooks.add(receiver.url('/busy')),
    await hooks.add(receiver.url('/gone')),
  ];
  await house.submit(admin);
  await expect.poll(() => hooks.states(gone.id)).toEqual(['dead']);
  await house.submit(admin);
  await house.submit(admin);
  const standings = async () => {
    const { items } = await hooks.found<{ items: Webhook[] }>(`GET ${WEBHOOKS}`);
    return new Map(items.map(({ id, deliveries }) => [id, deliveries]));
  };
  await expect.poll(() => hooks.states(good.id)).toEqual(['done', 'done', 'done']);
  await expect.poll(async () => (await hooks.log(busy.id)).map(({ status }) => status)).toEqual([503, 503, 503]);
  const all = await standings();
  const error = expect.any(String) as string;
  expect([fresh, good, busy, gone].map(({ id }) => all.get(id))).toEqual([
    { waiting: 0, dead: 0, last: null },
    { waiting: 0, dead: 0, last: { state: 'done', status: 204, error: null } },
    { waiting: 3, dead: 0, last: { state: 'waiting', status: 503, error } },
    { waiting: 0, dead: 1, last: { state: 'dead', status: 410, error } },
  ]);
  const found = await hooks.found<Webhook>(`GET ${WEBHOOKS}/${busy.id}`);
  expect(found.deliveries.waiting).toBe(3);
});
