import type { Clock } from '../../../platform/clock/clock.ts';
import type { InstanceDb } from '../../../platform/database/database.ts';
import type { Authenticate } from '../../../platform/http/authenticate.ts';
import type { Principal } from '../../../platform/http/context.ts';
import type { Log } from '../../../platform/log/log.ts';
import type { Credential } from '../secrets/credential.ts';
import { isSecretOf } from '../secrets/secret.ts';
import { namedWorkspace } from './named-workspace.ts';
import { principalOfKey, principalOfSignIn } from './principal-of.ts';
import { readCredentials } from './read-credentials.ts';
import { createRemembered } from './remembered.ts';
import { findKey, findSignIn, type KnownSignIn } from './store.ts';
import { createUses, type Uses } from './uses.ts';

export interface Authentication {
  readonly authenticate: Authenticate;
  /** Whoever a request of an open endpoint comes from, when it comes from somebody. */
  readonly signInOf: (credential: Credential) => Promise<KnownSignIn | undefined>;
  /** What is known is asked for anew from now on. */
  readonly forget: () => void;
  close(): Promise<void>;
}

export interface AuthenticationParts {
  readonly db: InstanceDb;
  readonly clock: Clock;
  readonly log: Log;
  readonly cookieName: string;
  /** Counts what was wrong, by its address, and fails when that were too many. */
  readonly onWrong: (address: string) => Promise<void>;
}

export const createAuthentication = ({ db, clock, log, cookieName, onWrong }: AuthenticationParts): Authentication => {
  const signIns = createRemembered((id) => findSignIn(db, id), clock);
  const keys = createRemembered((publicId) => findKey(db, publicId), clock);
  const uses: Uses = createUses(db, clock, log);

  const lookUp = async (
    shown: Credential,
    named: string | undefined,
    isUse: boolean,
  ): Promise<Principal | 'ended' | 'wrong'> => {
    if (shown.kind === 'key') {
      const known = await keys.find(shown.publicId);
      if (known === undefined || !isSecretOf(known.secret_hash, shown.secret)) return 'wrong';
      if (isUse) uses.key(shown.publicId);
      return principalOfKey(known);
    }
    const known = await signIns.find(shown.id);
    if (known === undefined) return 'ended';
    if (!isSecretOf(known.secret_hash, shown.secret)) return 'wrong';
    if (isUse) uses.signIn(shown.id);
    return principalOfSignIn(shown.id, known, named);
  };

  return {
    /**
     * A sign-in that is not there has ended: a browser that goes on asking with it did nothing wrong, and nobody guesses a secret
     * of 256 bits. A key that is not there, a secret that is not the one, and what no node of ours has written are counted.
     */
    async authenticate({ headers, address, again = false }) {
      const shown = readCredentials(headers, cookieName);
      if (shown === 'nothing') return undefined;
      const found = shown === 'nonsense' ? 'wrong' : await lookUp(shown, namedWorkspace({ headers }), !again);
      if (found === 'wrong' && !again) await onWrong(address);
      if (found === 'wrong' || found === 'ended') return undefined;
      const isOver = found.validUntil !== undefined && found.validUntil <= clock.now();
      return isOver ? undefined : found;
    },
    async signInOf(credential) {
      if (credential.kind !== 'sign-in') return undefined;
      const known = await signIns.find(credential.id);
      return known !== undefined && isSecretOf(known.secret_hash, credential.secret) ? known : undefined;
    },
    forget() {
      signIns.forget();
      keys.forget();
    },
    close: () => uses.close(),
  };
};
