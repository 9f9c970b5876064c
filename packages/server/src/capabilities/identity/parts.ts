import type { Audit } from '../../platform/audit/audit.ts';
import type { Clock } from '../../platform/clock/clock.ts';
import type { SecretBox } from '../../platform/crypto/secret-box.ts';
import type { Database } from '../../platform/database/database.ts';
import type { DataFolder } from '../../platform/files/data-folder.ts';
import type { MakeId } from '../../platform/ids/uuid7.ts';
import type { Jobs } from '../../platform/jobs/jobs.ts';
import type { Log } from '../../platform/log/log.ts';
import type { Mail } from '../../platform/mail/mail.ts';
import type { Outbound } from '../../platform/outbound/outbound.ts';
import type { Revoke } from '../../platform/sockets/revocations.ts';
import type { Metrics } from '../../platform/telemetry/metrics.ts';
import type { IssuerSetting } from './oidc/issuer.ts';

export interface IdentitySettings {
  readonly publicUrl: URL | undefined;
  readonly issuers: readonly IssuerSetting[];
  /** A sign-in that is not used ends after this. */
  readonly idleSeconds: number;
  /** Any sign-in ends after this. */
  readonly lastsSeconds: number;
}

/** What identity stands on. */
export interface IdentityParts {
  readonly audit: Audit;
  readonly clock: Clock;
  readonly database: Database;
  readonly folder: DataFolder;
  readonly jobs: Jobs;
  readonly log: Log;
  readonly mail: Mail;
  readonly makeId: MakeId;
  readonly metrics: Metrics;
  readonly outbound: Outbound;
  readonly revoke: Revoke;
  readonly secrets: SecretBox;
  readonly settings: IdentitySettings;
}
