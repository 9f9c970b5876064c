import type { PlainAnswer } from '../../http/foreign.ts';
import type { Spoken, Talk } from '../../http/talk.ts';
import type { Visit } from '../../http/visit.ts';
import { INSTRUCTIONS, STATELESS, WITH_SESSIONS, type House } from '../house.ts';
import { errorOf, resultOf, RpcFailure, type Notification, type Request, type Response } from '../json-rpc.ts';
import { sayJson, sayNothing } from '../refuse.ts';
import { answerOf, callTool, failedOf, resultOf as toolResultOf } from '../tools/call-tool.ts';
import { Outside, readEnvelope, TASKS } from './envelope.ts';
import { listen } from './listen.ts';
import {
  answerBy,
  contextOf,
  describeAll,
  findKeeper,
  keeperOfTool,
  toolOf,
  toolsFor,
  type Methods,
} from './methods.ts';
import { complete, type StatelessCall } from './stateless-call.ts';
import * as tasks from './stateless-tasks.ts';

/** The revision in which each request says all that is needed to answer it. */
export const hearStateless = async (
  house: House,
  visit: Visit,
  { headers }: Talk,
  message: Request | Notification | Response,
): Promise<PlainAnswer | Spoken> => {
  // the revision has no notification of clients over HTTP: whoever hangs up has said so
  if (message.kind === 'notification') return sayNothing(202);
  if (message.kind === 'response')
    return sayJson(
      400,
      errorOf(undefined, new RpcFailure('invalidRequest', 'Nothing was asked that this would answer.')),
    );
  const { id, params } = message;
  try {
    const envelope = readEnvelope(message, headers);
    const answer = await answerBy(METHODS, { house, visit, params, envelope }, message);
    return 'messages' in answer ? answer : sayJson(200, resultOf(id, complete(house, answer)));
  } catch (error) {
    if (error instanceof RpcFailure) return sayJson(statusOf(error), errorOf(id, error));
    throw error;
  }
};

const statusOf = (failure: RpcFailure): number => {
  if (failure.kind === 'noMethod') return 404;
  return failure instanceof Outside || failure.kind === 'capabilityMissing' ? 400 : 200;
};

/** For how long a list may be believed. What a caller may do can change, and lists are of one caller. */
const CACHED = { ttlMs: 60_000, cacheScope: 'private' };

const METHODS: Methods<StatelessCall> = {
  'server/discover': async (call) => ({
    supportedVersions: [STATELESS, ...WITH_SESSIONS],
    capabilities: {
      tools: {},
      ...(findKeeper(call) === undefined ? {} : { extensions: { [TASKS]: {} } }),
    },
    instructions: INSTRUCTIONS,
    ...CACHED,
  }),
  'tools/list': async (call) => ({ tools: describeAll(toolsFor(call)), ...CACHED }),
  'tools/call': (call) => callOrBegin(call),
  'tasks/get': tasks.get,
  'tasks/update': tasks.update,
  'tasks/cancel': tasks.cancel,
  'subscriptions/listen': listen,
};

/** A task where the caller takes one and the answer is not there yet. */
const callOrBegin = async (call: StatelessCall): Promise<object> => {
  const { house, visit, envelope } = call;
  const { tool, given } = toolOf(call);
  const keeper = envelope.takesTasks ? keeperOfTool(call, tool) : undefined;
  if (keeper === undefined) return callTool(house, visit, tool, given);
  try {
    const answer = await answerOf(house, visit, tool, given);
    const task = await keeper.begun(contextOf(visit), answer);
    return task.state === 'working' ? { resultType: 'task', ...tasks.shown(task, envelope) } : toolResultOf(answer);
  } catch (error) {
    visit.signal.throwIfAborted();
    return failedOf(house, visit, error);
  }
};
