import { expect, test } from 'vitest';
import { Failure } from '../../failure.ts';
import { createPlaces } from '../../limits/places.ts';
import { listen } from './listen.ts';
import type { StatelessCall } from './stateless-call.ts';

const PERMISSION = { permission: 'decisions:read' };

async function* forever(id: string): AsyncGenerator<object> {
  yield { id, state: 'working', message: '', createdAt: '', updatedAt: '', question: undefined };
  await new Promise(() => {});
}

/** Only what is looked at. */
const callWith = (atOnce: number): StatelessCall =>
  ({
    house: {
      places: createPlaces({ atOnce, taken: 'wait already.' }),
      tasks: {
        begins: PERMISSION,
        reads: PERMISSION,
        find: async (_context: unknown, id: string) => ({ id }),
        follow: (_context: unknown, id: string) => forever(id),
      },
    },
    visit: { workspace: 'w', principal: { permissions: new Set(['decisions:read']) }, signal: AbortSignal.abort() },
    envelope: { takesTasks: true, takesForms: false },
    params: {},
  }) as unknown as StatelessCall;

const follow = async (taskIds: readonly string[], atOnce: number): Promise<readonly string[]> => {
  const { messages } = await listen(callWith(atOnce), {
    kind: 'request',
    id: 1,
    method: 'subscriptions/listen',
    params: { notifications: { taskIds } },
  });
  const heard: string[] = [];
  for await (const message of messages) {
    heard.push((message as { readonly method: string }).method);
    if (heard.length > taskIds.length) break;
  }
  return heard;
};

const TOLD = 'notifications/tasks';
const BEGUN = 'notifications/subscriptions/acknowledged';

test('each task that is listened to takes a place, and not each stream', async () => {
  expect(await follow(['a', 'b', 'c'], 3)).toEqual([BEGUN, TOLD, TOLD, TOLD]);
  await expect(follow(['a', 'b', 'c'], 2)).rejects.toThrow(Failure);
});
