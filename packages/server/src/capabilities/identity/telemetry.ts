import type { AccountId } from '@holdfast/protocol/identity/people';
import type { Log } from '../../platform/log/log.ts';
import type { Metrics } from '../../platform/telemetry/metrics.ts';

export type SignInOutcome = 'succeeded' | 'wrong' | 'code_needed' | 'refused';

/** One method for each thing that happens to sign-ins: it writes log line and metric together. */
export interface IdentityTelemetry {
  signedIn(outcome: SignInOutcome): void;
  /** Strangers have used up the tries of an account. */
  heldBack(account: AccountId): void;
  tryRefused(guard: string): void;
  signInBegun(waitedSeconds: number): void;
}

export const createIdentityTelemetry = ({
  metrics,
  log,
}: {
  readonly metrics: Metrics;
  readonly log: Log;
}): IdentityTelemetry => ({
  signedIn: (outcome) => metrics.count('holdfast_sign_ins_total', { outcome }),
  heldBack: (account) =>
    log.warn(
      { event: 'sign_in_held_back', account },
      'Too many wrong passwords for an account: strangers may try it ten times in two hours at the least. Its own browsers, sign-ins and keys go on.',
    ),
  tryRefused: (guard) => metrics.count('holdfast_tries_refused_total', { guard }),
  signInBegun: (waitedSeconds) => metrics.observe('holdfast_sign_in_wait_seconds', {}, waitedSeconds),
});
