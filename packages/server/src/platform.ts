import type { Audit } from './platform/audit/audit.ts';
import type { Clock } from './platform/clock/clock.ts';
import type { SecretBox } from './platform/crypto/secret-box.ts';
import type { Database } from './platform/database/database.ts';
import type { Ephemeral } from './platform/ephemeral/ephemeral.ts';
import type { DataFolder } from './platform/files/data-folder.ts';
import type { ScratchFolder } from './platform/files/scratch-folder.ts';
import type { MakeId } from './platform/ids/uuid7.ts';
import type { Health } from './platform/lifecycle/health.ts';
import type { Jobs } from './platform/jobs/jobs.ts';
import type { Log } from './platform/log/log.ts';
import type { Mail } from './platform/mail/mail.ts';
import type { Nodes } from './platform/nodes/nodes.ts';
import type { Outbox } from './platform/outbox/outbox.ts';
import type { Outbound } from './platform/outbound/outbound.ts';
import type { Live } from './platform/live/live.ts';
import type { Revoke } from './platform/sockets/revocations.ts';
import type { Metrics } from './platform/telemetry/metrics.ts';
import type { SpanRelay } from './platform/telemetry/span-relay.ts';
import type { Telemetry } from './platform/telemetry/telemetry.ts';

/** The mechanisms that every capability stands on. */
export interface Platform {
  readonly audit: Audit;
  readonly folder: DataFolder;
  readonly scratch: ScratchFolder;
  readonly database: Database;
  readonly nodes: Nodes;
  readonly ephemeral: Ephemeral;
  readonly health: Health;
  readonly jobs: Jobs;
  readonly metrics: Metrics;
  readonly telemetry: Telemetry;
  /** What Holdfast itself does, as spans. */
  readonly ownSpans: SpanRelay;
  readonly outbound: Outbound;
  readonly outbox: Outbox;
  readonly mail: Mail;
  readonly secrets: SecretBox;
  readonly makeId: MakeId;
  readonly live: Live;
  /** Ends what a principal or sign-in has open, on every node. */
  readonly revoke: Revoke;
  readonly clock: Clock;
  readonly log: Log;
}
