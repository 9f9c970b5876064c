import type { Readable } from 'node:stream';
import { request } from 'undici';
import { writeTraceparent, type TraceContext } from '../telemetry/traceparent.ts';
import { ACCEPTED_ENCODINGS } from './body.ts';
import { failureOf } from './broken.ts';
import { incomingHeaders, type Headers } from './headers.ts';
import type { Hop } from './hops.ts';
import type { ExchangeParts } from './parts.ts';
import { PURPOSES, type PurposeName } from './purposes.ts';
import { refuseUnlessPossible, targetOf } from './target.ts';
import type { TimeLimit } from './time-limit.ts';
import { createTurns } from './turns.ts';

/** What stays the same from hop to hop. */
export interface Call {
  readonly purpose: PurposeName;
  readonly plainHttp: boolean;
  readonly limit: TimeLimit;
  readonly trace: TraceContext;
}

/** The head of an answer, and its body as it comes over the line. */
export interface Received {
  readonly method: string;
  readonly url: URL;
  readonly status: number;
  readonly headers: Headers;
  readonly raw: Readable;
}

/** Sends one hop when it is its turn at its host. The turn ends with the body. */
export const createSender = ({ agents, allowed }: ExchangeParts) => {
  const turns = createTurns();

  return async ({ url, method, headers, body }: Hop, { purpose, plainHttp, limit, trace }: Call): Promise<Received> => {
    const target = targetOf(url);
    refuseUnlessPossible(target, allowed);
    const endTurn = await turns.take(`${purpose} ${target.host}:${target.port}`, PURPOSES[purpose], limit.signal);
    try {
      const answer = await request(url, {
        dispatcher: plainHttp ? agents.plain : agents.strict,
        method,
        headers: { ...headers, traceparent: writeTraceparent(trace), 'accept-encoding': ACCEPTED_ENCODINGS },
        signal: limit.signal,
        ...(body === undefined ? {} : { body }),
      });
      // whoever reads it hears of the error; nobody may
      answer.body.on('error', () => {}).once('close', endTurn);
      return { method, url, status: answer.statusCode, headers: incomingHeaders(answer.headers), raw: answer.body };
    } catch (error) {
      endTurn();
      throw failureOf(error, url.origin, limit.signal);
    }
  };
};
