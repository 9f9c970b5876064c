import { z } from 'zod';
import type { PlainAnswer } from '../../http/foreign.ts';
import type { Spoken, Talk } from '../../http/talk.ts';
import type { Visit } from '../../http/visit.ts';
import { INSTRUCTIONS, serverInfo, WITH_SESSIONS, type House } from '../house.ts';
import { errorOf, resultOf, RpcFailure, type Notification, type Request, type Response } from '../json-rpc.ts';
import { refuse, sayJson, sayNothing } from '../refuse.ts';
import { Failure } from '../../failure.ts';
import { callTool } from '../tools/call-tool.ts';
import {
  answerBy,
  contextOf,
  describeAll,
  findKeeper,
  keeperOfTool,
  toolOf,
  toolsFor,
  type Call,
  type Methods,
} from './methods.ts';
import * as tasks from './session-tasks.ts';

const SESSION = 'mcp-session-id';
type Version = (typeof WITH_SESSIONS)[number];

/** The revisions in which a client says hello first, and names its session in every request after. */
export const hearInSession = async (
  house: House,
  visit: Visit,
  { headers }: Talk,
  message: Request | Notification | Response,
): Promise<PlainAnswer | Spoken> => {
  if (message.kind === 'request' && message.method === 'initialize') return initialize(house, visit, message);
  const id = headers[SESSION];
  if (typeof id !== 'string')
    return noSession(400, message, 'Name your session in the header Mcp-Session-Id: begin with initialize.');
  const known = await house.sessions.versionOf(contextOf(visit), id);
  if (known === undefined) return noSession(404, message, 'There is no such session: begin with initialize.');
  const version = headers['mcp-protocol-version'] ?? known;
  if (!isKnown(version))
    return noSession(400, message, `The revision ${String(version).slice(0, 40)} has no sessions here.`);
  if (message.kind !== 'request') return sayNothing(202);
  try {
    const answer = await answerBy(METHODS, { house, visit, params: message.params }, message);
    return 'messages' in answer ? answer : sayJson(200, resultOf(message.id, answer));
  } catch (error) {
    if (error instanceof RpcFailure) return sayJson(200, errorOf(message.id, error));
    throw error;
  }
};

const isKnown = (version: unknown): version is Version => WITH_SESSIONS.some((known) => known === version);

const noSession = (status: number, message: Request | Notification | Response, words: string): PlainAnswer =>
  sayJson(
    status,
    errorOf(message.kind === 'request' ? message.id : undefined, new RpcFailure('invalidRequest', words)),
  );

const Hello = z.looseObject({
  protocolVersion: z.string(),
  capabilities: z.looseObject({}),
  clientInfo: z.looseObject({ name: z.string(), version: z.string() }),
});

const initialize = async (house: House, visit: Visit, { id, params }: Request): Promise<PlainAnswer> => {
  const hello = Hello.safeParse(params);
  if (!hello.success) {
    const [field] = hello.error.issues;
    const words = `/params/${field?.path.join('/')} is missing or of another type.`;
    return sayJson(400, errorOf(id, new RpcFailure('invalidParams', words)));
  }
  const { protocolVersion: wanted } = hello.data;
  const version: Version = isKnown(wanted) ? wanted : WITH_SESSIONS[0];
  const session = await house.sessions.open(contextOf(visit), version);
  const result = {
    protocolVersion: version,
    capabilities: { tools: {}, ...(findKeeper({ house, visit }) === undefined ? {} : { tasks: tasks.CAPABILITY }) },
    serverInfo: serverInfo(house),
    instructions: INSTRUCTIONS,
  };
  return sayJson(200, resultOf(id, result), { [SESSION]: session });
};

const METHODS: Methods<Call> = {
  ping: async () => ({}),
  'tools/list': async (call) => {
    const tools = toolsFor(call);
    const execution = { execution: { taskSupport: 'optional' } };
    const described = describeAll(tools).map((one, index) => {
      const tool = tools[index];
      return tool !== undefined && keeperOfTool(call, tool) !== undefined ? { ...one, ...execution } : one;
    });
    return { tools: described };
  },
  'tools/call': (call) => {
    const { tool, given } = toolOf(call);
    return call.params['task'] === undefined
      ? callTool(call.house, call.visit, tool, given)
      : tasks.begin(call, { tool, given });
  },
  'tasks/get': tasks.get,
  'tasks/result': tasks.result,
  'tasks/list': tasks.list,
  'tasks/cancel': tasks.cancel,
};

/** Whoever ends a session of others, or one that is over, is told that there is none. */
export const endSession = async (house: House, visit: Visit, id: unknown): Promise<PlainAnswer> => {
  const isOver = typeof id === 'string' && (await house.sessions.end(contextOf(visit), id));
  if (isOver) return sayNothing(204);
  return refuse(new Failure('not_found', { detail: 'There is no such session.' }), {}, visit.traceId);
};
