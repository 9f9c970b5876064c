import type { WorkspaceId } from '@holdfast/protocol/ids';
import type { Database } from '../../platform/database/database.ts';
import type { Jobs } from '../../platform/jobs/jobs.ts';

export interface WorkflowsParts {
  readonly database: Database;
  readonly jobs: Jobs;
  /** For how many days patches are kept one by one. */
  readonly keptDays: number;
  /** A workflow has got patches. */
  readonly onPatched: (workspace: WorkspaceId, workflow: string) => void;
}

/** NTP keeps clocks within a second of each other; whoever is further ahead would win over everybody until then. */
export const MOST_AHEAD_MS = 5 * 60_000;

/** What a workflow may hold one by one. */
export const MOST_PATCHES = 1_000_000;
export const MOST_BYTES = 256 * 1024 * 1024;
export const MOST_NODES = 256;

/** A larger state is kept and not shown: nobody could read it. */
export const MOST_STATE_BYTES = 4 * 1024 * 1024;

/** How many patches one fold covers, as long as they are not larger together than this. */
export const FOLD_PATCHES = 1000;
export const FOLD_BYTES = 1024 * 1024;
/** How many folds of a level one of the next covers. */
export const FOLD_FOLDS = 8;
/** One that would be larger costs more to read than those that it is made of. */
export const FOLD_EFFECT_BYTES = 8 * 1024 * 1024;
/** Eight to the fifth times a thousand patches are more than a workflow holds. */
export const FOLD_LEVELS = 5;
/** The last ones are left alone, because clocks differ and what comes late comes there. */
export const LOOSE_TAIL = 1000;
/** So many that no fold covers are worth a job. */
export const LOOSE_ENOUGH = 3000;
