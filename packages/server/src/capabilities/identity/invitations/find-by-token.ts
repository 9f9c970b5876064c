import type { Database } from '../../../platform/database/database.ts';
import { fail } from '../../../platform/failure.ts';
import type { OpenContext } from '../../../platform/http/context.ts';
import { hashOf } from '../secrets/secret.ts';
import type { Tries } from '../tries/tries.ts';
import { findInvitation, type FoundInvitation } from './store.ts';

/** Looks an open invitation up by its token. Whoever guesses tokens tries. */
export const findByToken = async (
  { database, tries }: { readonly database: Database; readonly tries: Tries },
  ctx: OpenContext,
  token: string,
): Promise<FoundInvitation> => {
  const trier = { address: ctx.caller.address };
  await tries.take(trier);
  const found = await database.forInstance(ctx.signal).read((tx) => findInvitation(tx, hashOf(token)));
  if (found === undefined) return fail('token_unusable');
  await tries.giveBack(trier);
  return found;
};
