import { AccountId } from '@holdfast/protocol/identity/people';
import { PrincipalId, WorkspaceId } from '@holdfast/protocol/ids';
import { PERMISSIONS } from '@holdfast/protocol/permissions';
import { z } from 'zod';
import type { Clock } from '../clock/clock.ts';
import { randomSecret } from '../crypto/random.ts';
import type { Kv } from '../ephemeral/ephemeral.ts';
import type { Principal } from '../http/context.ts';
import { hashOf } from './secrets.ts';

/** Who got a ticket, and when. */
export interface Holder {
  readonly principal: Principal;
  readonly issuedAt: number;
}

export interface Tickets {
  issue(principal: Principal): Promise<{ ticket: string; expiresAt: number }>;
  /** The first who asks gets it, nobody after. */
  take(ticket: string): Promise<Holder | undefined>;
}

const KeptHolder = z.object({
  principal: z.object({
    id: PrincipalId,
    kind: z.enum(['member', 'key', 'account']),
    account: AccountId.optional(),
    permissions: z.array(z.enum(PERMISSIONS)),
    workspace: WorkspaceId.optional(),
    signIn: z.string().optional(),
    validUntil: z.number().optional(),
  }),
  issuedAt: z.number(),
});

const TICKET_BYTES = 32;

export const createTickets = (kv: Kv, clock: Clock, ttlMs: number): Tickets => ({
  async issue(principal) {
    const ticket = randomSecret(TICKET_BYTES);
    const issuedAt = clock.now();
    const holder = { principal: { ...principal, permissions: [...principal.permissions] }, issuedAt };
    await kv.set(keyOf(ticket), JSON.stringify(holder), { ttlMs });
    return { ticket, expiresAt: issuedAt + ttlMs };
  },
  async take(ticket) {
    const text = await kv.take(keyOf(ticket));
    if (text === undefined) return undefined;
    const { principal, issuedAt } = KeptHolder.parse(JSON.parse(text));
    const { workspace, account, signIn, validUntil, permissions, ...rest } = principal;
    return {
      issuedAt,
      principal: {
        ...rest,
        workspace,
        permissions: new Set(permissions),
        ...(account === undefined ? {} : { account }),
        ...(signIn === undefined ? {} : { signIn }),
        ...(validUntil === undefined ? {} : { validUntil }),
      },
    };
  },
});

const keyOf = (ticket: string): string => `ws-ticket:${hashOf(ticket)}`;
