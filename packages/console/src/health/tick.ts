import type { Check } from './check.ts';
import type { Status } from './health-watch.ts';

/** What one check said of one thing: `unanswered` when the server did not, `absent` when it did not name it. */
export interface Tick {
  readonly at: number;
  readonly state: Status | 'unanswered' | 'absent';
}

export const ticksOfWhole = (checks: readonly Check[]): readonly Tick[] =>
  checks.map((check) => ({ at: check.at, state: 'readiness' in check ? check.readiness.status : 'unanswered' }));

export const ticksOfPart = (checks: readonly Check[], part: string): readonly Tick[] =>
  checks.map((check) => ({
    at: check.at,
    state: 'readiness' in check ? (check.readiness.parts[part]?.status ?? 'absent') : 'unanswered',
  }));

/** `12 ok, 1 down`, for those who cannot look. */
export const tallyOf = (ticks: readonly Tick[]): string =>
  [...Map.groupBy(ticks, ({ state }) => state)].map(([state, of]) => `${of.length} ${state}`).join(', ');
