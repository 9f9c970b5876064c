import { fail } from '../../../platform/failure.ts';
import { guardOfAccount, guardOfEmails, guardOfKeys, guardsOf, type Trier } from './guards.ts';
import { countRefusal, giveBackTries, takeTries, type Guard, type Refusal } from './store.ts';
import { createTakings, type TakingsParts } from './takings.ts';
import { createUnderWay, type OneUnderWay } from './under-way.ts';

/** A try that was taken, or that was held back: then it must be answered as a wrong secret is, and as slowly. */
export interface Try {
  readonly isGranted: boolean;
  /** To be said once, whatever happens. What was right, or was not looked at, is given back. */
  decided(isGivenBack: boolean): Promise<void>;
}

export interface Tries {
  /**
   * Counts a try before anything is checked. Fails with `too_many_tries` when there were too many from the address or at all;
   * false when there were too many for the account, which must be answered as a wrong secret is, and as slowly.
   */
  take(trier: Trier): Promise<boolean>;
  /** The secret was right. */
  giveBack(trier: Trier): Promise<void>;
  /** The same for what may come many at once: waits for those under way before it holds one back. */
  begin(trier: Trier, signal: AbortSignal): Promise<Try>;
  /** Counts that an account held one back, and tells whether it begins with that. */
  countHeldBack(trier: Trier): Promise<boolean>;
  /** Counts a key or sign-in that is not what it says, and fails when there were too many of the address. */
  countCredential(address: string): Promise<void>;
  /** Counts a wish for another e-mail; who is told that it is taken has used it up, and the rest may be given back. */
  askForEmail(account: string): Promise<() => Promise<void>>;
  /** Fails without asking anybody, while it is known that a stranger from there would be refused. */
  refuseBlocked(address: string): void;
}

export const createTries = (parts: TakingsParts): Tries => {
  const { db, onRefused = () => {} } = parts;
  const takings = createTakings(parts);
  const underWay = createUnderWay();

  /** Its address is counted once, however often the account is asked. Undefined: held back. */
  const takeOrWait = async (guards: readonly Guard[], signal: AbortSignal): Promise<OneUnderWay | undefined> => {
    const one = underWay.begin(guardOfAccount(guards).name);
    const ask = (from: readonly Guard[]): Promise<Refusal | undefined> =>
      takings.from(from).catch((error: unknown) => {
        one.end(false);
        throw error;
      });
    let refusal = await ask(guards);
    while (refusal !== undefined) {
      if (!(await one.mayAskAgain(signal))) return undefined;
      refusal = await ask([guardOfAccount(guards)]);
    }
    return one;
  };

  return {
    async take(trier) {
      const guards = guardsOf(trier);
      if ((await takings.from(guards)) === undefined) return true;
      onRefused('account');
      await countRefusal(db, guardOfAccount(guards));
      return false;
    },
    giveBack: (trier) => takings.giveBack(guardsOf(trier)),
    async begin(trier, signal) {
      const guards = guardsOf(trier);
      const one = await takeOrWait(guards, signal);
      if (one === undefined) {
        onRefused('account');
        return { isGranted: false, decided: async () => {} };
      }
      return {
        isGranted: true,
        async decided(isGivenBack) {
          if (isGivenBack) await takings.giveBack(guards).finally(() => one.end(true));
          else one.end(false);
        },
      };
    },
    countHeldBack: (trier) => countRefusal(db, guardOfAccount(guardsOf(trier))),
    async countCredential(address) {
      await takings.from([guardOfKeys(address)]);
    },
    async askForEmail(account) {
      const guard = guardOfEmails(account);
      const refusal = await takeTries(db, [guard]);
      if (refusal !== undefined)
        return fail('rate_limited', { detail: ENOUGH, retryAfterSeconds: refusal.retry_seconds });
      return () => giveBackTries(db, [guard.name]);
    },
    refuseBlocked: (address) => takings.refuseKnown(guardsOf({ address })),
  };
};

const ENOUGH = 'Too many e-mails were asked for that others have. Try again later.';
