import type { Contract, EventOf } from '@holdfast/protocol/contract';
import type { Answer, Body } from './answer.ts';
import type { Arguments } from './arguments.ts';
import { followEvents, type StreamOptions } from './follow-events.ts';
import { readAnswer } from './read-answer.ts';
import { prepareRequest } from './request.ts';
import { send } from './send.ts';
import type { CallOptions, ClientSettings } from './settings.ts';

export interface Client {
  /** Sends one request. Throws `HoldfastError` for a problem, `HoldfastUnreachable` when there is no answer. */
  readonly call: <const C extends Contract>(
    contract: C,
    given: Arguments<C>,
    options?: CallOptions,
  ) => Promise<Answer<C>>;
  /** The same for those who only want the body. */
  readonly bodyOf: <const C extends Contract>(
    contract: C,
    given: Arguments<C>,
    options?: CallOptions,
  ) => Promise<Body<C>>;
  /** Follows server-sent events across broken lines, until its signal is aborted or the loop is left. */
  readonly stream: <const C extends Contract>(
    contract: C,
    given: Arguments<C>,
    options?: StreamOptions,
  ) => AsyncGenerator<EventOf<C>, void, void>;
}

export const createClient = (settings: ClientSettings): Client => {
  const call: Client['call'] = (contract, given, options = {}) =>
    send(settings, prepareRequest(settings, contract, given, options), options, (response) =>
      readAnswer(settings, contract, response),
    );

  return {
    call,
    bodyOf: async (contract, given, options) => (await call(contract, given, options)).body,
    stream: (contract, given, options = {}) => followEvents(settings, contract, given, options),
  };
};
