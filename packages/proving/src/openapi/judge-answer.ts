import type { Answer } from '../http.ts';
import { checkSchema, type Schemas } from './check-schema.ts';
import type { Operation, Schema } from './description.ts';

/** What may go wrong outside of Holdfast, and says so. Every other 5xx is a defect. */
const NOT_OURS: ReadonlySet<string> = new Set([
  'outbound_failed',
  'outbound_timed_out',
  'outbound_busy',
  'provider_failed',
  'provider_busy',
  'provider_timed_out',
  'sign_in_busy',
]);

const LONGEST_SHOWN = 300;

/** What is wrong with an answer, by what the operation promises. */
export const faultsOf = (operation: Operation, answer: Answer, schemas: Schemas): readonly string[] => {
  if (answer.status === 0) return [`no answer came: ${answer.failure}`];
  const type = answer.headers.get('content-type')?.split(';')[0];
  const isProblem = type === 'application/problem+json';
  // health answers 503 with no code: it is what was asked for
  const isFailure = isProblem || (type === 'application/json' && answer.code !== undefined);
  if (answer.status >= 500 && isFailure && !NOT_OURS.has(answer.code ?? ''))
    return [`it answered ${answer.status} ${answer.code}`];
  const promised = operation.answers[String(answer.status)];
  if (promised === undefined) return [`${answer.status} ${answer.code ?? ''} is not described`];
  if (promised.content === undefined)
    return answer.body === '' || answer.body === undefined
      ? []
      : [`${answer.status} has a body, and none is described`];
  const described = promised.content[type ?? ''];
  if (described === undefined) return [`${answer.status} is ${type}, which is not described`];
  return saidIn(described.schema, type, answer.body)
    .flatMap((said) => checkSchema(described.schema, said, schemas))
    .map((fault) => `${answer.status}: ${fault.slice(0, LONGEST_SHOWN)}`);
};

/** Of a stream that has come to its end, what each event holds. */
const saidIn = ({ oneOf: events }: Schema, type: string | undefined, body: unknown): readonly unknown[] =>
  type === 'text/event-stream' && events !== undefined && typeof body === 'string'
    ? [...body.matchAll(/^data: (.*)$/gm)].map(([, data = '']) => JSON.parse(data) as unknown)
    : [body];
