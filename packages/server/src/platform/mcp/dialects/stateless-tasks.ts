import { POLL_MS } from '../house.ts';
import { RpcFailure } from '../json-rpc.ts';
import type { TaskNow } from '../tasks/task-keeper.ts';
import { resultOf } from '../tools/call-tool.ts';
import { TASKS, type Envelope } from './envelope.ts';
import { contextOf, findTask, taskOf } from './methods.ts';
import { refusedOf } from './refused.ts';
import type { StatelessCall } from './stateless-call.ts';

/** A question is only asked of whoever can ask its user: for others it goes on working, and the message says why. */
const questionOf = ({ state, question }: TaskNow, { takesForms }: Envelope) =>
  state === 'working' && takesForms ? question : undefined;

/** Tasks as the extension of the revision 2026-07-28 has them: given out by the server, asked for again and again. */
export const shown = (task: TaskNow, envelope: Envelope) => ({
  taskId: task.id,
  status: questionOf(task, envelope) === undefined ? task.state : 'input_required',
  statusMessage: task.message,
  createdAt: task.createdAt,
  lastUpdatedAt: task.updatedAt,
  ttlMs: null,
  pollIntervalMs: POLL_MS,
});

/** With what belongs to its status. */
export const detailed = (task: TaskNow, envelope: Envelope): object => {
  const question = questionOf(task, envelope);
  return {
    ...shown(task, envelope),
    ...(question === undefined ? {} : { inputRequests: requestOf(question) }),
    ...(task.state === 'completed' ? { result: { resultType: 'complete', ...resultOf(task.answer) } } : {}),
  };
};

const requestOf = ({ key, message, schema }: NonNullable<TaskNow['question']>) => ({
  [key]: { method: 'elicitation/create', params: { mode: 'form', message, requestedSchema: schema } },
});

export const refuseWithoutTasks = ({ envelope }: StatelessCall): void => {
  if (envelope.takesTasks) return;
  throw new RpcFailure('capabilityMissing', `Say in each request that you take the extension ${TASKS}.`, {
    requiredCapabilities: { extensions: { [TASKS]: {} } },
  });
};

export const get = async (call: StatelessCall): Promise<object> => {
  refuseWithoutTasks(call);
  return detailed(await findTask(call), call.envelope);
};

export const update = async (call: StatelessCall): Promise<object> => {
  refuseWithoutTasks(call);
  const { keeper, id } = taskOf(call);
  const { inputResponses } = call.params;
  if (typeof inputResponses !== 'object' || inputResponses === null || Array.isArray(inputResponses))
    throw new RpcFailure('invalidParams', '/params/inputResponses must be an object.');
  await findTask(call);
  const replies = inputResponses as Readonly<Record<string, unknown>>;
  await refusedOf(call.house, call.visit, () => keeper.reply(contextOf(call.visit), id, replies));
  return {};
};

/** What is over stays as it is, and asking was no mistake. */
export const cancel = async (call: StatelessCall): Promise<object> => {
  refuseWithoutTasks(call);
  const { keeper, id } = taskOf(call);
  const { state } = await findTask(call);
  if (state === 'working') await refusedOf(call.house, call.visit, () => keeper.cancel(contextOf(call.visit), id));
  return {};
};
