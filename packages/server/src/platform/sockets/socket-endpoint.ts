import type { Received, Sendable, SocketContract, SocketParams } from '@holdfast/protocol/sockets/socket-contract';
import type { CloseReason } from '@holdfast/protocol/sockets/close-codes';
import type { Context, Principal } from '../http/context.ts';
import type { WorkspaceId } from '@holdfast/protocol/ids';

/** What a handler has of a connection. It outlives its socket for a while; only the gateway touches that. */
export interface Connection<C extends SocketContract> {
  readonly id: string;
  readonly params: SocketParams<C>;
  readonly principal: Principal;
  readonly workspace: WorkspaceId;
  /** Aborted when the connection has ended for good. */
  readonly signal: AbortSignal;
  /** Never waits. What a slow reader makes of it is declared in the contract. */
  send(message: Sendable<C>): void;
  /** Settles when there is room for more. */
  ready(): Promise<void>;
  close(reason: CloseReason): void;
}

/** Nothing, one message, or many that come in time. Many run beside what is said next. */
export type Outcome<C extends SocketContract> = Sendable<C> | AsyncIterable<Sendable<C>> | undefined;

export type MessageHandlers<C extends SocketContract> = {
  readonly [Name in keyof C['receives'] & string]: (
    context: Context,
    message: Received<C, Name>,
    connection: Connection<C>,
  ) => Promise<Outcome<C>>;
};

export interface SocketHandlers<C extends SocketContract> {
  /** A new connection, or one that another node has left behind. */
  readonly opened?: (connection: Connection<C>) => void;
  /** Called one after the other, in the order in which messages came. */
  readonly on: MessageHandlers<C>;
}

export type AnyConnection = Connection<SocketContract>;

export interface SocketEndpoint {
  readonly contract: SocketContract;
  // the pair was checked where it was made; a list of pairs cannot keep each one's own types
  readonly opened: ((connection: never) => void) | undefined;
  readonly on: Readonly<Record<string, (context: never, message: never, connection: never) => Promise<unknown>>>;
}

/** Pairs a promised socket with the code that keeps the promise. */
export const onSocket = <const C extends SocketContract>(contract: C, handlers: SocketHandlers<C>): SocketEndpoint => ({
  contract,
  opened: handlers.opened,
  on: handlers.on,
});
