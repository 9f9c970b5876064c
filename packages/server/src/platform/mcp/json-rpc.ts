import { z } from 'zod';

export type Id = string | number;
export type Params = Readonly<Record<string, unknown>>;

export interface Request {
  readonly kind: 'request';
  readonly id: Id;
  readonly method: string;
  readonly params: Params;
}

export interface Notification {
  readonly kind: 'notification';
  readonly method: string;
  readonly params: Params;
}

/** An answer to something that was never asked: this server asks nothing. */
export interface Response {
  readonly kind: 'response';
}

/** What is wrong with what came in, and to which request that is told, where that can be seen. */
export interface Unreadable {
  readonly kind: 'unreadable';
  readonly id: Id | undefined;
  readonly detail: string;
}

export const CODES = {
  unparsable: -32700,
  invalidRequest: -32600,
  noMethod: -32601,
  invalidParams: -32602,
  internal: -32603,
  headerMismatch: -32020,
  capabilityMissing: -32021,
  versionUnsupported: -32022,
} as const;

/** A failure of the protocol. What goes wrong in a tool is a result of it, and none of these. */
export class RpcFailure extends Error {
  override readonly name = 'RpcFailure';
  readonly code: number;
  readonly kind: keyof typeof CODES;
  readonly data: unknown;

  constructor(kind: keyof typeof CODES, message: string, data?: unknown) {
    super(message);
    this.kind = kind;
    this.code = CODES[kind];
    this.data = data;
  }
}

const Id = z.union([z.string().max(1000), z.int()]);
const Params = z.record(z.string(), z.unknown());

/** One message; nobody may send several at once. */
export const readMessage = (message: unknown): Request | Notification | Response | Unreadable => {
  if (typeof message !== 'object' || message === null || Array.isArray(message))
    return unreadable(undefined, 'The body must be one JSON-RPC message, which is an object.');
  const { jsonrpc, id, method, params = {} } = message as Params;
  const known = Id.safeParse(id);
  const told = known.success ? known.data : undefined;
  if (jsonrpc !== '2.0') return unreadable(told, 'The field jsonrpc must be "2.0".');
  if (method === undefined && ('result' in message || 'error' in message)) return { kind: 'response' };
  if (typeof method !== 'string') return unreadable(told, 'The field method must be text.');
  const read = Params.safeParse(params);
  if (!read.success) return unreadable(told, 'The field params must be an object.');
  if (id === undefined) return { kind: 'notification', method, params: read.data };
  if (!known.success) return unreadable(undefined, 'The field id must be text or a whole number.');
  return { kind: 'request', id: known.data, method, params: read.data };
};

const unreadable = (id: Id | undefined, detail: string): Unreadable => ({ kind: 'unreadable', id, detail });

export const resultOf = (id: Id, result: object): object => ({ jsonrpc: '2.0', id, result });

export const errorOf = (
  id: Id | undefined,
  { code, message, data }: Pick<RpcFailure, 'code' | 'message' | 'data'>,
) => ({
  jsonrpc: '2.0',
  ...(id === undefined ? {} : { id }),
  error: { code, message, ...(data === undefined ? {} : { data }) },
});
