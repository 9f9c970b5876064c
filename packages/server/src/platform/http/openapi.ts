import { isOfAccount, isOpen, isSignedIn, type Contract, type Needs, type Open } from '@holdfast/protocol/contract';
import { errorEntry, type ErrorCode } from '@holdfast/protocol/errors/book';
import { Problem } from '@holdfast/protocol/problem';
import { z } from 'zod';
import { mcpOperation } from './openapi-mcp.ts';
import { otlpOperation } from './openapi-otlp.ts';

type Json = Record<string, unknown>;

/** OpenAPI 3.1 of the contracts, and of nothing else: what is not promised is not described. */
export const openApiOf = (contracts: readonly Contract[], version: string, publicUrl?: URL): Json => ({
  openapi: '3.1.0',
  info: {
    title: 'Holdfast',
    version,
    summary: 'A self-hosted backend for AI agents.',
    license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
  },
  ...(publicUrl === undefined ? {} : { servers: [{ url: publicUrl.origin }] }),
  paths: pathsOf(contracts),
  components: {
    schemas: { Problem: schemaOf(Problem, 'output') },
    securitySchemes: {
      bearer: { type: 'http', scheme: 'bearer', description: 'An API key or a sign-in token.' },
      cookie: { type: 'apiKey', in: 'cookie', name: '__Host-hf_signin', description: 'A browser that signed in.' },
    },
  },
});

const pathsOf = (contracts: readonly Contract[]): Json => {
  const paths: Record<string, Json> = {};
  for (const contract of contracts)
    (paths[contract.path] ??= {})[contract.method.toLowerCase()] = operationOf(contract);
  return paths;
};

const operationOf = (contract: Contract): Json => ({
  operationId: contract.name,
  tags: [contract.name.split('.')[0]],
  summary: contract.summary,
  ...(isOpen(contract.permission)
    ? { security: [], description: `Open to everyone: ${contract.permission.open}.` }
    : {
        security: [{ bearer: [] }, { cookie: [] }],
        description: whoMay(contract.permission),
        'x-permission': nameOf(contract.permission),
        ...(contract.needsProof === true ? { 'x-needs-proof': true } : {}),
      }),
  parameters: parametersOf(contract),
  ...describeAs[contract.speaks ?? 'us'](contract),
});

const describeAs = {
  us: (contract: Contract) => ownOperation(contract),
  otlp: otlpOperation,
  mcp: mcpOperation,
} as const satisfies Record<NonNullable<Contract['speaks']> | 'us', (contract: Contract) => Json>;

const ownOperation = (contract: Contract): Json => ({
  ...bodyOf(contract),
  responses: { ...answersOf(contract), ...failuresOf(contract) },
});

const bodyOf = (contract: Contract): Json => {
  if (contract.takes === 'file') return { requestBody: { required: true, content: fileOf(contract) } };
  if (contract.body === undefined) return {};
  return {
    requestBody: { required: true, content: { 'application/json': { schema: schemaOf(contract.body, 'input') } } },
  };
};

const BINARY = { type: 'string', format: 'binary' };

/** As a part of a form, with the parameters of the query as fields, or as the body itself. */
const fileOf = ({ query }: Contract): Json => {
  const { properties = {}, required = [] }: FormSchema = query === undefined ? {} : schemaOf(query, 'input');
  return {
    'multipart/form-data': {
      schema: { type: 'object', properties: { file: BINARY, ...properties }, required: ['file', ...required] },
    },
    'application/octet-stream': { schema: BINARY },
  };
};

interface FormSchema {
  readonly properties?: Json;
  readonly required?: readonly string[];
}

const whoMay = (needs: Exclude<Needs, Open>): string => {
  if (isSignedIn(needs)) return `For everybody who is signed in, and every API key: ${needs.signedIn}.`;
  if (isOfAccount(needs)) return `For everybody who is signed in, about their own account: ${needs.account}.`;
  return `Needs the permission \`${needs}\`.`;
};

const nameOf = (needs: Exclude<Needs, Open>): string => {
  if (isSignedIn(needs)) return 'signed-in';
  return isOfAccount(needs) ? 'account' : needs;
};

