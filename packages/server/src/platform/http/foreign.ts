import type { Contract } from '@holdfast/protocol/contract';
import type { IncomingHttpHeaders } from 'node:http';
import type { Failure } from '../failure.ts';
import type { ContextOf } from './context.ts';
import type { Endpoint } from './endpoint.ts';

/** An answer as it is sent, byte for byte. */
export interface PlainAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** A request of which nothing but the headers has been read. */
export interface ForeignRequest {
  readonly headers: IncomingHttpHeaders;
  /** Leaving it early does not cut the line: whoever sends too much is still told so. */
  readonly body: AsyncIterable<Buffer>;
  /** Whoever keeps a body back may have lost meanwhile what let them in. */
  readonly admitAgain: () => Promise<void>;
}

/** How a protocol of others says that something failed. */
export type Refuse = (failure: Failure, headers: IncomingHttpHeaders, traceId: string) => PlainAnswer;

export interface ForeignEndpoint extends Endpoint {
  readonly receive: (context: never, request: ForeignRequest) => Promise<PlainAnswer>;
  readonly refuse: Refuse;
}

/** Pairs a contract of a protocol of others with the code that reads and writes it. Everything before the body is as everywhere. */
export const inProtocol = <const C extends Contract & { readonly speaks: string }>(
  contract: C,
  refuse: Refuse,
  receive: (context: ContextOf<C>, request: ForeignRequest) => Promise<PlainAnswer>,
): ForeignEndpoint => ({ contract, refuse, receive, handle: neverCalled });

const neverCalled = (): Promise<never> => Promise.reject(new Error('A foreign endpoint is received, not handled'));

export const isForeign = (endpoint: Endpoint): endpoint is ForeignEndpoint => 'receive' in endpoint;
