import type { ErrorCode } from '@holdfast/protocol/errors/book';
import { Failure } from '../failure.ts';

/** Why a request to the outside brought nothing. */
export type OutboundReason = 'refused' | 'timeout' | 'too_large' | 'broken' | 'status' | 'busy';

const CODES = {
  refused: 'outbound_refused',
  timeout: 'outbound_timed_out',
  too_large: 'outbound_failed',
  broken: 'outbound_failed',
  status: 'outbound_failed',
  busy: 'outbound_busy',
} as const satisfies Record<OutboundReason, ErrorCode>;

interface OutboundDetails {
  readonly cause?: unknown;
  /** The status that was answered, where that is what is wrong. */
  readonly status?: number;
}

/** Its sentence may be shown to whoever asked: it names the origin and never a path, a query or an address behind a name. */
export class OutboundFailure extends Failure {
  readonly reason: OutboundReason;
  readonly status: number | undefined;

  constructor(reason: OutboundReason, sentence: string, { cause, status }: OutboundDetails = {}) {
    super(CODES[reason], { detail: sentence, ...(cause === undefined ? {} : { cause }) });
    this.reason = reason;
    this.status = status;
  }
}
