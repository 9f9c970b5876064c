import type { AccountId } from '@holdfast/protocol/identity/people';
import { INSTANCE_WORKSPACE } from '@holdfast/protocol/ids';
import type { Act } from '../../../platform/audit/act.ts';
import type { Audit } from '../../../platform/audit/audit.ts';
import type { Database } from '../../../platform/database/database.ts';
import type { Write } from '../../../platform/database/transaction.ts';
import { listAccounts, noteDoneTo } from '../accounts/store.ts';
import { createLinks } from '../links.ts';
import { createMakeReset, type Link } from '../password-resets/make-reset.ts';
import { removeSecondFactor } from '../second-factor/store.ts';

export interface RecoverParts {
  readonly database: Database;
  readonly audit: Audit;
  /** Where people reach this instance. */
  readonly url: URL;
}

export interface Recovered extends Link {
  readonly email: string;
  readonly isShutOut: boolean;
  readonly hadSecondFactor: boolean;
}

/** For whoever runs the machine and cannot be helped by an operator. Undefined: no account has this e-mail. */
export const recover = (
  { database, audit, url }: RecoverParts,
  { email, withoutSecondFactor }: { readonly email: string; readonly withoutSecondFactor: boolean },
): Promise<Recovered | undefined> =>
  database.forWorkspace(INSTANCE_WORKSPACE).write(async (tx) => {
    const [account] = await listAccounts(tx, { email, most: 1 });
    if (account === undefined) return undefined;
    const hadSecondFactor = withoutSecondFactor && (await removeSecondFactor(tx, account.id));
    if (hadSecondFactor) await note(audit, tx, account.id, 'account.second_factor_removed');
    const link = await createMakeReset(createLinks(() => url.href))(tx, account.id);
    await note(audit, tx, account.id, 'account.reset_asked');
    return { ...link, email: account.email, isShutOut: !account.active, hadSecondFactor };
  });

const SYSTEM = { kind: 'system', id: null } as const;

const note = async (audit: Audit, tx: Write, account: AccountId, action: Act['action']): Promise<void> => {
  const facts = { by: 'command' };
  await audit.add(tx, { action, actor: SYSTEM, object: { kind: 'account', id: account }, facts });
  audit.wrote(tx, await noteDoneTo(tx, { account, actor: SYSTEM, action, facts, traceId: null }));
};
