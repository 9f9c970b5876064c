import type { AccountId } from '@holdfast/protocol/identity/people';
import type { Timestamp } from '@holdfast/protocol/time';
import { fail } from '../../../platform/failure.ts';
import type { Links } from '../links.ts';
import type { InstanceWrite } from '../../../platform/database/transaction.ts';
import { hashOf, newSecret } from '../secrets/secret.ts';
import { storeReset } from './store.ts';

export interface Link {
  readonly link: string;
  readonly expires_at: Timestamp;
}

/** A link to a new password, for whoever hands it over. */
export type MakeReset = (tx: InstanceWrite, account: AccountId) => Promise<Link>;

export const RESET_SECONDS = 30 * 60;
const MOST_ALIVE = 10;

export const createMakeReset =
  (links: Links): MakeReset =>
  async (tx, account) => {
    const token = newSecret();
    const ends = await storeReset(tx, { account, hash: hashOf(token), seconds: RESET_SECONDS, most: MOST_ALIVE });
    return ends === undefined ? fail('conflict', { detail: TOO_MANY }) : { link: links.reset(token), expires_at: ends };
  };

const TOO_MANY = `${MOST_ALIVE} links for this account are alive. Use one of them, or wait until the first ends.`;
