import type { Clock } from './platform/clock/clock.ts';
import type { SecretBox } from './platform/crypto/secret-box.ts';
import type { Database } from './platform/database/database.ts';
import type { Bus, Kept } from './platform/ephemeral-port.ts';
import type { DataFolder } from './platform/files/data-folder.ts';
import type { MakeId } from './platform/ids/uuid7.ts';
import type { Health } from './platform/lifecycle/health.ts';
import type { Live } from './platform/live/live.ts';
import type { Log } from './platform/log/log.ts';
import type { Revoke } from './platform/sockets/revocations.ts';
import type { Metrics } from './platform/telemetry/metrics.ts';
import type { Telemetry } from './platform/telemetry/telemetry.ts';

/** The mechanisms that every capability stands on. */
export interface Platform {
  readonly folder: DataFolder;
  readonly database: Database;
  readonly health: Health;
  readonly metrics: Metrics;
  readonly telemetry: Telemetry;
  readonly secrets: SecretBox;
  readonly makeId: MakeId;
  readonly kept: Kept;
  readonly bus: Bus;
  readonly live: Live;
  /** Ends what a principal or sign-in has open, on every node. */
  readonly revoke: Revoke;
  readonly clock: Clock;
  readonly log: Log;
}
