import { OutboundFailure } from './failure.ts';

const IDEMPOTENT: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS', 'PUT', 'DELETE']);
const NOT_NOW: ReadonlySet<number> = new Set([429, 502, 503, 504]);
const FIRST_MS = 250;
const LONGEST_MS = 10_000;
const LONGEST_ASKED_MS = 60_000;

export const isIdempotent = (method: string): boolean => IDEMPOTENT.has(method);

/** Whether the same request may fare better in a moment. */
export const isWorthAgain = (outcome: { readonly status: number } | Error): boolean =>
  outcome instanceof Error
    ? outcome instanceof OutboundFailure && (outcome.reason === 'broken' || outcome.reason === 'timeout')
    : NOT_NOW.has(outcome.status);

/** How long to wait before trying again: what the other side asked for, or longer each time and never in step with others. */
export const waitBefore = (
  attempt: number,
  retryAfter: string | undefined,
  now: number,
  jitter: () => number,
): number => readRetryAfter(retryAfter, now) ?? Math.min(LONGEST_MS, FIRST_MS * 2 ** attempt) * jitter();

/** Seconds or a date, of RFC 9110; in milliseconds, and never longer than a minute unless said so. */
export const readRetryAfter = (
  text: string | undefined,
  now: number,
  longestMs: number = LONGEST_ASKED_MS,
): number | undefined => {
  if (text === undefined) return undefined;
  const asked = /^\d{1,9}$/.test(text.trim()) ? Number(text) * 1000 : Date.parse(text) - now;
  return Number.isNaN(asked) ? undefined : Math.min(longestMs, Math.max(0, asked));
};
