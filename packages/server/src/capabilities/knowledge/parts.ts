import type { KnowledgeChange } from '@holdfast/protocol/knowledge/knowledge-topic';
import type { WorkspaceId } from '@holdfast/protocol/ids';
import type { Audit } from '../../platform/audit/audit.ts';
import type { Database } from '../../platform/database/database.ts';
import type { MakeId } from '../../platform/ids/uuid7.ts';
import type { Jobs } from '../../platform/jobs/jobs.ts';
import type { Outbound } from '../../platform/outbound/outbound.ts';
import type { Clock } from '../../platform/clock/clock.ts';
import type { Log } from '../../platform/log/log.ts';
import type { Metrics } from '../../platform/telemetry/metrics.ts';
import type { ReachProvider } from '../providers/index.ts';
import type { PairsParts } from './pairs/parts.ts';

export interface KnowledgeParts {
  readonly audit: Audit;
  readonly clock: Clock;
  readonly database: Database;
  readonly jobs: Jobs;
  readonly metrics: Metrics;
  readonly outbound: Outbound;
  readonly reach: ReachProvider;
  /** How long the embedder of a provider may take for one answer. */
  readonly embedderTimeoutMs: number;
  readonly log: Log;
  readonly makeId: MakeId;
  /** What search structures may take of the memory of this node. */
  readonly searchBytes: number;
  readonly namesOf: PairsParts['namesOf'];
  /** Tells those who look that something has changed, as soon as it is committed. */
  readonly onChanged: (workspace: WorkspaceId, what: KnowledgeChange) => void;
}
