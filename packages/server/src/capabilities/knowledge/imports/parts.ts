import type { KnowledgeChange } from '@holdfast/protocol/knowledge/knowledge-topic';
import type { WorkspaceId } from '@holdfast/protocol/ids';
import type { Clock } from '../../../platform/clock/clock.ts';
import type { Database } from '../../../platform/database/database.ts';
import type { ScratchFolder } from '../../../platform/files/scratch-folder.ts';
import type { Jobs } from '../../../platform/jobs/jobs.ts';
import type { Outbox } from '../../../platform/outbox/outbox.ts';
import type { Metrics } from '../../../platform/telemetry/metrics.ts';
import type { Turns } from '../../../platform/turns/turns.ts';
import type { PairsParts } from '../pairs/parts.ts';

export interface ImportLimits {
  readonly rows: number;
  readonly bytes: number;
  readonly filesKeptDays: number;
}

export interface ImportsParts extends PairsParts {
  readonly clock: Clock;
  readonly database: Database;
  readonly jobs: Jobs;
  readonly limits: ImportLimits;
  readonly metrics: Metrics;
  readonly outbox: Outbox;
  readonly scratch: ScratchFolder;
  /** At looking through files that were just sent. */
  readonly surveyTurns: Turns;
  /** Tells those who look that something has changed, as soon as it is committed. */
  readonly onChanged: (workspace: WorkspaceId, what: KnowledgeChange) => void;
}

/** Rows that are written together: the pairs, what became of each row, and how far the import is. */
export const BATCH_ROWS = 1000;
/** Or so much of text, where rows are long. */
export const BATCH_CHARACTERS = 4 * 1024 * 1024;
/** After which a long import lets others go first that wait. */
export const SLICE_MS = 5000;
