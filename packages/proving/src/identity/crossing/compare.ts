import { randomUUID } from 'node:crypto';
import type { Answer } from '../../http.ts';
import { inventBody } from '../../openapi/fuzzed-request.ts';
import type { Operation, Parameter } from '../../openapi/description.ts';
import { expectSame } from '../../oracles/expect-that.ts';
import type { Random } from '../../run/random.ts';
import type { Caller } from '../caller.ts';

/** These are another with each request, whoever asks for whatever. */
const VARYING = new Set([
  'date',
  'traceparent',
  'x-request-id',
  'ratelimit',
  'ratelimit-remaining',
  'ratelimit-reset',
  'etag',
]);

const isId = ({ schema }: Parameter): boolean => schema.format === 'uuid';

/** Where a request names a thing by its id: in the path, or as a filter. */
export const namesAThing = (operation: Operation): boolean => operation.parameters.some(isId);

const pathFor = (operation: Operation, id: string): string => {
  const path = operation.path.replaceAll(/\{\w+\}/g, (name) =>
    operation.parameters.some((one) => one.in === 'path' && `{${one.name}}` === name && isId(one)) ? id : 'letters',
  );
  const filters = operation.parameters
    .filter((one) => one.in === 'query' && isId(one))
    .map(({ name }) => `${name}=${id}`);
  return filters.length === 0 ? path : `${path}?${filters.join('&')}`;
};

/** All of an answer but what is another each time, with the moment from which it counts, and the place where it repeats what was asked. */
export const sight = ({ status, headers, body }: Answer): string => {
  const kept = [...headers].filter(([name]) => !VARYING.has(name));
  const { trace_id: _trace, instance: _instance, since: _since, ...rest } = (body ?? {}) as Record<string, unknown>;
  return JSON.stringify({ status, kept, rest });
};

/** Of an operation with a limit of its own only so many can be asked in a minute: which of them is left to chance. */
const asManyAsItBears = (
  { name }: Operation,
  { headers }: Answer,
  ids: ReadonlySet<string>,
  random: Random,
): readonly string[] => {
  const [, limit] = new RegExp(`"${name}";q=(\\d+)`, 'u').exec(headers.get('ratelimit-policy') ?? '') ?? [];
  const most = limit === undefined ? ids.size : Number(limit) - 1;
  const first = random.between(0, ids.size - 1);
  return [...[...ids].slice(first), ...[...ids].slice(0, first)].slice(0, most);
};

/** Asks for things of others as for one that there is not: nobody can tell the answers apart. Gives the status that all have. */
export const expectUnknown = async (
  caller: Caller,
  operation: Operation,
  ids: ReadonlySet<string>,
  random: Random,
): Promise<number> => {
  const body = inventBody(operation, random);
  const ask = (id: string): Promise<Answer> =>
    caller.ask(operation.method, pathFor(operation, id), {
      ...(body === undefined ? {} : { body }),
      headers: { 'if-match': '"1"' },
    });
  const unknown = await ask(randomUUID());
  for (const id of asManyAsItBears(operation, unknown, ids, random)) {
    const theirs = await ask(id);
    expectSame(
      sight(theirs),
      sight(unknown),
      `${operation.name} tells ${caller.name} nothing of a thing in another workspace`,
    );
  }
  return unknown.status;
};
