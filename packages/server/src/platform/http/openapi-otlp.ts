import type { Contract } from '@holdfast/protocol/contract';
import { z } from 'zod';

type Json = Record<string, unknown>;

/** What a google.rpc.Status looks like in JSON. */
const STATUS = {
  type: 'object',
  properties: {
    code: { type: 'integer' },
    message: { type: 'string' },
    details: { type: 'array', items: { type: 'object', properties: { '@type': { type: 'string' } } } },
  },
  required: ['code', 'message', 'details'],
  additionalProperties: false,
};

const BINARY = { type: 'string', format: 'binary' };

/** Statuses by the specification of OTLP, and what each is for. */
const FAILURES: Readonly<Record<string, string>> = {
  400: 'The request cannot be read; the same bytes will fail again',
  401: 'No API key, or one that is not valid',
  403: 'The key may not write traces',
  413: 'Larger than allowed, counted without compression',
  415: 'Another type than protobuf or JSON, or another encoding than gzip',
  503: 'It cannot be stored now; send it again after Retry-After',
  504: 'It was not stored in time; send it again',
};

const inBoth = (schema: object): Json => ({
  'application/x-protobuf': { schema: BINARY },
  'application/json': { schema },
});

/** The body of a contract of OTLP, and what it answers, beyond what is the same for all. */
export const otlpOperation = ({ answers, summary }: Contract): Json => ({
  requestBody: { required: false, content: inBoth({ type: 'object', description: 'An ExportTraceServiceRequest.' }) },
  responses: {
    ...Object.fromEntries(
      Object.entries(answers).map(([status, schema]) => {
        const { $schema: _, ...json } = z.toJSONSchema(schema, { io: 'output' }) as Json;
        return [status, { description: summary, content: inBoth(json) }];
      }),
    ),
    ...Object.fromEntries(
      Object.entries(FAILURES).map(([status, description]) => [status, { description, content: inBoth(STATUS) }]),
    ),
  },
});
