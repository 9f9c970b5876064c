import { z } from 'zod';
import type { Clock } from '../clock/clock.ts';
import type { Bus } from '../ephemeral/ephemeral.ts';
import type { Principal } from '../http/context.ts';

/** Whose sockets end, on every node. At least one of principal, account and sign-in is named. */
const RevocationMessage = z.object({
  principal: z.string().optional(),
  account: z.string().optional(),
  signIn: z.string().optional(),
  workspace: z.string().optional(),
  // unsure: it goes on under another sign-in, and whoever is behind it comes again
  reason: z.enum(['signed_out', 'forbidden', 'unsure']),
});
export type Revocation = z.infer<typeof RevocationMessage>;

export interface Revocations {
  /** Why this principal, as it was known at that time, must not come in. */
  refusalSince(principal: Principal, at: number): Revocation['reason'] | undefined;
  close(): void;
}

/** Ends what a principal or sign-in has open, on every node. */
export type Revoke = (revocation: Revocation) => Promise<void>;

export const createRevoke =
  (bus: Bus): Revoke =>
  async (revocation) => {
    await bus.publish(SIGN_IN_REVOKED, JSON.stringify(revocation));
  };

/** The channel of the bus on which revocations are told. */
export const SIGN_IN_REVOKED = 'sign-in-revoked';
const MOST_REMEMBERED = 10_000;

export const meets = (revocation: Revocation, principal: Principal): boolean => {
  const { principal: id, account, signIn, workspace } = revocation;
  if (id === undefined && account === undefined && signIn === undefined) return false;
  return (
    (id === undefined || id === principal.id) &&
    (account === undefined || account === principal.account) &&
    (signIn === undefined || signIn === principal.signIn) &&
    (workspace === undefined || workspace === principal.workspace)
  );
};

export interface RevocationListener {
  readonly onRevoked: (revocation: Revocation) => void;
  /** One may not have been heard. */
  readonly onGap: () => void;
}

/**
 * Hears of revocations on the bus, and remembers them for as long as an admission may take: whoever was looked up
 * before one and is let in after it must not stay.
 */
export const createRevocations = (
  bus: Bus,
  clock: Clock,
  rememberMs: number,
  { onRevoked, onGap }: RevocationListener,
): Revocations => {
  let remembered: { readonly at: number; readonly revocation: Revocation }[] = [];
  let unsureUntil = Number.NEGATIVE_INFINITY;
  const miss = (): void => {
    unsureUntil = clock.now();
    onGap();
  };
  const hear = (message: string): void => {
    const revocation = RevocationMessage.parse(JSON.parse(message));
    const now = clock.now();
    remembered = remembered.filter(({ at }) => now - at < rememberMs).slice(-MOST_REMEMBERED);
    remembered.push({ at: now, revocation });
    onRevoked(revocation);
  };
  return {
    refusalSince(principal, since) {
      const revoked = remembered.find(({ at, revocation }) => at >= since && meets(revocation, principal));
      return revoked?.revocation.reason ?? (since <= unsureUntil ? 'unsure' : undefined);
    },
    close: bus.subscribe(SIGN_IN_REVOKED, hear, miss),
  };
};
