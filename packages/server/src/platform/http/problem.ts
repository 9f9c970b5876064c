import { errorEntry, type ErrorCode } from '@holdfast/protocol/errors/book';
import type { Problem } from '@holdfast/protocol/problem';
import type { FastifyReply } from 'fastify';
import type { Failure, FailureDetails } from '../failure.ts';

/** When to come again where nobody knows better. */
const SOON_SECONDS = 1;

export const PROBLEM_TYPE = 'application/problem+json';

/** RFC 9457. `instance` is the path without its query, which may hold what must not be repeated. */
export const problemOf = (code: ErrorCode, details: FailureDetails, path: string, traceId: string): Problem => {
  const entry = errorEntry(code);
  return {
    ...details.members,
    type: `/docs#error-${code}`,
    title: entry.title,
    status: entry.status,
    code,
    detail: details.detail ?? `${entry.means} ${entry.act}`,
    instance: path,
    trace_id: traceId,
    ...(details.fields === undefined ? {} : { errors: [...details.fields] }),
  };
};

export const sendFailure = (
  reply: FastifyReply,
  { code, details }: Failure,
  path: string,
  traceId: string,
): FastifyReply => {
  const { status, retry } = errorEntry(code);
  const wait = details.retryAfterSeconds ?? (retry ? SOON_SECONDS : undefined);
  if (wait !== undefined) reply.header('retry-after', String(Math.ceil(wait)));
  if (status === 401) reply.header('www-authenticate', 'Bearer realm="holdfast"');
  const problem = problemOf(code, details, path, traceId);
  return reply.code(status).header('content-type', PROBLEM_TYPE).send(JSON.stringify(problem));
};
