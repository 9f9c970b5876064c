import type { AccountId } from '@holdfast/protocol/identity/people';
import { comingFrom } from '../../../platform/audit/act.ts';
import type { Audit } from '../../../platform/audit/audit.ts';
import type { OpenContext } from '../../../platform/http/context.ts';
import type { InstanceWrite } from '../../../platform/database/transaction.ts';
import { noteAct, type AccountAct } from './store.ts';

/** Writes down what somebody did to or with an account, in all of its workspaces. */
export type NoteAccountAct = (
  tx: InstanceWrite,
  ctx: Pick<OpenContext, 'caller' | 'traceId'>,
  account: AccountId,
  act: Pick<AccountAct, 'action' | 'object' | 'facts'>,
) => Promise<void>;

export const createNoteAccountAct =
  (audit: Audit): NoteAccountAct =>
  async (tx, { caller, traceId }, account, act) => {
    audit.wrote(tx, await noteAct(tx, { ...act, account, from: comingFrom(caller), traceId }));
  };
