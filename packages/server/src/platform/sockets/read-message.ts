import { COMMON_RECEIVES } from '@holdfast/protocol/sockets/messages';
import type { SocketContract } from '@holdfast/protocol/sockets/socket-contract';
import { fail, Failure } from '../failure.ts';
import { compileSchema } from '../http/compile-schema.ts';
import { createFindings } from '../http/invalid-fields.ts';
import { USUAL_MESSAGE_BYTES } from './bounds.ts';

export interface ReadMessage {
  readonly type: string;
  readonly fields: unknown;
  readonly traceparent: string | undefined;
}

export type MessageReader = (text: string) => ReadMessage;

const MOST_DEPTH = 64;

/** Reads what a client of this socket may say. Throws a failure of the book for everything else. */
export const messageReader = (contract: Pick<SocketContract, 'receives'>): MessageReader => {
  const kinds = new Map(
    Object.entries({ ...COMMON_RECEIVES, ...contract.receives }).map(([type, { fields, bytes }]) => [
      type,
      { schema: compileSchema(fields), bytes: bytes ?? USUAL_MESSAGE_BYTES },
    ]),
  );
  return (text) => {
    const { type, traceparent, ...given } = parseObject(text);
    const kind = typeof type === 'string' ? kinds.get(type) : undefined;
    if (kind === undefined || typeof type !== 'string')
      return fail('invalid', {
        detail: `The type must be one of ${[...kinds.keys()].join(', ')}.`,
        fields: [{ pointer: '/message/type', code: 'unknown_type', detail: 'is no type of message of this socket' }],
      });
    if (Buffer.byteLength(text) > kind.bytes)
      fail('too_large', { detail: `A message of type ${type} may have ${kind.bytes} bytes at most.` });
    const result = kind.schema.safeParse(given);
    if (!result.success) {
      const found = createFindings();
      found.add('message', result.error, given);
      return fail('invalid', { detail: found.detail, fields: found.fields });
    }
    return { type, fields: result.data, traceparent: typeof traceparent === 'string' ? traceparent : undefined };
  };
};

/** The type a message says it has, for the answer to one that cannot be read any further. */
export const claimsOf = (text: string): { about?: string; client_msg_id?: string } => {
  try {
    const { type, client_msg_id: id } = parseObject(text);
    return {
      ...(typeof type === 'string' && type.length <= 100 ? { about: type } : {}),
      ...(typeof id === 'string' && id.length <= 100 && id.isWellFormed() ? { client_msg_id: id } : {}),
    };
  } catch {
    return {};
  }
};

const parseObject = (text: string): Record<string, unknown> => {
  if (isTooDeep(text)) fail('malformed', { detail: `A message may be ${MOST_DEPTH} levels deep at most.` });
  const value = parse(text);
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return fail('malformed', { detail: 'A message is a JSON object with a type.' });
  return value as Record<string, unknown>;
};

const parse = (text: string): unknown => {
  try {
    // a member that would reach into prototypes can only be written with this name, or with escapes
    return /__proto__|\\u/i.test(text) ? JSON.parse(text, refusePrototypes) : JSON.parse(text);
  } catch (error) {
    if (error instanceof Failure) throw error;
    return fail('malformed', { detail: 'A message is JSON.', cause: error });
  }
};

const refusePrototypes = (key: string, value: unknown): unknown => {
  if (key === '__proto__')
    fail('malformed', { detail: 'A message has a name that is not taken, at any depth: __proto__.' });
  return value;
};

const isTooDeep = (text: string): boolean => {
  let depth = 0;
  let isInText = false;
  for (let index = 0; index < text.length; index += 1) {
    const character = text[index];
    if (isInText) {
      if (character === '\\') index += 1;
      else if (character === '"') isInText = false;
    } else if (character === '"') isInText = true;
    else if (character === '{' || character === '[') {
      depth += 1;
      if (depth > MOST_DEPTH) return true;
    } else if (character === '}' || character === ']') depth -= 1;
  }
  return false;
};
