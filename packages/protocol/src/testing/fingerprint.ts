import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Contract } from '../contract.ts';
import { CONTRACTS, PROTOCOL_VERSION } from '../contracts.ts';
import { ERROR_BOOK } from '../errors/book.ts';
import { PERMISSIONS } from '../permissions.ts';
import { Problem } from '../problem.ts';
import { EVENTS } from '../telemetry/events.ts';
import { METRICS } from '../telemetry/metrics.ts';
import { TOPICS } from '../live/topics.ts';
import { SOCKETS } from '../sockets/all.ts';
import { CLOSE_BOOK } from '../sockets/close-codes.ts';
import { COMMON_RECEIVES, COMMON_SENDS } from '../sockets/messages.ts';
import type { SocketContract } from '../sockets/socket-contract.ts';

/** Everything others build on, by name, each as a short hash or as itself where it is short. */
export interface Fingerprint {
  readonly protocol_version: number;
  readonly parts: Readonly<Record<string, string>>;
}

export const fingerprintOfWire = (): Fingerprint => ({
  protocol_version: PROTOCOL_VERSION,
  parts: {
    ...named(
      'contract',
      CONTRACTS,
      ({ name }) => name,
      (contract) => hashOf(promiseOf(contract)),
    ),
    ...named(
      'socket',
      SOCKETS,
      ({ name }) => name,
      (socket) => hashOf(promiseOfSocket(socket)),
    ),
    ...named(
      'message',
      [...Object.entries(COMMON_RECEIVES), ...Object.entries(COMMON_SENDS)],
      ([name]) => name,
      ([, { fields }]) => hashOf(schemaOf(fields, 'input')),
    ),
    ...named(
      'close',
      Object.entries(CLOSE_BOOK),
      ([name]) => name,
      ([, { code, returns }]) => `${code} ${returns}`,
    ),
    ...named(
      'topic',
      TOPICS,
      ({ name }) => name,
      ({ permission, scope, events }) =>
        hashOf({
          permission,
          scope,
          events: Object.entries(events).map(([name, one]) => [name, schemaOf(one, 'output')]),
        }),
    ),
    ...named(
      'error',
      Object.entries(ERROR_BOOK),
      ([code]) => code,
      ([, { status, retry }]) => `${status}${retry ? ' retry' : ''}`,
    ),
    ...named(
      'event',
      Object.entries(EVENTS),
      ([name]) => name,
      ([, { fields }]) => fields.join(' '),
    ),
    ...named(
      'metric',
      Object.entries(METRICS),
      ([name]) => name,
      ([, { kind, labels }]) => [kind, ...labels].join(' '),
    ),
    ...named(
      'permission',
      PERMISSIONS,
      (permission) => permission,
      () => '',
    ),
    problem: hashOf(schemaOf(Problem, 'output')),
  },
});

/** What a person must know to put things right: which names came, went or changed. */
export const differences = (kept: Fingerprint, now: Fingerprint): string[] => [
  ...Object.keys(now.parts)
    .filter((name) => !Object.hasOwn(kept.parts, name))
    .map((name) => `new: ${name}`),
  ...Object.keys(kept.parts)
    .filter((name) => !Object.hasOwn(now.parts, name))
    .map((name) => `gone: ${name}`),
  ...Object.keys(now.parts)
    .filter((name) => Object.hasOwn(kept.parts, name) && kept.parts[name] !== now.parts[name])
    .map((name) => `changed: ${name}`),
];

const named = <Thing>(
  kind: string,
  things: readonly Thing[],
  nameOf: (thing: Thing) => string,
  printOf: (thing: Thing) => string,
): Record<string, string> =>
  Object.fromEntries(
    things
      .map((thing): [string, string] => [`${kind} ${nameOf(thing)}`, printOf(thing)])
      .toSorted(([left], [right]) => (left < right ? -1 : 1)),
  );

/** All of a contract but its prose. */
const promiseOf = ({
  summary: _summary,
  permission,
  params,
  query,
  body,
  answers,
  events,
  ...rest
}: Contract): object => ({
  ...rest,
  permission: typeof permission === 'string' ? permission : Object.keys(permission).join(),
  params: params && schemaOf(params, 'input'),
  query: query && schemaOf(query, 'input'),
  body: body && schemaOf(body, 'input'),
  answers: Object.entries(answers).map(([status, schema]) => [status, schemaOf(schema, 'output')]),
  events: Object.entries(events ?? {}).map(([name, schema]) => [name, schemaOf(schema, 'output')]),
});

const promiseOfSocket = ({ summary: _summary, params, receives, sends, ...rest }: SocketContract): object => ({
  ...rest,
  params: params && schemaOf(params, 'input'),
  receives: Object.entries(receives).map(([name, { fields, bytes }]) => [name, bytes, schemaOf(fields, 'input')]),
  sends: Object.entries(sends).map(([name, { fields, whenSlow }]) => [name, whenSlow, schemaOf(fields, 'output')]),
});

const schemaOf = (schema: z.ZodType, io: 'input' | 'output'): unknown =>
  z.toJSONSchema(schema, { io, unrepresentable: 'any' });

const hashOf = (value: unknown): string =>
  createHash('sha256')
    .update(JSON.stringify(sorted(value)))
    .digest('hex')
    .slice(0, 16);

/** The order in which members were written is no part of the wire, and neither are descriptions. */
const sorted = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).filter(
    ([name, member]) => name !== 'description' || typeof member !== 'string',
  );
  return Object.fromEntries(
    members.toSorted(([left], [right]) => (left < right ? -1 : 1)).map(([name, member]) => [name, sorted(member)]),
  );
};
