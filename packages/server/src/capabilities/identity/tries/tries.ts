import { createHash } from 'node:crypto';
import type { InstanceDb } from '../../../platform/database/database.ts';
import { fail } from '../../../platform/failure.ts';
import { giveBackTries, takeTries, type Guard } from './store.ts';
import { placeOf } from '../../../platform/limits/address-place.ts';

/** Who tries, and whose secret: of an account that there may be, by its e-mail or id. */
export interface Trier {
  readonly address: string;
  readonly account?: string;
}

export interface Tries {
  /**
   * Counts a try before anything is checked. Fails with `too_many_tries` when there were too many from the address or at all;
   * false when there were too many for the account, which must be answered as a wrong secret is, and as slowly.
   */
  take(trier: Trier): Promise<boolean>;
  /** The secret was right. */
  giveBack(trier: Trier): Promise<void>;
}

const ADDRESS = { capacity: 150, perSecond: 0.5 };
const INSTANCE = { capacity: 3000, perSecond: 50 };
const ACCOUNT = { capacity: 10, perSecond: 10 / 900 };

export const createTries = (db: InstanceDb): Tries => ({
  async take(trier) {
    const guards = guardsOf(trier);
    const refusal = await takeTries(db, guards);
    if (refusal === undefined) return true;
    if (refusal.refused_by.startsWith('account:')) return false;
    return fail('too_many_tries', { retryAfterSeconds: refusal.retry_seconds });
  },
  async giveBack(trier) {
    await giveBackTries(
      db,
      guardsOf(trier).map(({ name }) => name),
    );
  },
});

const guardsOf = ({ address, account }: Trier): readonly Guard[] => [
  { name: `address:${digestOf(placeOf(address))}`, ...ADDRESS },
  { name: 'instance', ...INSTANCE },
  ...(account === undefined ? [] : [{ name: `account:${digestOf(account.toLowerCase())}`, ...ACCOUNT }]),
];

/** Whose it is need not stand in the database. */
const digestOf = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 32);
