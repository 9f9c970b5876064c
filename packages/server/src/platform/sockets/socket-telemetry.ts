import { errorEntry } from '@holdfast/protocol/errors/book';
import type { SocketContract } from '@holdfast/protocol/sockets/socket-contract';
import type { Clock } from '../clock/clock.ts';
import type { Failure } from '../failure.ts';
import type { Log } from '../log/log.ts';
import type { Metrics } from '../telemetry/metrics.ts';
import type { EndReason } from './end-reason.ts';
import type { Revocation } from './revocations.ts';

type Of = Pick<SocketContract, 'name'>;

/** One method for each thing that happens to sockets. Bodies and tokens are never written. */
export interface SocketTelemetry {
  closed(contract: Of, reason: EndReason, milliseconds: number): void;
  messages(contract: Of, direction: 'in' | 'out', count: number): void;
  dropped(contract: Of, count: number): void;
  handled(contract: Of, visit: { readonly startedAt: number }): void;
  messageFailed(contract: Of, failure: Failure, about: string | undefined, log: Log): void;
  revoked(revocation: Revocation, closed: number): void;
}

export const createSocketTelemetry = (metrics: Metrics, clock: Clock, log: Log): SocketTelemetry => ({
  closed({ name: operation }, reason, milliseconds) {
    metrics.count('holdfast_sockets_closed_total', { operation, reason });
    const seconds = Math.round(milliseconds / 1000);
    log.debug({ event: 'socket_closed', operation, reason, seconds }, 'A socket ended.');
  },
  messages: ({ name: operation }, direction, count) =>
    metrics.count('holdfast_socket_messages_total', { operation, direction }, count),
  dropped: ({ name: operation }, count) =>
    metrics.count('holdfast_socket_messages_dropped_total', { operation }, count),
  handled: ({ name: operation }, { startedAt }) =>
    metrics.observe('holdfast_socket_message_seconds', { operation }, (clock.elapsed() - startedAt) / 1000),
  messageFailed({ name: operation }, { code, message, cause }, about, own) {
    metrics.count('holdfast_failures_total', { code });
    own[errorEntry(code).level](
      { event: 'socket_message_failed', code, operation, about, ...(cause === undefined ? {} : { error: cause }) },
      message,
    );
  },
  revoked: (_revocation, closed) =>
    log.info({ event: 'sign_in_revoked', closed }, 'What was open of a revoked sign-in was ended.'),
});
