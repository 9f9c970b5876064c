import { errorEntry, type ErrorCode } from '@holdfast/protocol/errors/book';
import type { Problem } from '@holdfast/protocol/problem';
import type { FastifyReply } from 'fastify';
import type { Failure, FailureDetails } from '../failure.ts';
import { headersOfFailure } from './failure-headers.ts';

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

export const sendFailure = (reply: FastifyReply, failure: Failure, path: string, traceId: string): FastifyReply => {
  const problem = problemOf(failure.code, failure.details, path, traceId);
  return reply
    .code(problem.status)
    .headers(headersOfFailure(failure))
    .header('content-type', PROBLEM_TYPE)
    .send(JSON.stringify(problem));
};
