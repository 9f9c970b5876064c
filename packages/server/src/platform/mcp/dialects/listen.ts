import { once } from 'node:events';
import { z } from 'zod';
import type { Spoken } from '../../http/talk.ts';
import { inPlace } from '../../limits/places.ts';
import { resultOf, RpcFailure, type Request } from '../json-rpc.ts';
import { merged } from '../merged.ts';
import type { TaskNow } from '../tasks/task-keeper.ts';
import { SUBSCRIPTION_KEY } from './envelope.ts';
import { contextOf, mustFindKeeper } from './methods.ts';
import { complete, type StatelessCall } from './stateless-call.ts';
import { detailed, refuseWithoutTasks } from './stateless-tasks.ts';

const MOST_TASKS = 50;

const Wanted = z.looseObject({ taskIds: z.array(z.string()).max(MOST_TASKS).optional() });

/** A stream of what changes. Of all that can be listened to here only tasks do: tools stay those that there are. */
export const listen = async (call: StatelessCall, { id, params }: Request): Promise<Spoken> => {
  const wanted = Wanted.safeParse(params['notifications']);
  if (!wanted.success)
    throw new RpcFailure(
      'invalidParams',
      `/params/notifications must be an object, with ${MOST_TASKS} taskIds at most.`,
    );
  const { taskIds } = wanted.data;
  if (taskIds === undefined) return { messages: told(call, id, []) };
  refuseWithoutTasks(call);
  const known: string[] = [];
  for (const one of new Set(taskIds))
    if ((await mustFindKeeper(call).find(contextOf(call.visit), one)) !== undefined) known.push(one);
  return { messages: told(call, id, known) };
};

async function* told(call: StatelessCall, id: Request['id'], tasks: readonly string[]): AsyncGenerator<object> {
  const { house, visit, envelope } = call;
  const context = contextOf(visit);
  const say = (method: string, params: object) => ({
    jsonrpc: '2.0',
    method,
    params: { ...params, _meta: { [SUBSCRIPTION_KEY]: id } },
  });
  const notifications = tasks.length === 0 ? {} : { taskIds: tasks };
  yield say('notifications/subscriptions/acknowledged', { notifications });
  const placed = <Piece>(pieces: AsyncIterable<Piece>): AsyncIterable<Piece> =>
    inPlace(() => house.places.take(context.workspace), pieces);
  // each of them is looked at again and again, so that each needs a place
  const follow = (task: string): AsyncIterable<TaskNow> => placed(mustFindKeeper(call).follow(context, task));
  const all = tasks.length === 0 ? placed(silence(visit.signal)) : merged(tasks.map(follow));
  for await (const task of all) yield say('notifications/tasks', detailed(task, envelope));
  yield resultOf(id, complete(house, { _meta: { [SUBSCRIPTION_KEY]: id } }));
}

/** Nothing will come: the line stays open for as long as its reader likes. */
const silence = (signal: AbortSignal): AsyncIterable<never> => ({
  [Symbol.asyncIterator]: () => ({
    async next() {
      if (!signal.aborted) await once(signal, 'abort');
      return { done: true, value: undefined };
    },
  }),
});
