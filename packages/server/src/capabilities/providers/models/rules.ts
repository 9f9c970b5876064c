/** What of a kept list decides. */
export interface Standing {
  /** Null when there is none. */
  readonly ageMs: number | null;
  readonly hasFailed: boolean;
  /** How long the provider is left alone. */
  readonly againInMs: number;
  readonly inFlight: boolean;
}

/**
 * `answer` with what is kept; `renew`: answer, and have it fetched anew behind; `wait` for what is fetched; `refuse`: it failed a
 * moment ago and there is nothing to show.
 */
export type Verdict = 'answer' | 'renew' | 'wait' | 'refuse';

interface Wish {
  readonly keptForMs: number;
  readonly wantsNew: boolean;
}

export const isStale = ({ ageMs, hasFailed }: Standing, keptForMs: number): boolean =>
  hasFailed || ageMs === null || ageMs >= keptForMs;

export const judge = (standing: Standing, { keptForMs, wantsNew }: Wish): Verdict => {
  const { ageMs, againInMs, inFlight } = standing;
  const isLeftAlone = againInMs > 0 && !inFlight;
  if (ageMs === null) return isLeftAlone ? 'refuse' : 'wait';
  if (isLeftAlone) return 'answer';
  if (wantsNew) return 'wait';
  return isStale(standing, keptForMs) && !inFlight ? 'renew' : 'answer';
};
