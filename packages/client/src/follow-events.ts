import type { Contract, EventOf } from '@holdfast/protocol/contract';
import type { LooseArguments } from './arguments.ts';
import { backOffMs } from './back-off.ts';
import { createEventParser, type RawEvent } from './event-parser.ts';
import { HoldfastError } from './holdfast-error.ts';
import { isWorthAnotherTry } from './is-worth-another-try.ts';
import { pause } from './pause.ts';
import { readAnswer } from './read-answer.ts';
import { prepareRequest } from './request.ts';
import type { ClientSettings } from './settings.ts';
import { openStream, readStream } from './stream-connection.ts';
import { random } from './surroundings.ts';
import { unexpectedEvent } from './unexpected-answer.ts';

export interface StreamOptions {
  readonly signal?: AbortSignal;
  /** Go on after this event, for instance the last one seen before a restart. */
  readonly lastEventId?: string;
  /** A connection on which not even a comment came for so long is given up and opened again. */
  readonly silenceMs?: number;
  readonly traceparent?: string;
  /** Told when the connection opens and when it is lost, so that a page can say that it is not live. */
  readonly onConnection?: (state: 'open' | 'waiting', error?: unknown) => void;
  readonly random?: () => number;
}

const RETRY_MS_DEFAULT = 1_000;
const SILENCE_MS_DEFAULT = 60_000;

/** A newer server may send events that this client does not know: they are passed over. */
const typed = <C extends Contract>(contract: C, raw: RawEvent): EventOf<C> | undefined =>
  contract.events !== undefined && Object.hasOwn(contract.events, raw.event)
    ? ({ id: raw.id, event: raw.event, data: dataOf(raw) } as EventOf<C>)
    : undefined;

const dataOf = ({ data, event, id }: RawEvent): unknown => {
  try {
    return JSON.parse(data);
  } catch {
    // what was no JSON says more than the place where it stopped being one
    throw unexpectedEvent(event, id);
  }
};

/**
 * Follows a stream, and opens it again after the last event seen whenever it ends. A server ends it for good with 204.
 * An aborted signal ends the loop without an error: it is how a caller says that it has seen enough.
 */
export const followEvents = async function* <C extends Contract>(
  settings: ClientSettings,
  contract: C,
  given: LooseArguments,
  options: StreamOptions,
): AsyncGenerator<EventOf<C>, void, void> {
  const request = prepareRequest(settings, contract, given, options);
  const silenceMs = options.silenceMs ?? SILENCE_MS_DEFAULT;
  const isOver = (): boolean => options.signal?.aborted === true;
  let lastEventId = options.lastEventId ?? '';
  let baseMs = RETRY_MS_DEFAULT;
  let failures = 0;

  while (!isOver()) {
    const line = new AbortController();
    const signal = options.signal === undefined ? line.signal : AbortSignal.any([options.signal, line.signal]);
    const parser = createEventParser(lastEventId);
    let lost: unknown;
    try {
      const refuse = (response: Response) => readAnswer(settings, { ...contract, answers: {} }, response);
      const body = await openStream({ settings, request, lastEventId, silenceMs, signal, refuse });
      if (body === undefined) return;
      options.onConnection?.('open');
      for await (const raw of readStream(body, parser, silenceMs, request.url)) {
        failures = 0;
        lastEventId = raw.id;
        const event = typed(contract, raw);
        if (event !== undefined) yield event;
      }
    } catch (error) {
      if (isOver()) return;
      if (!isWorthAnotherTry(error)) throw error;
      lost = error;
    } finally {
      line.abort();
    }
    options.onConnection?.('waiting', lost);
    baseMs = parser.retryMs() ?? baseMs;
    const told = lost instanceof HoldfastError ? (lost.retryAfter ?? 0) * 1000 : 0;
    const wait = backOffMs(baseMs, failures, (options.random ?? random)());
    await pause(Math.max(told, wait), options.signal);
    failures += 1;
  }
};
