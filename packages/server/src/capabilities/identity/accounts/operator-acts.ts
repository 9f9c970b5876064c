import type { AccountId } from '@holdfast/protocol/identity/people';
import { doneInInstance, type Act } from '../../../platform/audit/act.ts';
import type { Audit } from '../../../platform/audit/audit.ts';
import type { Write } from '../../../platform/database/transaction.ts';
import type { InstanceContext } from '../../../platform/http/context.ts';
import { noteDoneTo } from './store.ts';

/** Writes down what an operator did to an account: in the instance's own trail, and in each workspace of the account. */
export const noteOperatorAct = async (
  audit: Audit,
  tx: Write,
  ctx: InstanceContext,
  { account, action, facts = {} }: Pick<Act, 'action' | 'facts'> & { readonly account: AccountId },
): Promise<void> => {
  const done = doneInInstance(ctx);
  await audit.add(tx, { ...done, action, facts, object: { kind: 'account', id: account } });
  audit.wrote(tx, await noteDoneTo(tx, { account, actor: done.actor, action, facts, traceId: ctx.traceId }));
};
