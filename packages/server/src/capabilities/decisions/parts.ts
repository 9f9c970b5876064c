import type { MemberId } from '@holdfast/protocol/identity/people';
import type { PrincipalId, WorkspaceId } from '@holdfast/protocol/ids';
import type { Audit } from '../../platform/audit/audit.ts';
import type { SecretBox } from '../../platform/crypto/secret-box.ts';
import type { Database } from '../../platform/database/database.ts';
import type { Read, Write } from '../../platform/database/transaction.ts';
import type { Principal } from '../../platform/http/context.ts';
import type { MakeId } from '../../platform/ids/uuid7.ts';
import type { Outbox } from '../../platform/outbox/outbox.ts';
import type { DeciderNow, MemberNow, Standing } from '../identity/index.ts';
import type { DecisionChange } from './changed.ts';
import type { NoteStep } from './telemetry.ts';

/** Who people are now, as identity knows it. */
export interface People {
  /** It stays so until the transaction ends. */
  readonly hold: (tx: Write, principal: Principal) => Promise<Standing>;
  readonly read: (tx: Read, principal: Pick<Principal, 'kind' | 'id' | 'signIn'>) => Promise<Standing>;
  /** Of these, who is a member. */
  readonly members: (tx: Read, ids: readonly PrincipalId[]) => Promise<readonly MemberNow[]>;
  /** Of these members, who has set up a second factor. */
  readonly secondFactors: (tx: Read, ids: readonly PrincipalId[]) => Promise<ReadonlySet<PrincipalId>>;
  /** Members with a role that decides, by their ids, behind this one. */
  readonly deciders: (
    tx: Read,
    wanted: { readonly after: MemberId | undefined; readonly most: number },
  ) => Promise<readonly DeciderNow[]>;
}

export interface DecisionsParts {
  readonly database: Database;
  readonly audit: Audit;
  readonly outbox: Outbox;
  readonly noteStep: NoteStep;
  readonly makeId: MakeId;
  readonly secrets: SecretBox;
  readonly people: People;
  /** What people and things of a workspace are called now, by their ids. */
  readonly namesOf: (tx: Read, ids: readonly string[]) => Promise<ReadonlyMap<string, string>>;
  /** Tells, after the commit, those who wait for a decision or look at it. */
  readonly onChanged: (workspace: WorkspaceId, change: DecisionChange) => void;
}
