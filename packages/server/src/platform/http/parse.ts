import type { Contract } from '@holdfast/protocol/contract';
import type { FastifyRequest } from 'fastify';
import { fail } from '../failure.ts';
import { compileSchema, type CompiledSchema } from './compile-schema.ts';
import { readIfMatch } from './etag.ts';
import { createFindings } from './invalid-fields.ts';
import { queryReader } from './query-string.ts';

export interface Parsed {
  readonly params: unknown;
  readonly query: unknown;
  readonly body: unknown;
  readonly version: number | undefined;
  readonly lastEventId: string | undefined;
}

/** Fields of a form stand beside those of the URL, and mean the same. */
export type ParseRequest = (request: FastifyRequest, form?: Readonly<Record<string, unknown>>) => Parsed;

/** Reads all parts of a request and reports everything that is wrong with them at once. */
export const requestParser = (contract: Contract): ParseRequest => {
  const params = contract.params && compileSchema(contract.params);
  const query = contract.query && compileSchema(contract.query);
  const body = contract.body && compileSchema(contract.body);
  const readQuery = contract.query && queryReader(contract.query);

  return (request, form) => {
    const wrong = createFindings();
    const part = (name: string, schema: CompiledSchema | undefined, value: unknown): unknown => {
      if (schema === undefined) return undefined;
      const result = schema.safeParse(value);
      if (result.success) return result.data;
      wrong.add(name, result.error, value);
      return undefined;
    };
    const parsed = {
      params: part('params', params, request.params),
      query: part(form === undefined ? 'query' : 'body', query, readQuery?.(form ?? queryOf(request))),
      body: part('body', body, request.body),
      version: contract.precondition === 'if-match' ? readIfMatch(request.headers['if-match']) : undefined,
      lastEventId: contract.events === undefined ? undefined : lastEventIdOf(request),
    };
    if (wrong.fields.length > 0) fail('invalid', { detail: wrong.detail, fields: wrong.fields });
    return parsed;
  };
};

export const queryOf = ({ query }: FastifyRequest) => query as Readonly<Record<string, unknown>>;

const lastEventIdOf = (request: FastifyRequest): string | undefined => {
  const header = request.headers['last-event-id'];
  return typeof header === 'string' && header !== '' && header.length <= 256 ? header : undefined;
};
