import type { Contract } from '@holdfast/protocol/contract';
import type { ProblemField } from '@holdfast/protocol/problem';
import type { FastifyRequest } from 'fastify';
import { fail } from '../failure.ts';
import { compileSchema, type CompiledSchema } from './compile-schema.ts';
import { readIfMatch } from './etag.ts';
import { fieldsOf } from './invalid-fields.ts';
import { queryReader } from './query-string.ts';

export interface Parsed {
  readonly params: unknown;
  readonly query: unknown;
  readonly body: unknown;
  readonly version: number | undefined;
  readonly lastEventId: string | undefined;
}

export type ParseRequest = (request: FastifyRequest) => Parsed;

/** Reads all parts of a request and reports everything that is wrong with them at once. */
export const requestParser = (contract: Contract): ParseRequest => {
  const params = contract.params && compileSchema(contract.params);
  const query = contract.query && compileSchema(contract.query);
  const body = contract.body && compileSchema(contract.body);
  const readQuery = contract.query && queryReader(contract.query);

  return (request) => {
    const wrong: ProblemField[] = [];
    const part = (name: string, schema: CompiledSchema | undefined, value: unknown): unknown => {
      if (schema === undefined) return undefined;
      const result = schema.safeParse(value);
      if (result.success) return result.data;
      wrong.push(...fieldsOf(name, result.error, value));
      return undefined;
    };
    const parsed = {
      params: part('params', params, request.params),
      query: part('query', query, readQuery?.(request.query as Record<string, unknown>)),
      body: part('body', body, request.body),
      version: contract.precondition === 'if-match' ? readIfMatch(request.headers['if-match']) : undefined,
      lastEventId: contract.events === undefined ? undefined : lastEventIdOf(request),
    };
    if (wrong.length > 0) fail('invalid', { detail: summary(wrong), fields: wrong });
    return parsed;
  };
};

const summary = (wrong: readonly ProblemField[]): string => {
  const [first] = wrong;
  const rest = wrong.length === 1 ? '' : ` (and ${wrong.length - 1} more)`;
  return `${first?.pointer} ${first?.detail}${rest}.`;
};

const lastEventIdOf = (request: FastifyRequest): string | undefined => {
  const header = request.headers['last-event-id'];
  return typeof header === 'string' && header !== '' && header.length <= 256 ? header : undefined;
};
