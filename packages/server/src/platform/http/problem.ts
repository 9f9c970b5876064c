import { errorEntry, type ErrorCode } from '@holdfast/protocol/errors/book';
import type { Problem } from '@holdfast/protocol/problem';
import type { FastifyReply } from 'fastify';
import type { FailureDetails } from '../failure.ts';

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
    detail: details.detail ?? entry.means,
    instance: path,
    trace_id: traceId,
    ...(details.fields === undefined ? {} : { errors: [...details.fields] }),
  };
};

export const sendProblem = (reply: FastifyReply, problem: Problem, details: FailureDetails): FastifyReply => {
  if (details.retryAfterSeconds !== undefined)
    reply.header('retry-after', String(Math.ceil(details.retryAfterSeconds)));
  if (problem.status === 401) reply.header('www-authenticate', 'Bearer realm="holdfast"');
  return reply.code(problem.status).header('content-type', PROBLEM_TYPE).send(JSON.stringify(problem));
};
