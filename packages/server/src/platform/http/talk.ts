import type { Contract } from '@holdfast/protocol/contract';
import type { IncomingHttpHeaders } from 'node:http';
import type { ContextOf } from './context.ts';
import type { Endpoint } from './endpoint.ts';
import type { PlainAnswer, Refuse } from './foreign.ts';

/** A message of a protocol of others that is JSON, parsed with the care that every body gets. */
export interface Talk {
  readonly headers: IncomingHttpHeaders;
  readonly message: unknown;
}

/** Messages as server-sent events, as they come. */
export interface Spoken {
  readonly messages: AsyncIterable<object>;
}

export interface TalkEndpoint extends Endpoint {
  readonly hear: (context: never, talk: Talk) => Promise<PlainAnswer | Spoken>;
  readonly refuse: Refuse;
}

/** Pairs a contract of a protocol whose messages are JSON with the code that answers them. */
export const inTalk = <const C extends Contract & { readonly speaks: string }>(
  contract: C,
  refuse: Refuse,
  hear: (context: ContextOf<C>, talk: Talk) => Promise<PlainAnswer | Spoken>,
): TalkEndpoint => ({ contract, refuse, hear, handle: neverCalled });

const neverCalled = (): Promise<never> => Promise.reject(new Error('A message is heard, not handled'));

export const isTalking = (endpoint: Endpoint): endpoint is TalkEndpoint => 'hear' in endpoint;
