import { descend } from '../telemetry/traceparent.ts';
import { isIdempotent } from './again.ts';
import { answerOf, type Answer } from './answer.ts';
import { failureOf } from './broken.ts';
import { outgoingHeaders } from './headers.ts';
import { createJourney, MOST_REDIRECTS, type Limits } from './journey.ts';
import type { ExchangeParts } from './parts.ts';
import { PURPOSES } from './purposes.ts';
import type { OutboundRequest } from './request.ts';
import { parseTarget } from './target.ts';
import { limitTime } from './time-limit.ts';

export type Exchange = (url: string | URL, request: OutboundRequest) => Promise<Answer>;

/** A request with its time, its trace and its end, whatever it is. */
export const createExchange = (parts: ExchangeParts): Exchange => {
  const { clock, telemetry } = parts;
  const travel = createJourney(parts);

  return async (address, request) => {
    const { purpose, plainHttp = false, mustSucceed = false } = request;
    const usual = PURPOSES[purpose];
    const limit = limitTime(request.timeoutMs ?? usual.timeoutMs, request.signal, clock.elapsed);
    const method = (request.method ?? 'GET').toUpperCase();
    const trace = descend(request.trace);
    const tell = telemetry.called({ method, purpose, trace, parent: request.trace });
    let origin = 'an address';
    try {
      const url = parseTarget(address);
      ({ origin } = url);
      const hop = { url, method, headers: outgoingHeaders(request.headers ?? {}), body: request.body };
      const received = await travel(hop, { purpose, plainHttp, limit, trace }, limitsOf(request, method));
      const settle = (failure?: Error): void => {
        limit.clear();
        tell(origin, failure ?? received.status);
      };
      return answerOf(received, { maxBytes: request.maxBytes ?? usual.maxBytes, limit, settle, mustSucceed });
    } catch (error) {
      limit.clear();
      const failure = failureOf(error, origin, limit.signal);
      tell(origin, failure);
      throw failure;
    }
  };
};

const limitsOf = ({ redirects, repeats = 0, idempotent = false }: OutboundRequest, method: string): Limits => ({
  redirects: Math.min(MOST_REDIRECTS, redirects ?? (method === 'GET' || method === 'HEAD' ? MOST_REDIRECTS : 0)),
  repeats: idempotent || isIdempotent(method) ? repeats : 0,
});
