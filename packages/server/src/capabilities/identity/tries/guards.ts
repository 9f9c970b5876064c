import { createHash } from 'node:crypto';
import { placeOf } from '../../../platform/limits/address-place.ts';
import type { Guard } from './store.ts';

/** Who tries, and whose secret. */
export interface Trier {
  readonly address: string;
  /** The account by its id; by its e-mail where there is none of that name. */
  readonly account?: string;
  /** What makes them known to the account. Nothing: a stranger. */
  readonly known?: Known;
}

/**
 * A `device` shows what only a browser has that came in before. A `place` is an address from which the account took a token
 * lately. `signed-in` is whoever shows a secret again. Each has tries of its own, which no stranger can use up.
 */
export type Known = { readonly by: 'device'; readonly id: string } | { readonly by: 'place' | 'signed-in' };

/** Above what may be on its way at once, so that many who come together from one address are not taken for one who guesses. */
const ADDRESS = { capacity: 150, perSecond: 0.5, slowest: 1 };
const INSTANCE = { capacity: 3000, perSecond: 50, slowest: 1 };
/** Ten in a quarter of an hour, and under a lasting attack ten in two hours. */
const ACCOUNT = { capacity: 10, perSecond: 10 / 900, slowest: 8 };

/** The address first: what it refuses must not be counted for the instance, or one address could shut out everybody. */
export const guardsOf = ({ address, account, known }: Trier): readonly Guard[] => {
  const ofAddress = { name: `address:${placeDigestOf(address)}`, ...ADDRESS };
  const whose = account?.normalize('NFC').toLowerCase() ?? '';
  if (known?.by === 'device') return [{ name: `account:${digestOf(whose, 'device', known.id)}`, ...ACCOUNT }];
  if (known?.by === 'signed-in') return [{ name: `account:${digestOf(whose, 'signed-in')}`, ...ACCOUNT }];
  // others may share an address, so it counts as well: one who sits there could go through all accounts
  if (known?.by === 'place')
    return [ofAddress, { name: `account:${digestOf(whose, 'place', placeOf(address))}`, ...ACCOUNT }];
  const ofAll = [ofAddress, { name: 'instance', ...INSTANCE }];
  return account === undefined ? ofAll : [...ofAll, { name: `account:${digestOf(whose)}`, ...ACCOUNT }];
};

/** The last of them, which holds back and does not say so. */
export const guardOfAccount = (guards: readonly Guard[]): Guard => {
  const last = guards.at(-1);
  if (last === undefined) throw new Error('Nobody tries without a guard');
  return last;
};

/** Nobody guesses a key, so wrong ones say nothing of passwords: a forgotten script must not keep its neighbours from signing in. */
export const guardOfKeys = (address: string): Guard => ({ name: `keys:${placeDigestOf(address)}`, ...ADDRESS });

/** Five that are taken, and five more in a day. */
export const guardOfEmails = (account: string): Guard => ({
  name: `emails:${digestOf(account)}`,
  capacity: 5,
  perSecond: 5 / 86_400,
  slowest: 1,
});

export const placeDigestOf = (address: string): string => digestOf(placeOf(address));

/** Whose it is need not stand in the database. */
const digestOf = (...parts: readonly string[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32);
