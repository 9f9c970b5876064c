import type { Schedule } from './define-schedule.ts';
import type { JobHandler } from './handler.ts';

/** What a room of the house has to do in the background. */
export interface Work {
  readonly handlers: readonly JobHandler[];
  readonly schedules?: readonly Schedule[];
}

export const NO_WORK: Work = { handlers: [] };
