import type { Audit } from '../../platform/audit/audit.ts';
import type { SecretBox } from '../../platform/crypto/secret-box.ts';
import type { Read } from '../../platform/database/transaction.ts';
import type { MakeId } from '../../platform/ids/uuid7.ts';
import type { Log } from '../../platform/log/log.ts';
import type { Outbox } from '../../platform/outbox/outbox.ts';

export interface WebhooksParts {
  readonly audit: Audit;
  readonly log: Log;
  readonly makeId: MakeId;
  readonly outbox: Outbox;
  readonly secrets: SecretBox;
  /** What people and keys of a workspace are called now, by their ids. */
  readonly namesOf: (tx: Read, ids: readonly string[]) => Promise<ReadonlyMap<string, string>>;
}
