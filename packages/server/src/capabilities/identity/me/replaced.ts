import type { SignInId } from '@holdfast/protocol/identity/account';
import type { EndOpen } from '../end-open.ts';

/** After the commit: the old id is dead at once on every node, and so are those that ended with it. */
export type Replaced = (signIn: SignInId, ended?: readonly SignInId[]) => Promise<void>;

export const createReplaced =
  (endOpen: EndOpen): Replaced =>
  (signIn, ended = []) =>
    endOpen([
      // whoever is behind them goes on under the new id, so their clients may come again
      { signIn, reason: 'unsure' },
      ...ended.map((one) => ({ signIn: one, reason: 'signed_out' as const })),
    ]);