const parametersOf = (contract: Contract): Json[] => [
  ...fieldsOf('path', contract.params),
  ...fieldsOf('query', contract.query),
  ...(contract.precondition === undefined
    ? []
    : [headerOf('If-Match', true, 'The ETag of the version that the change was made from.')]),
  ...(contract.idempotency === undefined
    ? []
    : [
        headerOf(
          'Idempotency-Key',
          contract.idempotency === 'required',
          'The same key and body again get the first answer and do nothing.',
        ),
      ]),
  ...(contract.events === undefined
    ? []
    : [headerOf('Last-Event-ID', false, 'Where to go on after a broken connection.')]),
];

const headerOf = (name: string, required: boolean, description: string): Json => ({
  name,
  in: 'header',
  required,
  description,
  schema: { type: 'string' },
});

const fieldsOf = (place: 'path' | 'query', schema: z.ZodObject | undefined): Json[] => {
  if (schema === undefined) return [];
  const { properties = {}, required = [] } = schemaOf(schema, 'input') as { properties?: Json; required?: string[] };
  return Object.entries(properties).map(([name, field]) => ({
    name,
    in: place,
    required: required.includes(name),
    schema: field,
  }));
};

const answersOf = (contract: Contract): Json => {
  if (contract.events !== undefined) {
    const events = Object.entries(contract.events).map(([name, schema]) => ({
      ...schemaOf(schema, 'output'),
      title: name,
    }));
    return {
      200: { description: 'A stream of events.', content: { 'text/event-stream': { schema: { oneOf: events } } } },
    };
  }
  return Object.fromEntries(
    Object.entries(contract.answers).map(([status, schema]) => [status, answerOf(Number(status), schema, contract)]),
  );
};

const answerOf = (status: number, schema: z.ZodType, contract: Contract): Json => {
  if (status === 204) return { description: 'Done.' };
  if (status === 302)
    return { description: 'Goes on elsewhere.', headers: { Location: { schema: { type: 'string' } } } };
  const headers = contract.precondition === undefined ? {} : { headers: { ETag: { schema: { type: 'string' } } } };
  if (typeof contract.produces === 'object') {
    const name = { headers: { 'Content-Disposition': { schema: { type: 'string' } } } };
    const files = contract.produces.map((type) => [type, { schema: { type: 'string' } }] as const);
    return { description: contract.summary, ...name, content: Object.fromEntries(files) };
  }
  return {
    description: contract.summary,
    ...headers,
    content: { [contract.produces ?? 'application/json']: { schema: schemaOf(schema, 'output') } },
  };
};

/** What every endpoint of a kind may answer, beyond what its contract names. */
export const failuresFor = (contract: Contract): ErrorCode[] => [
  ...new Set<ErrorCode>([
    ...(isOpen(contract.permission) ? [] : (['unauthenticated', 'forbidden', 'second_factor_needed'] as const)),
    ...(contract.needsProof === true ? (['proof_needed'] as const) : []),
    ...(contract.method === 'GET' ? [] : (['cross_site'] as const)),
    ...(contract.params === undefined ? [] : (['not_found'] as const)),
    // also where no body is asked for: somebody sends one all the same
    ...(contract.method === 'GET' ? [] : (['malformed', 'too_large', 'unsupported_type'] as const)),
    ...((contract.params ?? contract.query ?? contract.body) ? (['invalid'] as const) : []),
    ...(contract.takes === undefined ? [] : (['too_slow', 'storage_full'] as const)),
    ...(contract.precondition === undefined ? [] : (['version_missing', 'stale'] as const)),
    ...(contract.idempotency === undefined ? [] : (['idempotency_key_reused', 'idempotency_key_in_progress'] as const)),
    ...(contract.failures ?? []),
    ...(contract.limits?.rate === 'none' ? [] : (['rate_limited'] as const)),
    'draining',
    'timed_out',
  ]),
];

const failuresOf = (contract: Contract): Json => {
  const byStatus = Map.groupBy(failuresFor(contract), (code) => errorEntry(code).status);
  const promised = new Set(Object.keys(contract.answers).map(Number));
  return Object.fromEntries(
    [...byStatus]
      .filter(([status]) => !promised.has(status))
      .map(([status, codes]) => [
        status,
        {
          description: codes.map((code) => `\`${code}\`: ${errorEntry(code).title}`).join('; '),
          content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
        },
      ]),
  );
};

const schemaOf = (schema: z.ZodType, io: 'input' | 'output'): Json => {
  const { $schema: _, ...json } = z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as Json;
  return json;
};
