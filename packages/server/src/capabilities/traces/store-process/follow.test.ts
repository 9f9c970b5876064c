import type { WorkspaceId } from '@holdfast/protocol/ids';
import { expect, onTestFinished, test, vi } from 'vitest';
import type { Position } from '../../../platform/segments/position.ts';
import type { ArchivedRecord } from '../sealed/archive.ts';
import { encodeSpanBatch } from '../span-log/span-batch.ts';
import type { Appended, ReceivedSpans } from '../store/span-store.ts';
import { aSpan } from '../store/testing/a-span.ts';
import { follow, type Follower } from './follow.ts';
import { isBefore } from './position.ts';

const ADA = '0198c0de-0000-7000-8000-00000000000a' as WorkspaceId;
const STORED: Appended = { stored: 1, repeated: 0, differing: 0, completed: 0 };
const at = (place: number): Position => ({ segment: 1, at: place });

/** Record n of the log lies from n to n + 1, and holds one span. */
const recordAt = (place: number): ArchivedRecord => {
  const batch = {
    workspace: ADA,
    receivedAt: place,
    source: 'http',
    spanBytes: 1_000,
    bytes: Buffer.alloc(0),
  } as const;
  return { position: at(place), next: at(place + 1), payload: Buffer.concat(encodeSpanBatch(batch)) };
};

interface Commit {
  readonly places: readonly number[];
  readonly next: Position;
  end(error?: Error): void;
}

/** A follower whose commits end when the test says so. */
const followed = () => {
  const decoded: number[] = [];
  const commits: Commit[] = [];
  const reached: number[] = [];
  const failures: unknown[] = [];
  let isOver = false;
  const append = (received: readonly ReceivedSpans[], next: Position): Promise<Appended> => {
    const { promise, resolve, reject } = Promise.withResolvers<Appended>();
    const places = received.map(({ position }) => position.at);
    commits.push({ places, next, end: (error) => (error === undefined ? resolve(STORED) : reject(error)) });
    if (isOver) resolve(STORED);
    return promise;
  };
  const follower: Follower = follow({
    store: { applied: { next: at(0), receivedAt: 0n }, append },
    archive: {
      async *readFrom(from, end) {
        for (let place = from.at; isBefore(at(place), end); place += 1) yield recordAt(place);
      },
    },
    decode: ({ receivedAt }) => {
      decoded.push(receivedAt);
      return Promise.resolve([aSpan()]);
    },
    clock: { elapsed: () => 0 },
    onSlice: (slice) => reached.push(slice.reached.at),
    onFailure: (error) => failures.push(error),
  });
  onTestFinished(async () => {
    isOver = true;
    const finished = follower.finish(0);
    for (const commit of commits) commit.end();
    await finished;
  });
  return { follower, decoded, commits, reached, failures };
};

test('what comes while a commit is under way is decoded meanwhile, and committed behind it', async () => {
  const { follower, decoded, commits, reached } = followed();
  follower.to(at(1));
  await vi.waitFor(() => expect(commits).toHaveLength(1));
  follower.to(at(2));
  follower.to(at(4));
  await vi.waitFor(() => expect(decoded).toEqual([0, 1, 2, 3]));
  expect(commits).toHaveLength(1);
  expect([follower.reached, reached]).toEqual([at(0), []]);
  commits[0]?.end();
  await vi.waitFor(() => expect(commits).toHaveLength(2));
  expect(commits[1]).toMatchObject({ places: [1, 2, 3], next: at(4) });
  expect([follower.reached, reached]).toEqual([at(1), [1]]);
  commits[1]?.end();
  await vi.waitFor(() => expect(reached).toEqual([1, 4]));
  expect(decoded).toEqual([0, 1, 2, 3]);
});

test('a commit that fails takes with it what was decoded ahead, and all of it is read again', async () => {
  const { follower, decoded, commits, failures, reached } = followed();
  follower.to(at(1));
  await vi.waitFor(() => expect(commits).toHaveLength(1));
  follower.to(at(2));
  await vi.waitFor(() => expect(decoded).toEqual([0, 1]));
  commits[0]?.end(new Error('no room'));
  await vi.waitFor(() => expect(failures).toHaveLength(1));
  expect([follower.reached, reached]).toEqual([at(0), []]);
  await vi.waitFor(() => expect(commits).toHaveLength(2));
  expect(commits[1]).toMatchObject({ places: [0, 1], next: at(2) });
});

test('whoever stops waits for what is under way, and drops what was decoded ahead when the time is up', async () => {
  const { follower, decoded, commits, reached } = followed();
  follower.to(at(1));
  await vi.waitFor(() => expect(commits).toHaveLength(1));
  follower.to(at(2));
  await vi.waitFor(() => expect(decoded).toEqual([0, 1]));
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  onTestFinished(() => void vi.useRealTimers());
  const finished = follower.finish(0).then(() => reached.push(-1));
  vi.advanceTimersByTime(0);
  commits[0]?.end();
  await finished;
  expect([commits.length, reached]).toEqual([1, [1, -1]]);
});
