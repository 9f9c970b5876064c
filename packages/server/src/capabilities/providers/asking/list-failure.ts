import type { LIST_FAILURES } from '@holdfast/protocol/providers/models';
import { readRetryAfter } from '../../../platform/outbound/again.ts';
import { OutboundFailure, type OutboundReason } from '../../../platform/outbound/failure.ts';

/** Why a provider gave no list. It may be remembered, so it is words and numbers only. */
export interface ListFailure {
  readonly code: (typeof LIST_FAILURES)[number];
  /** For people. It names the provider and says what it said. */
  readonly detail: string;
  readonly isKeyRefused: boolean;
  /** Not to be asked again before. */
  readonly waitMs: number;
}

/** A failure is remembered that long, or as long as the provider asks to be left alone. */
const REMEMBERED_MS = 60_000;
const LONGEST_WAIT_MS = 3_600_000;

const CODES: Readonly<Record<OutboundReason, ListFailure['code']>> = {
  refused: 'outbound_refused',
  timeout: 'provider_timed_out',
  busy: 'provider_busy',
  too_large: 'provider_failed',
  broken: 'provider_failed',
  status: 'provider_failed',
};

/** What the line to it broke on. Whatever else is thrown is no failure of the provider. */
export const failureOfLine = (who: string, error: unknown, withinMs: number): ListFailure => {
  if (!(error instanceof OutboundFailure)) throw error;
  // of a whole that took too long the sentence says what was left of the time for the last page
  const isWholeLate = error.reason === 'timeout' && error.cause === undefined;
  const detail = isWholeLate
    ? `${who} gave no whole answer within ${withinMs / 1000} s.`
    : `${who} was asked for its models. ${error.message}`;
  return { code: CODES[error.reason], detail, isKeyRefused: false, waitMs: REMEMBERED_MS };
};

/** It answered, and not with what can be read. */
export const unreadable = (who: string, what: string): ListFailure => ({
  code: 'provider_failed',
  detail: `${who} answered ${what}. Look whether its address is right.`,
  isKeyRefused: false,
  waitMs: REMEMBERED_MS,
});

export interface Refused {
  readonly who: string;
  readonly status: number;
  /** In its own words, without secrets. */
  readonly said: string | undefined;
  readonly retryAfter: string | undefined;
  readonly refusesKey: boolean;
  readonly now: number;
}

const BUSY: ReadonlySet<number> = new Set([429, 503, 529]);
const LATE: ReadonlySet<number> = new Set([408, 504]);

const ended = (sentence: string): string => (/[.!?]$/.test(sentence) ? sentence : `${sentence}.`);

/** It answered with a status that is no success. */
export const failureOfStatus = ({ who, status, said, retryAfter, refusesKey, now }: Refused): ListFailure => {
  const isKeyRefused = status === 401 || status === 403 || refusesKey;
  const quoted = said === undefined ? '' : `, and said: ${said}`;
  const answered = ended(`${who} answered ${status}${quoted}`);
  const asked = readRetryAfter(retryAfter, now, LONGEST_WAIT_MS) ?? 0;
  return {
    code: BUSY.has(status) ? 'provider_busy' : LATE.has(status) ? 'provider_timed_out' : 'provider_failed',
    detail: isKeyRefused ? `${answered} It does not accept the key. Give it another one.` : answered,
    isKeyRefused,
    waitMs: Math.max(REMEMBERED_MS, asked),
  };
};
