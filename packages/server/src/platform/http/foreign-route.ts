import type { FastifyReply, FastifyRequest, RouteOptions } from 'fastify';
import { inTrace } from '../telemetry/current-trace.ts';
import { ClientGone } from './client-gone.ts';
import { sayContinue } from './continue.ts';
import type { ForeignEndpoint, PlainAnswer } from './foreign.ts';

export interface Door {
  /** By the headers alone: makes the visit, and fails for whoever may not go on. */
  readonly letIn: (request: FastifyRequest, reply: FastifyReply) => Promise<void>;
  readonly admitAgain: (request: FastifyRequest) => Promise<void>;
}

/** All of it happens before the framework would begin to read the body: the endpoint reads it itself, as far as it likes. */
export const foreignRouteOf = (
  { contract, receive }: ForeignEndpoint,
  { letIn, admitAgain }: Door,
): Pick<RouteOptions, 'method' | 'url' | 'onRequest' | 'handler'> => ({
  method: contract.method,
  url: contract.path,
  onRequest: async (request, reply) => {
    try {
      await letIn(request, reply);
      sayContinue(request);
      const { visit, raw } = request;
      const foreign = {
        headers: request.headers,
        body: raw.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>,
        admitAgain: () => admitAgain(request),
      };
      const received = inTrace(visit.trace, () => receive(visit as never, foreign));
      return sendPlain(reply, await Promise.race([received, visit.stay.over]));
    } catch (error) {
      throw goneOr(error, request);
    } finally {
      // what was not read is not kept either
      request.raw.resume();
    }
  },
  handler: () => {
    throw new Error('A foreign request is answered before it gets here');
  },
});

export const sendPlain = (reply: FastifyReply, { status, headers, body }: PlainAnswer): FastifyReply =>
  reply.code(status).headers(headers).send(body);

/** A body that breaks off is its sender's doing. */
export const goneOr = (error: unknown, { raw }: FastifyRequest): unknown =>
  raw.destroyed && !raw.complete ? new ClientGone() : error;
