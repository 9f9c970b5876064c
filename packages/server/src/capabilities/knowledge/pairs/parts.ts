import type { Audit } from '../../../platform/audit/audit.ts';
import type { Read, Write } from '../../../platform/database/transaction.ts';
import type { MakeId } from '../../../platform/ids/uuid7.ts';

export interface PairsParts {
  readonly audit: Audit;
  readonly makeId: MakeId;
  /** What people, keys and feeds are called now, by their ids. */
  readonly namesOf: (tx: Read, ids: readonly string[]) => Promise<ReadonlyMap<string, string>>;
  /** The transaction has changed pairs. */
  readonly onPairs: (tx: Write) => Promise<void>;
}
