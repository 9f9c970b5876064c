import type { CloseReason } from '@holdfast/protocol/sockets/close-codes';
import type { Permission } from '@holdfast/protocol/permissions';
import type { Clock } from '../clock/clock.ts';
import type { Authenticate, Credentials } from '../http/authenticate.ts';
import type { Principal } from '../http/context.ts';

/** Who is behind a socket, looked up again when that is too long ago. */
export interface Authority {
  readonly principal: Principal;
  /** Undefined while it may go on. Looks it up when what is known is old. */
  check(): Promise<CloseReason | undefined>;
  /** Is it time for a look although nothing was said? */
  isDue(now: number): boolean;
  /** What is known is old from now on. */
  doubt(): void;
}

export interface AuthorityParts {
  readonly authenticate: Authenticate;
  readonly clock: Clock;
  readonly recheckMs: number;
  readonly silentRecheckMs: number;
  readonly permission: Permission;
}

/** Whoever came with a ticket has no credentials to look up again: when the bus is in doubt, it has to come with another. */
export const createAuthority = (
  { authenticate, clock, recheckMs, silentRecheckMs, permission }: AuthorityParts,
  first: Principal,
  credentials: Credentials | undefined,
): Authority => {
  let principal = first;
  let checkedAt = clock.elapsed();
  let isLost = false;
  let doubts = 0;
  let looking: Promise<CloseReason | undefined> | undefined;
  const lookUp = async (shown: Credentials): Promise<CloseReason | undefined> => {
    const [since, before] = [clock.elapsed(), doubts];
    const now = await authenticate({ ...shown, again: true });
    if (now === undefined || now.id !== principal.id) return 'signed_out';
    if (!now.permissions.has(permission) || now.workspace !== principal.workspace) return 'forbidden';
    principal = now;
    // what was looked up before a doubt does not lift it
    if (doubts === before) checkedAt = since;
    return undefined;
  };
  const hasExpired = (): boolean => principal.validUntil !== undefined && principal.validUntil <= clock.now();
  return {
    get principal() {
      return principal;
    },
    isDue: (now) => isLost || hasExpired() || (credentials !== undefined && now - checkedAt >= silentRecheckMs),
    doubt() {
      doubts += 1;
      isLost = credentials === undefined;
      checkedAt = Number.NEGATIVE_INFINITY;
    },
    async check() {
      if (hasExpired()) return 'signed_out';
      if (isLost) return 'unsure';
      if (credentials === undefined || clock.elapsed() - checkedAt < recheckMs) return undefined;
      looking ??= lookUp(credentials).finally(() => {
        looking = undefined;
      });
      return looking;
    },
  };
};

/** Only what authentication may look at: the rest of a handshake need not be remembered for hours. */
export const credentialsOf = ({ headers, address }: Credentials): Credentials => ({
  address,
  headers: Object.fromEntries(
    (['authorization', 'cookie', 'holdfast-workspace'] as const)
      .filter((name) => headers[name] !== undefined)
      .map((name) => [name, headers[name]]),
  ),
});
