import type { FastifyRequest, RouteOptions } from 'fastify';
import { inTrace } from '../telemetry/current-trace.ts';
import { sendPlain, type Door } from './foreign-route.ts';
import { urlOf } from './path.ts';
import type { Streams } from './streams.ts';
import type { TalkEndpoint } from './talk.ts';

export interface TalkParts {
  readonly door: Door;
  readonly streams: Streams;
  readonly bodyLimit: number;
  /** Ends when its reader may not read it any more. */
  readonly watched: <Sent>(request: FastifyRequest, send: () => Promise<Sent>) => Promise<Sent>;
}

export const talkRouteOf = (
  { contract, hear }: TalkEndpoint,
  { door, streams, bodyLimit, watched }: TalkParts,
): RouteOptions => ({
  method: contract.method,
  url: urlOf(contract),
  bodyLimit,
  onRequest: door.letIn,
  handler: async (request, reply) => {
    const { visit, headers, body: message } = request;
    await door.admitAgain(request);
    return watched(request, async () => {
      const heard = inTrace(visit.trace, () => hear(visit as never, { headers, message }));
      const answer = await Promise.race([heard, visit.stay.over]);
      if (!('messages' in answer)) return sendPlain(reply, answer);
      visit.stay.allow(Number.POSITIVE_INFINITY);
      return streams.sendMessages(reply, visit, answer.messages);
    });
  },
});
