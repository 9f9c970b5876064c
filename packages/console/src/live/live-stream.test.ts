import type { StreamOptions } from '@holdfast/client/follow-events';
import type { Followed, LiveNews } from '@holdfast/client/follow-live';
import { topic, type Topic } from '@holdfast/protocol/live/topic';
import { z } from 'zod';
import { expect, it } from 'vitest';
import { createLiveStream } from './live-stream.ts';
import { manualTimers, settle } from './testing/manual-timers.ts';

const events = { changed: z.strictObject({}) };
const topicOf = (name: string): Topic =>
  topic({ name, means: 'Something.', permission: 'work:read', scope: 'all', events });
const [work, things] = [topicOf('work'), topicOf('things')];

const FOLLOWING = { news: 'following' } as const;
const happened = (name: string) => ({ news: 'happened', topic: name, event: 'changed', data: {} }) as const;

/** One stream that was asked for, and what a server may do with it. */
interface Opened {
  readonly topics: readonly string[];
  readonly say: (news: LiveNews<Topic>) => Promise<void>;
  readonly refuse: () => Promise<void>;
  readonly lose: () => void;
  readonly isOpen: () => boolean;
}

const setUp = () => {
  const timers = manualTimers();
  const opened: Opened[] = [];
  const looks: string[] = [];
  const sighted = new Set<() => void>();
  let isFocused = true;

  const live = async function* (
    followed: readonly Followed<Topic>[],
    { signal, onConnection }: StreamOptions,
  ): AsyncGenerator<LiveNews<Topic>, void, void> {
    const unread: (LiveNews<Topic> | Error)[] = [];
    let wake = (): void => {};
    const give = async (what: LiveNews<Topic> | Error): Promise<void> => {
      unread.push(what);
      wake();
      await settle();
    };
    opened.push({
      topics: followed.map(({ topic: { name } }) => name),
      say: give,
      refuse: () => give(new Error('forbidden')),
      lose: () => onConnection?.('waiting'),
      isOpen: () => signal?.aborted === false,
    });
    signal?.addEventListener('abort', () => wake());
    while (signal?.aborted === false) {
      const next = unread.shift();
      if (next instanceof Error) throw next;
      if (next !== undefined) yield next;
      else await new Promise<void>((resolve) => (wake = resolve));
    }
  };

  const stream = createLiveStream({
    live,
    timers,
    sight: {
      isFocused: () => isFocused,
      subscribe: (listener) => {
        sighted.add(listener);
        return () => sighted.delete(listener);
      },
    },
  });
  return {
    timers,
    opened,
    looks,
    stream,
    view: (key: string, ...topics: readonly Topic[]) =>
      stream.join({ key, topics, look: async () => void looks.push(`${timers.now()} ${key}`) }),
    last: (): Opened => opened.at(-1) ?? expect.fail('nobody asked for a stream'),
    see: (sees: boolean): void => {
      isFocused = sees;
      for (const listener of sighted) listener();
    },
  };
};

it('is one for all views of a page, and looks when it is told to, of several with one key once', async () => {
  const { opened, looks, stream, view, last } = setUp();
  view('jobs', work);
  view('queues', work);
  view('queues', work);
  await settle();
  expect(opened.map(({ topics }) => topics)).toEqual([['work']]);
  expect(stream.state()).toBe('opening');
  await last().say(FOLLOWING);
  expect(stream.state()).toBe('following');
  expect(looks).toEqual(['0 jobs', '0 queues']);
});

it('looks at most once a second, and at what the event is about', async () => {
  const { timers, looks, view, last } = setUp();
  view('jobs', work);
  view('things', work, things);
  await settle();
  await last().say(FOLLOWING);
  await timers.pass(5_000);
  looks.length = 0;
  for (const name of ['things', 'things', 'work', 'work']) await last().say(happened(name));
  await timers.pass(10_000);
  expect(looks).toEqual(['5000 things', '6000 jobs', '6000 things']);
});

it('looks when something may have been missed', async () => {
  const { timers, looks, view, last } = setUp();
  view('jobs', work);
  await settle();
  await last().say({ news: 'missed', topics: ['work'] });
  await last().say(FOLLOWING);
  await timers.pass(2_000);
  expect(looks).toEqual(['0 jobs', '1000 jobs']);
});

it('stays open from one page to the next, and is opened anew for another topic', async () => {
  const { timers, opened, view, last } = setUp();
  const leave = view('jobs', work);
  await settle();
  leave();
  view('queues', work);
  await timers.pass(5_000);
  expect([opened.length, last().isOpen()]).toEqual([1, true]);
  view('things', things);
  await settle();
  expect(opened.map(({ topics, isOpen }) => [topics, isOpen()])).toEqual([
    [['work'], false],
    [['work', 'things'], true],
  ]);
});

it('is closed when nobody follows, and while nobody looks', async () => {
  const { timers, opened, stream, view, last, see } = setUp();
  const leave = view('jobs', work);
  await settle();
  see(false);
  expect([stream.state(), last().isOpen()]).toEqual(['off', false]);
  see(true);
  await settle();
  expect([stream.state(), last().isOpen(), opened.length]).toEqual(['opening', true, 2]);
  leave();
  await timers.pass(1_000);
  expect([stream.state(), last().isOpen()]).toEqual(['off', false]);
});

it('is lost until it follows again, and looks then', async () => {
  const { timers, looks, stream, view, last } = setUp();
  view('jobs', work);
  await settle();
  await last().say(FOLLOWING);
  last().lose();
  expect(stream.state()).toBe('lost');
  await timers.pass(3_000);
  await last().say(FOLLOWING);
  expect(stream.state()).toBe('following');
  expect(looks).toEqual(['0 jobs', '3000 jobs']);
});

it('that was refused is asked for again by the next page, or after a minute', async () => {
  const { timers, opened, stream, view, last } = setUp();
  view('jobs', work);
  await settle();
  await last().refuse();
  expect(stream.state()).toBe('refused');
  await timers.pass(59_000);
  expect(opened).toHaveLength(1);
  await timers.pass(1_000);
  expect(opened).toHaveLength(2);
  await last().refuse();
  view('queues', work);
  await settle();
  expect([opened.length, stream.state()]).toEqual([3, 'opening']);
});
