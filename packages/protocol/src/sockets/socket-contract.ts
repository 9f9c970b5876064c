import type { z } from 'zod';
import type { Permission } from '../permissions.ts';

/** A message that clients send. */
export interface IncomingMessage {
  /** Its fields, without `type` and `traceparent`. */
  readonly fields: z.ZodObject;
  /** The most bytes of its JSON; 64 KiB unless said otherwise. */
  readonly bytes?: number;
}

/** What may be done with a message while its reader is too slow. Nothing, unless it is said here. */
export type WhenSlow =
  /** It may be lost: the next one says as much. */
  | { readonly drop: true }
  /** Waiting ones with the same key become one, whose field is theirs put together. */
  | { readonly append: string; readonly key: string };

/** A message that the server sends. Each carries `seq` beside its fields. */
export interface OutgoingMessage {
  readonly fields: z.ZodObject;
  readonly whenSlow?: WhenSlow;
}

export interface SocketLimits {
  /** Sockets at the same path with its parameters filled in. */
  readonly perPath?: number;
  readonly perMember?: number;
  readonly messagesPerSecond?: number;
  readonly bytesPerSecond?: number;
}

/** One socket as it is promised: who may open it, and every message both ways. */
export interface SocketContract {
  /** `area.noun`, unique beside those of endpoints. */
  readonly name: string;
  readonly path: string;
  readonly summary: string;
  readonly permission: Permission;
  readonly params?: z.ZodObject;
  readonly receives: Readonly<Record<string, IncomingMessage>>;
  readonly sends: Readonly<Record<string, OutgoingMessage>>;
  readonly limits?: SocketLimits;
}

export const socketContract = <const C extends SocketContract>(definition: C): C => definition;

type Fields<M> = M extends { readonly fields: infer S extends z.ZodObject } ? z.output<S> : never;
type FieldsIn<M> = M extends { readonly fields: infer S extends z.ZodObject } ? z.input<S> : never;

/** The fields of one message from a client, parsed. */
export type Received<C extends SocketContract, Name extends keyof C['receives']> = Fields<C['receives'][Name]>;

/** What a server may send, by its type. */
export type Sendable<C extends SocketContract> = {
  [Name in keyof C['sends'] & string]: { readonly type: Name } & Fields<C['sends'][Name]>;
}[keyof C['sends'] & string];

/** What a client may send, by its type. */
export type Sayable<C extends SocketContract> = {
  [Name in keyof C['receives'] & string]: { readonly type: Name } & FieldsIn<C['receives'][Name]>;
}[keyof C['receives'] & string];

export type SocketParams<C extends SocketContract> = C extends { readonly params: infer S extends z.ZodObject }
  ? z.output<S>
  : undefined;
