import type { Check } from './check.ts';
import type { Seen } from './health-watch.ts';

/** What one check said of one thing. */
export interface Tick {
  readonly at: number;
  readonly state: Seen;
}

export const ticksOfWhole = (checks: readonly Check[]): readonly Tick[] =>
  checks.map((check) => ({ at: check.at, state: 'readiness' in check ? check.readiness.status : 'unknown' }));

export const ticksOfPart = (checks: readonly Check[], part: string): readonly Tick[] =>
  checks.map((check) => ({
    at: check.at,
    state: 'readiness' in check ? (check.readiness.parts[part]?.status ?? 'absent') : 'unknown',
  }));

/** `12 ok, 1 down`, for those who cannot look. */
export const tallyOf = (ticks: readonly Tick[]): string =>
  [...Map.groupBy(ticks, ({ state }) => state)].map(([state, of]) => `${of.length} ${state}`).join(', ');
