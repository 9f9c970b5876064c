import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import type { ToldEvent } from '../../src/platform/outbox/event.ts';
import { ask } from '../ground/ask.ts';
import { useSystem } from '../ground/system.ts';
import { watchThings } from '../probe/outbox-contracts.ts';
import { probeThings } from '../probe/topics.ts';

const system = useSystem();

const inWorkspace = () => {
  const workspace = randomUUID();
  const say = (line: `${string} ${string}`, json?: unknown) =>
    ask(system, line, { role: 'admin', workspace, ...(json === undefined ? {} : { json }) });
  return {
    workspace,
    ask: say,
    happen: (thing: string, more: object = {}) => say('POST /api/v1/probe/happenings', { thing, ...more }),
  };
};

/** What a live stream of a workspace brings, until the test is over. */
const watch = async (workspace: string): Promise<ToldEvent[]> => {
  const heard: ToldEvent[] = [];
  const opened = Promise.withResolvers<void>();
  const follow = async (): Promise<void> => {
    const stream = system.as('viewer', workspace).stream(watchThings, {}, { onConnection: () => opened.resolve() });
    for await (const { data } of stream) {
      heard.push(data);
      if (data.object.id === 'the end') return;
    }
  };
  void follow();
  await opened.promise;
  return heard;
};

test('what happens reaches those who follow its topic, after the commit and nobody else', async () => {
  const [here, elsewhere] = [inWorkspace(), inWorkspace()];
  const follow = (workspace: string) => {
    const [texts, following, over] = [[] as string[], Promise.withResolvers<void>(), new AbortController()];
    const listen = async (): Promise<void> => {
      const stream = system.as('viewer', workspace).live([{ topic: probeThings }], { signal: over.signal });
      for await (const one of stream) {
        if (one.news === 'following') following.resolve();
        if (one.news === 'happened') texts.push(one.data.text);
      }
    };
    const listening = listen();
    return { texts, following: following.promise, stop: () => (over.abort(), listening) };
  };
  const [ours, theirs] = [follow(here.workspace), follow(elsewhere.workspace)];
  await Promise.all([ours.following, theirs.following]);
  await here.happen('a', { times: 2 });
  await here.happen('a', { undo: true });
  await here.happen('a');
  await elsewhere.happen('b');
  await expect.poll(() => ours.texts).toEqual(['a 1', 'a 2', 'a 3']);
  await expect.poll(() => theirs.texts).toEqual(['b 1']);
  await Promise.all([ours.stop(), theirs.stop()]);
});

test('what happens is heard by live streams of its workspace, in order, and by nobody else', async () => {
  const [here, elsewhere] = [inWorkspace(), inWorkspace()];
  const [heard, other] = [await watch(here.workspace), await watch(elsewhere.workspace)];
  expect(await here.happen('a', { times: 3 })).toMatchObject({ status: 201, body: { events: [{}, {}, {}] } });
  expect(await here.happen('a', { undo: true })).toMatchObject({ status: 409 });
  await here.happen('a');
  await expect
    .poll(() => heard.map(({ sequence, data }) => [sequence, data]))
    .toEqual([1, 2, 3, 4].map((number) => [number, { times: number }]));
  expect((await here.ask('GET /api/v1/probe/things/a')).body).toEqual({ happened: 4 });
  for (const each of [here, elsewhere]) await each.happen('the end');
  await expect.poll(() => other.map(({ object }) => object.id)).toEqual(['the end']);
  await expect.poll(() => heard.length).toBe(5);
});

test('an event starts its job, whose effect is there once', async () => {
  const here = inWorkspace();
  await here.happen('a', { type: 'thing.ordered', times: 5 });
  await expect
    .poll(async () => (await here.ask('GET /api/v1/probe/effects')).body)
    .toEqual({ jobs: 5, effects: 5, repeated: 0 });
});

test('a webhook that nobody takes becomes a dead letter, is counted, and can be sent again', async () => {
  const here = inWorkspace();
  const { body: target } = await here.ask('POST /api/v1/probe/webhooks', {
    url: 'http://127.0.0.1:9/',
    secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
  });
  const { id } = target as { id: string };
  const { body } = await here.happen('a');
  const [event] = (body as { events: { id: string }[] }).events;
  const dead = async () => (await here.ask('GET /api/v1/probe/dead-webhooks')).body;
  await expect
    .poll(dead)
    .toMatchObject({ items: [{ event_id: event?.id, target_id: id, object_id: 'a', sequence: 1, attempts: 5 }] });
  const metrics = (await ask(system, 'GET /metrics')).text;
  expect(metrics).toContain('holdfast_outbox_dead{feed="webhooks"} 1');
  expect(metrics).toContain('holdfast_outbox_failed_total{feed="webhooks"} 5');
  expect(metrics).toContain('holdfast_outbox_waiting{feed="events"} 0');
  expect(metrics).toMatch(/holdfast_outbox_delivered_total\{feed="jobs"\} 5/);
  const redrive = `POST /api/v1/probe/dead-webhooks/${event?.id}/${id}/redrive` as const;
  expect(await here.ask(redrive)).toMatchObject({ body: { redriven: true } });
  expect(await inWorkspace().ask(redrive)).toMatchObject({ body: { redriven: false } });
  await expect.poll(dead).toMatchObject({ items: [{ attempts: 5 }] });
});
