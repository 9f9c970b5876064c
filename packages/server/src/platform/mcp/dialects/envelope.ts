import type { IncomingHttpHeaders } from 'node:http';
import { z } from 'zod';
import { STATELESS, WITH_SESSIONS } from '../house.ts';
import { RpcFailure, type Notification, type Params, type Request, type Response } from '../json-rpc.ts';

/** What every request of the revision without sessions says of itself. */
export interface Envelope {
  /** The caller takes a task for an answer. */
  readonly takesTasks: boolean;
  /** The caller can ask its user by a form. */
  readonly takesForms: boolean;
}

const PREFIX = 'io.modelcontextprotocol/';
export const VERSION_KEY = `${PREFIX}protocolVersion`;
const CAPABILITIES_KEY = `${PREFIX}clientCapabilities`;
export const SERVER_KEY = `${PREFIX}serverInfo`;
export const SUBSCRIPTION_KEY = `${PREFIX}subscriptionId`;
export const TASKS = `${PREFIX}tasks`;

export const metaOf = ({ _meta }: Params): Params | undefined =>
  typeof _meta === 'object' && _meta !== null && !Array.isArray(_meta) ? (_meta as Params) : undefined;

const Meta = z.looseObject({
  [VERSION_KEY]: z.string(),
  [CAPABILITIES_KEY]: z.looseObject({
    extensions: z.record(z.string(), z.unknown()).optional(),
    elicitation: z.looseObject({}).optional(),
  }),
});

/** Of a message that is understood by what it carries, and not by what was said before. */
export const isStateless = (message: Request | Notification | Response, headers: IncomingHttpHeaders): boolean =>
  headers['mcp-protocol-version'] === STATELESS ||
  (message.kind !== 'response' &&
    (message.method === 'server/discover' || VERSION_KEY in (metaOf(message.params) ?? {})));

/** Fails for a request whose headers say other than it does: whoever stands between has believed them. */
export const readEnvelope = ({ method, params }: Request, headers: IncomingHttpHeaders): Envelope => {
  const read = Meta.safeParse(metaOf(params));
  if (!read.success) {
    const [field] = read.error.issues;
    const name = ['_meta', ...(field?.path ?? [])].join('.');
    throw new Outside('invalidParams', `${name} of params is missing, or of another type: each request brings it.`);
  }
  const meta = read.data;
  const version = meta[VERSION_KEY];
  expectHeader(headers, 'MCP-Protocol-Version', version);
  if (version !== STATELESS) {
    const data = { supported: [STATELESS, ...WITH_SESSIONS], requested: version };
    throw new Outside('versionUnsupported', `The revision ${version.slice(0, 40)} is not spoken here.`, data);
  }
  expectHeader(headers, 'Mcp-Method', method);
  const name = nameOf(method, params);
  if (name !== undefined) expectHeader(headers, 'Mcp-Name', name);
  const { extensions = {}, elicitation } = meta[CAPABILITIES_KEY];
  return { takesTasks: isObject(extensions[TASKS]), takesForms: takesForms(elicitation) };
};

/** What is wrong with a request before it is looked at what it wants. */
export class Outside extends RpcFailure {}

const OF_TASKS = new Set(['tasks/get', 'tasks/update', 'tasks/cancel']);

const nameOf = (method: string, { name, taskId }: Params): string | undefined => {
  const said = method === 'tools/call' ? name : OF_TASKS.has(method) ? taskId : undefined;
  return typeof said === 'string' ? said : undefined;
};

const expectHeader = (headers: IncomingHttpHeaders, header: string, said: string): void => {
  const value = headers[header.toLowerCase()];
  if (typeof value !== 'string') throw new Outside('headerMismatch', `The header ${header} is missing.`);
  if (decoded(value) !== said)
    throw new Outside('headerMismatch', `The header ${header} is not what the request itself says.`);
};

const ENCODED = /^=\?base64\?([A-Za-z0-9+/]*={0,2})\?=$/;

/** Text that a header cannot carry comes in Base64. */
const decoded = (value: string): string => {
  const [, encoded] = ENCODED.exec(value.trim()) ?? [];
  return encoded === undefined ? value.trim() : Buffer.from(encoded, 'base64').toString('utf8');
};

const isObject = (value: unknown): boolean => typeof value === 'object' && value !== null;

/** Nothing more said means forms. */
const takesForms = (elicitation: Params | undefined): boolean =>
  elicitation !== undefined && (Object.keys(elicitation).length === 0 || isObject(elicitation['form']));
