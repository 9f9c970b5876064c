import type { Spoken } from '../../http/talk.ts';
import { failureOf } from '../../http/to-failure.ts';
import { inPlace } from '../../limits/places.ts';
import { POLL_MS } from '../house.ts';
import { errorOf, resultOf, RpcFailure, type Request } from '../json-rpc.ts';
import type { TaskNow, TaskState } from '../tasks/task-keeper.ts';
import { answerOf, resultOf as toolResultOf } from '../tools/call-tool.ts';
import {
  contextOf,
  findTask,
  keeperOfTool,
  mustFindKeeper,
  noSuchTask,
  taskOf,
  type Call,
  type NamedCall,
} from './methods.ts';
import { refusedOf } from './refused.ts';

/** Tasks as the revision 2025-11-25 has them: asked for by the caller, waited for by `tasks/result`. */
export const CAPABILITY = { list: {}, cancel: {}, requests: { tools: { call: {} } } };

const MOST_LISTED = 100;

const shown = ({ id, state, message, createdAt, updatedAt }: TaskState) => ({
  taskId: id,
  // what it waits for from its asker is a request of the server here, and this server makes none: see its message
  status: state,
  statusMessage: message,
  createdAt,
  lastUpdatedAt: updatedAt,
  ttl: null,
  pollInterval: POLL_MS,
});

export const begin = async (call: Call, { tool, given }: NamedCall): Promise<object> => {
  const keeper = keeperOfTool(call, tool);
  if (keeper === undefined)
    throw new RpcFailure('noMethod', `The tool ${tool.name} cannot be called as a task by you.`);
  const { house, visit } = call;
  const answer = await refusedOf(house, visit, () => answerOf(house, visit, tool, given));
  return { task: shown(await keeper.begun(contextOf(visit), answer)) };
};

export const get = async (call: Call): Promise<object> => shown(await findTask(call));

/** As they are: a cursor would have nowhere to go on from. */
export const list = async (call: Call): Promise<object> => {
  if (call.params['cursor'] !== undefined) throw new RpcFailure('invalidParams', 'This cursor was never given out.');
  const found = await mustFindKeeper(call).list(contextOf(call.visit), MOST_LISTED);
  return { tasks: found.map(shown) };
};

export const cancel = async (call: Call): Promise<object> => {
  const { keeper, id } = taskOf(call);
  const task = await findTask(call);
  if (task.state !== 'working')
    throw new RpcFailure('invalidParams', `The task is ${task.state}: there is nothing to cancel.`);
  await refusedOf(call.house, call.visit, () => keeper.cancel(contextOf(call.visit), id));
  return shown(await findTask(call));
};

/** At once where it is over, else a stream that waits for it. A node that stops ends the stream; asking again goes on. */
export const result = async (call: Call, { id: request }: Request): Promise<object | Spoken> => {
  const task = await findTask(call);
  if (task.state !== 'working') return resultWith(task);
  return { messages: waited(call, request) };
};

async function* waited(call: Call, request: Request['id']): AsyncGenerator<object, void, void> {
  const { keeper, id } = taskOf(call);
  const context = contextOf(call.visit);
  try {
    const states = keeper.follow(context, id);
    for await (const task of inPlace(() => call.house.places.take(context.workspace), states)) {
      if (task.state !== 'working') {
        yield resultOf(request, resultWith(task));
        return;
      }
    }
  } catch (error) {
    call.visit.signal.throwIfAborted();
    yield errorOf(request, error instanceof RpcFailure ? error : new RpcFailure('internal', failureOf(error).message));
    return;
  }
  if (!call.visit.signal.aborted) yield errorOf(request, noSuchTask());
}

const resultWith = ({ id, answer }: TaskNow): object => ({
  ...toolResultOf(answer),
  _meta: { 'io.modelcontextprotocol/related-task': { taskId: id } },
});
