import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Telemetry } from '../telemetry/telemetry.ts';
import { pathOf } from './path.ts';
import { sendPlain } from './foreign-route.ts';
import { sendFailure } from './problem.ts';
import { ClientGone } from './client-gone.ts';
import { failureOf } from './to-failure.ts';

/** The one place where an error becomes an answer. */
export const answerFailure = (
  telemetry: Telemetry,
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply => {
  const failure = failureOf(error);
  const { visit } = request;
  const traceId = visit?.traceId ?? telemetry.traceIdOf(request.headers);
  if (!(error instanceof ClientGone))
    telemetry.failed(failure, { method: request.method, path: pathOf(request), traceId }, visit?.log);
  if (failure.code === 'draining') reply.header('connection', 'close');
  const refuse = request.server.foreignPaths.refuserOf(pathOf(request));
  if (refuse !== undefined) return sendPlain(reply, refuse(failure, request.headers, traceId));
  return sendFailure(reply, failure, pathOf(request), traceId);
};
