import type { Contract } from '@holdfast/protocol/contract';
import { Problem } from '@holdfast/protocol/problem';
import type { Answer } from './answer.ts';
import { HoldfastError } from './holdfast-error.ts';
import { readText } from './read-text.ts';
import { retryAfterSeconds } from './retry-after.ts';
import { ANSWER_BYTES_MAXIMUM_DEFAULT, type ClientSettings } from './settings.ts';
import { now } from './surroundings.ts';
import { unexpectedAnswer } from './unexpected-answer.ts';

type Schema = Contract['answers'][number];

/** A newer server may say more than this client's contract knows; that breaks no promise. */
const keepsPromise = (schema: Schema, body: unknown): boolean => {
  const parsed = schema.safeParse(body);
  return parsed.success || parsed.error.issues.every((issue) => issue.code === 'unrecognized_keys');
};

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

const isJson = (response: Response): boolean =>
  /^application\/(?:[\w.-]+\+)?json\b/iu.test(response.headers.get('content-type') ?? '');

const isProblem = (response: Response): boolean =>
  /^application\/problem\+json\b/iu.test(response.headers.get('content-type') ?? '');

const refusal = (response: Response, text: string): HoldfastError => {
  const problem = Problem.safeParse(parseJson(text));
  return problem.success
    ? new HoldfastError(problem.data, retryAfterSeconds(response.headers.get('retry-after'), now()))
    : unexpectedAnswer(response, 'a problem as in RFC 9457');
};

const bodyOf = (response: Response, text: string): unknown => {
  if (text === '') return undefined;
  return isJson(response) ? parseJson(text) : text;
};

/**
 * An answer is what the contract lists, whatever its status: readiness answers 503 with the same body as 200.
 * Anything can stand in between and answer 503 as well, so what is no JSON or no success is held against the schema;
 * a JSON success is taken at its word, because checking 10,000 spans again would be paid by every caller.
 */
export const readAnswer = async <C extends Contract>(
  { answerBytesMaximum = ANSWER_BYTES_MAXIMUM_DEFAULT }: Pick<ClientSettings, 'answerBytesMaximum'>,
  contract: C,
  response: Response,
): Promise<Answer<C>> => {
  const schema = contract.answers[response.status];
  const text = await readText(response, answerBytesMaximum);
  if (isProblem(response)) throw refusal(response, text);
  if (schema === undefined) throw unexpectedAnswer(response, `what ${contract.method} ${contract.path} answers`);

  const body = bodyOf(response, text);
  const isTaken = response.ok && isJson(response) && body !== undefined;
  if (!isTaken && !keepsPromise(schema, body)) {
    throw unexpectedAnswer(response, `what ${contract.method} ${contract.path} answers`);
  }
  return {
    status: response.status,
    body,
    etag: response.headers.get('etag') ?? undefined,
    headers: response.headers,
  } as Answer<C>;
};
