import type { EventParser, RawEvent } from './event-parser.ts';
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
  const { request, lastEventId } = connection;
  const headers = {
    ...request.headers,
    accept: 'text/event-stream, application/problem+json',
    ...(lastEventId !== '' && { 'last-event-id': lastEventId }),
  };
  const doFetch = connection.settings.fetch ?? globalThis.fetch;
  const answer = doFetch(request.url, { ...request, headers, signal: connection.signal });
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
): AsyncGenerator<RawEvent, void, void> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  for (;;) {
    const { done, value } = await withinSilence(reader.read(), silenceMs);
    if (done) return;
    yield* parser.push(decoder.decode(value, { stream: true }));
  }
};
