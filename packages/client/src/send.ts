import { doFetch, refuseUnsendable } from './do-fetch.ts';
import { HoldfastUnreachable } from './holdfast-unreachable.ts';
import type { PreparedRequest } from './request.ts';
import { type ClientSettings, TIMEOUT_MS_DEFAULT } from './settings.ts';

interface Patience {
  readonly signal?: AbortSignal;
  readonly timeoutMs?: number;
}

/** Sends a request and reads its answer with `read`, both within one deadline. The caller's own abort is passed on as it is. */
export const send = async <Result>(
  settings: ClientSettings,
  request: PreparedRequest,
  patience: Patience,
  read: (response: Response) => Promise<Result>,
): Promise<Result> => {
  const timeoutMs = patience.timeoutMs ?? settings.timeoutMs ?? TIMEOUT_MS_DEFAULT;
  const deadline = AbortSignal.timeout(timeoutMs);
  const signal = patience.signal === undefined ? deadline : AbortSignal.any([patience.signal, deadline]);
  refuseUnsendable(request);

  const response = await attempt(() => doFetch(settings, request, signal), {
    reason: 'network',
    sentence: cannotBeReached(request.url),
  });
  return attempt(() => read(response), {
    reason: 'interrupted',
    sentence: brokeOff(request.url),
  });

  async function attempt<Value>(
    act: () => Promise<Value>,
    failure: { readonly reason: 'network' | 'interrupted'; readonly sentence: string },
  ): Promise<Value> {
    try {
      return await act();
    } catch (error) {
      patience.signal?.throwIfAborted();
      if (deadline.aborted) {
        throw new HoldfastUnreachable('timeout', `Holdfast did not answer within ${timeoutMs / 1000} s.`, error);
      }
      // fetch and body readers reject with a TypeError, and with nothing else, when the line fails.
      if (error instanceof TypeError) throw new HoldfastUnreachable(failure.reason, failure.sentence, error);
      throw error;
    }
  }
};

export const cannotBeReached = (url: string): string =>
  `Holdfast at ${originOf(url)} cannot be reached. It may be starting, stopped, or behind a line that is down.`;

export const brokeOff = (url: string): string => `The answer of Holdfast at ${originOf(url)} broke off before its end.`;

const originOf = (url: string): string => (URL.canParse(url) ? new URL(url).origin : 'this address');
