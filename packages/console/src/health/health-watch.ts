import type { Readiness } from '@holdfast/protocol/process/readiness';
import type { Check } from './check.ts';

export type Status = Readiness['status'];

/** What one check can say of one thing. `unknown` is a server that did not answer, or not with its health. */
export type Seen = Status | 'unknown' | 'absent';

/** What this page saw of the server since it began to look. */
export interface HealthWatch {
  /** Oldest first. */
  readonly checks: readonly Check[];
  readonly beganAt: number;
  /** The last answer, which stays when later checks fail. */
  readonly known: { readonly readiness: Readiness; readonly at: number } | undefined;
  /** Since when the whole is as it was last known. */
  readonly since: number;
  readonly partsSince: Readonly<Record<string, number>>;
  readonly failing: { readonly since: number; readonly error: Error } | undefined;
  /** Newest first. */
  readonly changes: readonly Change[];
}

/** A part, or the server as a whole, became another. `absent` is a part that an answer did not name. */
export interface Change {
  readonly at: number;
  readonly part: string | undefined;
  readonly from: Seen;
  readonly to: Seen;
  readonly detail: string;
}

export const CHECKS_KEPT = 60;
const CHANGES_KEPT = 20;

const keepSince = (watch: HealthWatch, readiness: Readiness, at: number): Record<string, number> =>
  Object.fromEntries(
    Object.entries(readiness.parts).map(([part, { status }]) => {
      const isSame = watch.known?.readiness.parts[part]?.status === status;
      return [part, isSame ? (watch.partsSince[part] ?? at) : at];
    }),
  );

const changesOf = (watch: HealthWatch, readiness: Readiness, at: number): readonly Change[] => {
  const before = watch.known?.readiness;
  if (before === undefined && watch.failing === undefined) return [];
  const from = watch.failing === undefined ? (before?.status ?? 'unknown') : 'unknown';
  const whole: Change = { at, part: undefined, from, to: readiness.status, detail: '' };
  const names = new Set(before === undefined ? [] : [...Object.keys(before.parts), ...Object.keys(readiness.parts)]);
  const parts = [...names].map((part): Change => {
    const now = readiness.parts[part];
    const was = before?.parts[part]?.status ?? 'absent';
    return { at, part, from: was, to: now?.status ?? 'absent', detail: now?.detail ?? '' };
  });
  return [whole, ...parts].filter((change) => change.from !== change.to);
};

const begin = (at: number): HealthWatch => ({
  checks: [],
  beganAt: at,
  known: undefined,
  since: at,
  partsSince: {},
  failing: undefined,
  changes: [],
});

const remember = (watch: HealthWatch, changes: readonly Change[]): readonly Change[] =>
  [...changes, ...watch.changes].slice(0, CHANGES_KEPT);

/** The watch after one more check. */
export const observe = (seen: HealthWatch | undefined, check: Check): HealthWatch => {
  const watch = seen ?? begin(check.at);
  const checks = [...watch.checks, check].slice(-CHECKS_KEPT);
  const { at } = check;

  if ('failure' in check) {
    const lost: Change = {
      at,
      part: undefined,
      from: watch.known?.readiness.status ?? 'unknown',
      to: 'unknown',
      detail: '',
    };
    return {
      ...watch,
      checks,
      failing: { since: watch.failing?.since ?? at, error: check.failure },
      changes: watch.failing === undefined && lost.from !== lost.to ? remember(watch, [lost]) : watch.changes,
    };
  }

  const { readiness } = check;
  return {
    checks,
    beganAt: watch.beganAt,
    known: { readiness, at },
    since: watch.known?.readiness.status === readiness.status ? watch.since : at,
    partsSince: keepSince(watch, readiness, at),
    failing: undefined,
    changes: remember(watch, changesOf(watch, readiness, at)),
  };
};
