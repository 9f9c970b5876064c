import { endMcpSession, mcpMessage } from '@holdfast/protocol/mcp/mcp';
import type { Endpoint } from '../http/endpoint.ts';
import type { PlainAnswer } from '../http/foreign.ts';
import { inTalk, type Spoken, type Talk } from '../http/talk.ts';
import type { Visit } from '../http/visit.ts';
import { createPlaces } from '../limits/places.ts';
import { inTrace } from '../telemetry/current-trace.ts';
import { readTraceparent } from '../telemetry/traceparent.ts';
import { isStateless, metaOf } from './dialects/envelope.ts';
import { endSession, hearInSession } from './dialects/session.ts';
import { hearStateless } from './dialects/stateless.ts';
import type { House } from './house.ts';
import { errorOf, readMessage, RpcFailure } from './json-rpc.ts';
import { refuse, sayJson } from './refuse.ts';
import { createSessions } from './sessions.ts';
import type { TaskKeeper } from './tasks/task-keeper.ts';
import type { CallParts } from './tools/call-tool.ts';
import type { Tool } from './tools/tool.ts';
import { createToolbox } from './tools/toolbox.ts';

export interface McpParts extends CallParts {
  readonly version: string;
  readonly tools: readonly Tool[];
  readonly tasks: TaskKeeper | undefined;
  /** Among them those that the tools are. */
  readonly endpoints: readonly Endpoint[];
}

const WAITING_AT_ONCE = 500;

/** The Model Context Protocol, for whatever tools capabilities bring: two dialects of it on one path. */
export const mcpEndpoints = ({ tools, endpoints, ...parts }: McpParts): readonly Endpoint[] => {
  const house: House = {
    ...parts,
    toolbox: createToolbox(tools, endpoints),
    sessions: createSessions(parts.makeId),
    places: createPlaces({ atOnce: WAITING_AT_ONCE, taken: 'streams of MCP wait in this workspace already.' }),
  };
  return [
    // the runner gives the visit itself, of which the types of a contract show a part
    inTalk(mcpMessage, refuse, (context, talk) => hear(house, context as unknown as Visit, talk)),
    inTalk(endMcpSession, refuse, (context, { headers }) =>
      endSession(house, context as unknown as Visit, headers['mcp-session-id']),
    ),
  ];
};

/** A name of one, known or not; what else somebody wrote there is none. */
const METHOD = /^[a-z][a-z/_]{0,59}$/i;

const hear = async (house: House, visit: Visit, talk: Talk): Promise<PlainAnswer | Spoken> => {
  const message = readMessage(talk.message);
  if (message.kind === 'unreadable')
    return sayJson(400, errorOf(message.id, new RpcFailure('invalidRequest', message.detail)));
  const parent = message.kind === 'request' ? traceOf(message.params) : undefined;
  if (parent !== undefined) visit.goOnIn(parent);
  if (message.kind === 'request' && METHOD.test(message.method)) visit.about = { 'mcp.method.name': message.method };
  const hearIt = isStateless(message, talk.headers) ? hearStateless : hearInSession;
  return inTrace(visit.trace, () => hearIt(house, visit, talk, message));
};

const traceOf = (params: Parameters<typeof metaOf>[0]) => {
  const traceparent = metaOf(params)?.['traceparent'];
  return typeof traceparent === 'string' ? readTraceparent(traceparent) : undefined;
};
