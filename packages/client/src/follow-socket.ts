import { closeEntryOf } from '@holdfast/protocol/sockets/close-codes';
import { createTicket } from '@holdfast/protocol/sockets/create-ticket';
import type { COMMON_SENDS } from '@holdfast/protocol/sockets/messages';
import type { Sayable, Sendable, SocketContract } from '@holdfast/protocol/sockets/socket-contract';
import { backOffMs } from './back-off.ts';
import { isWorthAnotherTry } from './is-worth-another-try.ts';
import { pause } from './pause.ts';
import { readAnswer } from './read-answer.ts';
import { prepareRequest } from './request.ts';
import { send } from './send.ts';
import type { ClientSettings } from './settings.ts';
import { createHearing } from './socket-hearing.ts';
import { openLine, type SocketLine } from './socket-line.ts';
import { socketUrl } from './socket-url.ts';
import { random } from './surroundings.ts';
import { watchSilence } from './watch-silence.ts';

type Common = { readonly sends: typeof COMMON_SENDS; readonly receives: SocketContract['receives'] } & Omit<
  SocketContract,
  'sends' | 'receives'
>;

/** Everything that the server may say on this socket, with its number. */
export type SocketMessage<C extends SocketContract> = (Sendable<C> | Sendable<Common>) & { readonly seq: number };

export type SocketState =
  /** Open; `lost` when what was to be resumed is gone: load anew what you show. */
  | { readonly state: 'open'; readonly outcome: 'new' | 'resumed' | 'lost' }
  | { readonly state: 'waiting'; readonly code: number | undefined; readonly error: unknown }
  /** For good. */
  | { readonly state: 'closed'; readonly code: number | undefined; readonly error: unknown };

export interface SocketOptions<C extends SocketContract> {
  readonly onMessage: (message: SocketMessage<C>) => void;
  readonly onState?: (state: SocketState) => void;
  readonly random?: () => number;
  /** A line on which nothing came for so long is given up and opened again. */
  readonly silenceMs?: number;
}

export interface ClientSocket<C extends SocketContract> {
  /** Sent when the socket is open. What was sent just before a line broke may be lost: give it a `client_msg_id`. */
  send(message: Sayable<C>): void;
  close(): void;
  /** Settles when it is closed for good. */
  readonly closed: Promise<void>;
}

const RETRY_MS = 1000;
const SILENCE_MS = 60_000;
const MOST_UNSENT = 100;

/** Keeps a socket: comes back by itself, resumes, and gives each message once. */
export const followSocket = <C extends SocketContract>(
  settings: ClientSettings,
  contract: C,
  params: Readonly<Record<string, unknown>>,
  options: SocketOptions<C>,
): ClientSocket<C> => {
  const url = socketUrl(settings.baseUrl, contract.path, params);
  const over = new AbortController();
  const unsent: object[] = [];
  let line: SocketLine | undefined;
  let [isOpen, failures] = [false, 0];

  const hearing = createHearing(options.onMessage as (message: object) => void, (outcome) => {
    [isOpen, failures] = [true, 0];
    for (const waiting of unsent.splice(0)) line?.say(waiting);
    options.onState?.({ state: 'open', outcome });
  });

  /** One line, from its opening to its end: gives the code of its end. */
  const hold = async (): Promise<number> => {
    const ticket = await ticketFor(settings, over.signal);
    const { promise, resolve } = Promise.withResolvers<number>();
    const silence = watchSilence(options.silenceMs ?? SILENCE_MS, () => line, hearing.hear);
    const opened = openLine(url, { ticket, resume: hearing.resume() }, { heard: silence.heard, closed: resolve });
    line = opened;
    const leave = (): void => opened.close(1000);
    over.signal.addEventListener('abort', leave);
    if (over.signal.aborted) leave();
    return promise.finally(() => {
      silence.stop();
      over.signal.removeEventListener('abort', leave);
      isOpen = false;
    });
  };

  return {
    send(message) {
      if (isOpen) line?.say(message);
      else if (unsent.length < MOST_UNSENT) unsent.push(message);
      else throw new RangeError(`${MOST_UNSENT} messages already wait for the socket to open`);
    },
    close: () => over.abort(),
    closed: keep(hold, over.signal, options, () => {
      failures += 1;
      return failures;
    }),
  };
};

const isFinal = (code: number | undefined, error: unknown): boolean =>
  code === undefined ? !isWorthAnotherTry(error) : closeEntryOf(code)?.returns === 'never';

/** A socket can carry no header. Whoever is signed in by a cookie in its only workspace needs no ticket. */
const ticketFor = async (settings: ClientSettings, signal: AbortSignal): Promise<string | undefined> => {
  if (settings.token === undefined && settings.workspace === undefined) return undefined;
  const request = prepareRequest(settings, createTicket, {}, {});
  const { body } = await send(settings, request, { signal }, (response) =>
    readAnswer(settings, createTicket, response),
  );
  return body.ticket;
};

/** Holds one line after the other, until it is told to stop or the server says that it is no use. */
const keep = async (
  hold: () => Promise<number>,
  over: AbortSignal,
  options: Pick<SocketOptions<SocketContract>, 'onState' | 'random'>,
  countFailure: () => number,
): Promise<void> => {
  for (;;) {
    const ended = await hold().then(
      (code) => ({ code, error: undefined as unknown }),
      (error: unknown) => ({ code: undefined, error }),
    );
    const isOver = over.aborted || isFinal(ended.code, ended.error);
    options.onState?.({ state: isOver ? 'closed' : 'waiting', ...ended });
    if (isOver) return;
    await pause(backOffMs(RETRY_MS, countFailure() - 1, (options.random ?? random)()), over);
    if (over.aborted) {
      options.onState?.({ state: 'closed', ...ended });
      return;
    }
  }
};
