import type { WorkspaceId } from '@holdfast/protocol/ids';
import type { Clock } from '../../../platform/clock/clock.ts';
import type { Log } from '../../../platform/log/log.ts';
import type { SegmentLog } from '../../../platform/segments/segment-log.ts';
import type { PriceTable } from '../prices/price-table.ts';
import type { Keeping } from '../store-process/messages.ts';
import type { SpanTelemetry } from './span-telemetry.ts';

export interface KeeperParts {
  /** What the process runs that holds the spans. */
  readonly entry: URL;
  readonly folder: string;
  readonly spanLog: Pick<SegmentLog, 'began' | 'end' | 'forgetBefore' | 'endSegment'>;
  readonly clock: Clock;
  readonly log: Log;
  readonly telemetry: SpanTelemetry;
  /** Spans of this workspace are found that were not before. */
  readonly onVisible: (workspace: WorkspaceId) => void;
  /** What models cost a workspace. */
  readonly prices: PriceTable;
  /** What is kept, from now on. */
  readonly keeping: () => Keeping;
  /** How long whoever asks waits while the store is being opened. */
  readonly patienceMs?: number;
}
