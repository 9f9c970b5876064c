import type { Audit } from '../../platform/audit/audit.ts';
import type { Read } from '../../platform/database/transaction.ts';
import type { MakeId } from '../../platform/ids/uuid7.ts';
import type { Jobs } from '../../platform/jobs/jobs.ts';
import type { Live } from '../../platform/live/live.ts';
import type { Log } from '../../platform/log/log.ts';
import type { Mail } from '../../platform/mail/mail.ts';
import type { Outbox } from '../../platform/outbox/outbox.ts';
import type { Metrics } from '../../platform/telemetry/metrics.ts';
import type { MailboxesAsked, MemberMailbox } from '../identity/index.ts';

export interface NotificationsParts {
  readonly audit: Audit;
  readonly jobs: Jobs;
  readonly outbox: Outbox;
  readonly mail: Mail;
  readonly makeId: MakeId;
  readonly live: Live;
  readonly log: Log;
  readonly metrics: Metrics;
  /** Where members are written to. */
  readonly mailboxes: (tx: Read, asked: MailboxesAsked) => Promise<readonly MemberMailbox[]>;
  /** What people and things of a workspace are called now, by their ids. */
  readonly namesOf: (tx: Read, ids: readonly string[]) => Promise<ReadonlyMap<string, string>>;
  /** Where people reach this instance. */
  readonly baseUrl: () => string;
  /** Days. */
  readonly keptFor: number;
}
