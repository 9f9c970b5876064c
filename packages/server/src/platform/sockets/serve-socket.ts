import { errorEntry } from '@holdfast/protocol/errors/book';
import type { CloseReason } from '@holdfast/protocol/sockets/close-codes';
import type { SocketContract } from '@holdfast/protocol/sockets/socket-contract';
import { fail } from '../failure.ts';
import { ClientGone } from '../http/client-gone.ts';
import { failureOf } from '../http/to-failure.ts';
import type { Visit } from '../http/visit.ts';
import { followStream, isMany } from './follow-stream.ts';
import { enterMessage, type MessageVisit, type VisitingParts } from './message-visit.ts';
import { claimsOf, messageReader, type MessageReader } from './read-message.ts';
import type { Session } from './session.ts';
import type { AnyConnection, SocketEndpoint } from './socket-endpoint.ts';
import type { SocketTelemetry } from './socket-telemetry.ts';
import { createTokenBucket, type TokenBucket } from './token-bucket.ts';
import { messageWriter, type MessageWriter } from './write-message.ts';

export interface ServingParts extends VisitingParts {
  readonly socketTelemetry: SocketTelemetry;
  readonly messageMs: number;
}

/** Undefined while whoever is behind the socket may go on. */
export type Check = () => Promise<CloseReason | undefined>;

export interface SessionHandler {
  /** Tells the handler that there is a connection. */
  open(): void;
  handle(text: string): Promise<void>;
}

/** What runs for one kind of socket: its messages read, handled and answered. */
export interface Serving {
  readonly contract: SocketContract;
  readonly read: MessageReader;
  readonly write: MessageWriter;
  /** Begins with a session; what it gives takes each message of it. */
  begin(session: Session, params: unknown, check: Check): SessionHandler;
}

const MISTAKES = { capacity: 20, refillPerSecond: 0.1 };
const MOST_STREAMS = 16;

export const createServing = (endpoint: SocketEndpoint, parts: ServingParts): Serving => {
  const { contract } = endpoint;
  const read = messageReader(contract);
  const write = messageWriter(contract);
  const { clock, socketTelemetry } = parts;

  return {
    contract,
    read,
    write,
    begin(session, params, check) {
      let mistakes: TokenBucket | undefined;
      const connection = connectionOf(session, params, write);
      const tell = createTeller(session, write, parts);
      const send = (message: Readonly<Record<string, unknown>>): void => session.send(write(message));
      let streams = 0;

      const answer = async (text: string, entered: { current: MessageVisit | undefined }): Promise<void> => {
        const { type, fields, traceparent } = readOrCount(read, text, () => {
          const now = clock.elapsed();
          mistakes ??= createTokenBucket(MISTAKES, now);
          if (!mistakes.take(now)) session.line?.close('not_understood');
        });
        if (type === 'heartbeat') return send({ type: 'heartbeat_ack' });
        const handle = endpoint.on[type] ?? fail('invalid', { detail: `A ${type} can only be the first message.` });
        const refusal = await check();
        if (refusal !== undefined) return session.close(refusal);
        const { visit } = (entered.current = enterMessage(parts, session, parts.messageMs, traceparent));
        const work = handle(visit as never, fields as never, connection as never);
        const outcome = await Promise.race([work, visit.stay.over]);
        socketTelemetry.handled(contract, visit);
        if (outcome === undefined) return undefined;
        if (!isMany(outcome)) return send(outcome as Readonly<Record<string, unknown>>);
        if (streams >= MOST_STREAMS)
          fail('rate_limited', { detail: `${MOST_STREAMS} answers are already on their way.` });
        streams += 1;
        void followStream(parts, session, visit, { messages: outcome, send })
          .catch((error: unknown) => tell(error, visit, text))
          .finally(() => {
            streams -= 1;
          });
        return undefined;
      };

      return {
        open: () => endpoint.opened?.(connection as never),
        async handle(text) {
          const entered: { current: MessageVisit | undefined } = { current: undefined };
          socketTelemetry.messages(contract, 'in', 1);
          await answer(text, entered)
            .catch((error: unknown) => tell(error, entered.current?.visit, text))
            .finally(() => entered.current?.leave());
        },
      };
    },
  };
};

type Tell = (error: unknown, visit: Visit | undefined, text: string) => void;

/** Failures become messages: the socket stays open. */
const createTeller =
  (session: Session, write: MessageWriter, { socketTelemetry, log }: ServingParts): Tell =>
  (error, visit, text) => {
    if (error instanceof ClientGone || session.signal.aborted) return;
    const failure = failureOf(error);
    const { code, details } = failure;
    const claims = claimsOf(text);
    socketTelemetry.messageFailed(session.contract, failure, claims.about, visit?.log ?? log);
    session.send(
      write({
        type: 'error',
        code,
        message: details.detail ?? errorEntry(code).means,
        trace_id: visit?.traceId ?? '',
        ...claims,
        ...(details.fields === undefined ? {} : { errors: [...details.fields] }),
      }),
    );
  };

const readOrCount = (read: MessageReader, text: string, count: () => void): ReturnType<MessageReader> => {
  try {
    return read(text);
  } catch (error) {
    count();
    throw error;
  }
};

const connectionOf = (session: Session, params: unknown, write: MessageWriter): AnyConnection => ({
  id: session.id,
  params: params as undefined,
  get principal() {
    return session.principal;
  },
  get workspace() {
    return session.principal.workspace ?? fail('forbidden');
  },
  signal: session.signal,
  send: (message) => session.send(write(message)),
  ready: session.ready,
  close: session.close,
});
