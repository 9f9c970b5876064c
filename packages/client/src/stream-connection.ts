import type { EventParser, RawEvent } from './event-parser.ts';
import { doFetch, refuseUnsendable } from './do-fetch.ts';
import { HoldfastUnreachable, type UnreachableReason } from './holdfast-unreachable.ts';
import { brokeOff, cannotBeReached } from './send.ts';
import type { PreparedRequest } from './request.ts';
import type { ClientSettings } from './settings.ts';
import { unexpectedAnswer } from './unexpected-answer.ts';
import { withinSilence } from './within-silence.ts';

export interface StreamConnection {
  readonly settings: ClientSettings;
  readonly request: PreparedRequest;
  readonly lastEventId: string;
  readonly silenceMs: number;
  readonly signal: AbortSignal;
  /** Turns a refusal into the error it is. */
  readonly refuse: (response: Response) => Promise<unknown>;
}

/** Opens one connection. `undefined` is a server that says 204: there is nothing more to come, ever. */
export const openStream = async (connection: StreamConnection): Promise<ReadableStream<Uint8Array> | undefined> => {
  const { lastEventId } = connection;
  const headers = {
    ...connection.request.headers,
    accept: 'text/event-stream, application/problem+json',
    ...(lastEventId !== '' && { 'last-event-id': lastEventId }),
  };
  const request = { ...connection.request, headers };
  refuseUnsendable(request);
  const answer = doFetch(connection.settings, request, connection.signal).catch(
    lineFailed('network', cannotBeReached(request.url)),
  );
  const response = await withinSilence(answer, connection.silenceMs);
  if (response.status === 204) return undefined;
  if (!response.ok) await connection.refuse(response);
  const isStream = response.headers.get('content-type')?.startsWith('text/event-stream') === true;
  if (!isStream || response.body === null) throw unexpectedAnswer(response, 'a stream of events');
  return response.body;
};

/** The events of one connection, until the server ends it. */
export const readStream = async function* (
  body: ReadableStream<Uint8Array>,
  parser: EventParser,
  silenceMs: number,
  url: string,
): AsyncGenerator<RawEvent, void, void> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  for (;;) {
    const { done, value } = await withinSilence(
      reader.read().catch(lineFailed('interrupted', brokeOff(url))),
      silenceMs,
    );
    if (done) return;
    yield* parser.push(decoder.decode(value, { stream: true }));
  }
};

/** Fetch and body readers reject with a TypeError, and with nothing else, when the line fails. */
export const lineFailed =
  (reason: UnreachableReason, sentence: string) =>
  (error: unknown): never => {
    throw error instanceof TypeError ? new HoldfastUnreachable(reason, sentence, error) : error;
  };
