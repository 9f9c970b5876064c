import type { CloseReason } from '@holdfast/protocol/sockets/close-codes';
import type { Permission } from '@holdfast/protocol/permissions';
import type { Clock } from '../clock/clock.ts';
import type { Authenticate, Credentials } from '../http/authenticate.ts';
import type { Principal } from '../http/context.ts';

/** Who is behind a socket, looked up again when that is too long ago. */
export interface Authority {
  readonly principal: Principal;
  /** Undefined while it may go on. */
  check(): Promise<CloseReason | undefined>;
  hasExpired(): boolean;
}

export interface AuthorityParts {
  readonly authenticate: Authenticate;
  readonly clock: Clock;
  readonly recheckMs: number;
  readonly permission: Permission;
}

/** Whoever came with a ticket has no credentials to look up again; the bus tells when its sign-in ends. */
export const createAuthority = (
  { authenticate, clock, recheckMs, permission }: AuthorityParts,
  first: Principal,
  credentials: Credentials | undefined,
): Authority => {
  let principal = first;
  let checkedAt = clock.elapsed();
  const hasExpired = (): boolean => principal.validUntil !== undefined && principal.validUntil <= clock.now();
  return {
    get principal() {
      return principal;
    },
    hasExpired,
    async check() {
      if (hasExpired()) return 'signed_out';
      if (credentials === undefined || clock.elapsed() - checkedAt < recheckMs) return undefined;
      const now = await authenticate(credentials);
      if (now === undefined || now.id !== principal.id) return 'signed_out';
      if (!now.permissions.has(permission) || now.workspace !== principal.workspace) return 'forbidden';
      principal = now;
      checkedAt = clock.elapsed();
      return undefined;
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
