import { errorEntry, type ErrorCode } from '@holdfast/protocol/errors/book';
import type { ProblemField } from '@holdfast/protocol/problem';

export interface FailureDetails {
  /** A sentence for the caller. The book's own explanation stands in when there is none. */
  readonly detail?: string;
  readonly fields?: readonly ProblemField[];
  readonly retryAfterSeconds?: number;
  /** Further members of the problem, named by the error that carries them. */
  readonly members?: Readonly<Record<string, unknown>>;
  readonly cause?: unknown;
}

/** An expected failure, by its code in the error book. Only the edge turns it into an answer. */
export class Failure extends Error {
  override readonly name = 'Failure';
  readonly code: ErrorCode;
  readonly details: FailureDetails;

  constructor(code: ErrorCode, details: FailureDetails = {}) {
    super(details.detail ?? errorEntry(code).means, details.cause === undefined ? undefined : { cause: details.cause });
    this.code = code;
    this.details = details;
  }
}

export const fail = (code: ErrorCode, details?: FailureDetails): never => {
  throw new Failure(code, details);
};

/** Something of the request cannot be, and its caller learns which field: `detail` goes on from its name. */
export const refuseField = (pointer: string, code: string, detail: string): never =>
  fail('invalid', { detail: `${pointer} ${detail}.`, fields: [{ pointer, code, detail }] });
