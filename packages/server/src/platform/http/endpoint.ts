import type { AnswerBody, Contract, EventOf, FileType, Input } from '@holdfast/protocol/contract';
import type { Version } from '@holdfast/protocol/version';
import type { ContextOf } from './context.ts';
import type { Download } from './downloads.ts';
import type { ReceivedFile } from './uploads/received-file.ts';

/** What a handler receives: the parsed request, and what its headers say. */
export type HandlerInput<C extends Contract> = Input<C> & {
  /** The version that If-Match names, where the contract asks for one. */
  readonly version: C extends { readonly precondition: 'if-match' } ? Version : undefined;
  /** Where a broken stream wants to go on. */
  readonly lastEventId: string | undefined;
  /** What was sent, where the contract takes a file. It is gone when the handler has answered. */
  readonly file: C extends { readonly takes: 'file' } ? ReceivedFile : undefined;
};

/** A handler whose contract has several statuses says which one it means. */
export interface Answered<C extends Contract> {
  readonly status: keyof C['answers'] & number;
  readonly body: AnswerBody<C>;
}

type IsUnion<T, U = T> = T extends unknown ? ([U] extends [T] ? false : true) : never;

export type Result<C extends Contract> = C extends { readonly events: object }
  ? AsyncIterable<EventOf<C>>
  : C extends { readonly produces: readonly FileType[] }
    ? Download
    : AnswerOf<C>;

type AnswerOf<C extends Contract> = IsUnion<keyof C['answers']> extends true ? Answered<C> : AnswerBody<C>;

export type Handler<C extends Contract> = (context: ContextOf<C>, input: HandlerInput<C>) => Promise<Result<C>>;

/**
 * Looks at the file first, for as long as that takes, and gives what is then to be done. Only that joins the transaction of an
 * Idempotency-Key, which nobody may hold open while a file is read.
 */
export type FileHandler<C extends Contract> = (
  context: ContextOf<C>,
  input: HandlerInput<C>,
) => Promise<() => Promise<Result<C>>>;

export interface Endpoint {
  readonly contract: Contract;
  /** The most bytes of the file that it takes. */
  readonly fileBytes?: number;
  // the pair was checked where it was made; a list of pairs cannot keep each one's own types
  readonly handle: (context: never, input: never) => Promise<unknown>;
}

/** Pairs a promise with the code that keeps it. */
export const on = <const C extends Contract>(
  contract: C extends { readonly takes: 'file' } ? never : C,
  handle: Handler<C>,
): Endpoint => ({ contract, handle });

/** The same for a contract that takes a file, of so many bytes at most. */
export const onFile = <const C extends Contract & { readonly takes: 'file' }>(
  contract: C,
  fileBytes: number,
  handle: FileHandler<C>,
): Endpoint => ({ contract, fileBytes, handle });
