import type { AccountId } from '@holdfast/protocol/identity/people';
import type { InstanceDb } from '../../../platform/database/database.ts';
import type { OpenContext } from '../../../platform/http/context.ts';
import type { Afterwards } from '../afterwards.ts';
import type { NoteAccountAct } from './account-acts.ts';

export type TriedSecret = 'password' | 'code';

/**
 * Writes down that somebody showed a wrong secret for an account, or that it begins to be held back. What the account's guard
 * refuses is not written down, so that its own size bounds how many entries strangers can make.
 */
export type NoteTry = (
  ctx: Pick<OpenContext, 'caller' | 'traceId'>,
  account: AccountId,
  what: TriedSecret | 'held_back',
) => void;

export const createNoteTry =
  (db: InstanceDb, afterwards: Afterwards, note: NoteAccountAct): NoteTry =>
  ({ caller, traceId }, account, what) =>
    afterwards.do('A wrong try', () =>
      db.write((tx) =>
        what === 'held_back'
          ? note(tx, { caller, traceId }, account, { action: 'sign_in.held_back' })
          : note(tx, { caller, traceId }, account, { action: 'sign_in.failed', facts: { secret: what } }),
      ),
    );
