import type { LogFields } from './log-fields.ts';

/** Names of fields that may hold a secret, wherever in a line they stand and however they are spelt: `apiKey`, `Set-Cookie`. */
export const SECRET_FIELDS: ReadonlySet<string> = new Set([
  'authorization',
  'proxy_authorization',
  'cookie',
  'set_cookie',
  'password',
  'secret',
  'secret_key',
  'token',
  'setup_token',
  'auth_token',
  'access_token',
  'refresh_token',
  'api_key',
  'key',
  'recovery_code',
  'connection_string',
  'database_url',
]);

/** At the top of a line and in an error it is the error's code, which is no secret; anywhere else it may be a one-time code. */
const CODE = 'code';
const HIDDEN = '[redacted]';
const DEEPEST = 8;
const PASSWORD_IN_URL = /(\w:\/\/[^\s/@:]*):[^\s/@]+@/g;

/** A copy of a line's fields, errors included, without what may be a secret. */
export const redact = (fields: LogFields): Record<string, unknown> =>
  redactMembers(fields, { depth: 0, codeIsPublic: true, seen: new WeakSet() });

interface Place {
  readonly depth: number;
  readonly codeIsPublic: boolean;
  /** What was written before is not written again: a line is finite, whatever refers to what. */
  readonly seen: WeakSet<object>;
}

const redactMembers = (value: object, place: Place): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(value).map(([name, member]) => [name, isSecret(name, place) ? HIDDEN : redactValue(member, place)]),
  );

const redactValue = (value: unknown, { depth, seen }: Place): unknown => {
  if (typeof value === 'string')
    return value.includes('://') ? value.replaceAll(PASSWORD_IN_URL, `$1:${HIDDEN}@`) : value;
  if (typeof value !== 'object' || value === null) return value;
  if (depth >= DEEPEST || seen.has(value)) return '[left out]';
  seen.add(value);
  const within = { depth: depth + 1, codeIsPublic: value instanceof Error, seen };
  if (value instanceof Error) return redactMembers(membersOf(value), within);
  if (Array.isArray(value)) return value.map((member) => redactValue(member, within));
  if (value instanceof Map || value instanceof Set || ArrayBuffer.isView(value)) return `[${value.constructor.name}]`;
  if ('toJSON' in value && typeof value.toJSON === 'function')
    return redactValue((value as { toJSON(): unknown }).toJSON(), within);
  return redactMembers(value, within);
};

/** What an error says of itself, in this order; its causes are errors too. */
const membersOf = (error: Error): object => {
  const { name, message, stack, cause, ...own } = error;
  const errors = error instanceof AggregateError ? { errors: error.errors as unknown } : {};
  return { type: name, message, stack, ...own, ...errors, ...(cause === undefined ? {} : { cause }) };
};

const isSecret = (name: string, { codeIsPublic }: Place): boolean => {
  const plain = name
    .replaceAll(/([a-z])([A-Z])/g, '$1_$2')
    .replaceAll('-', '_')
    .toLowerCase();
  return SECRET_FIELDS.has(plain) || (plain === CODE && !codeIsPublic);
};
