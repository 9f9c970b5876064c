import type { Read } from '../../database/transaction.ts';

/** Where a workspace wants to be told of events. */
export interface WebhookTarget {
  /** A UUID. It stays when address or secret change. */
  readonly id: string;
  readonly url: string;
  /** `whsec_` and base64. While a secret is replaced there are two, and each message is signed with both. */
  readonly secrets: readonly [string, ...string[]];
}

/** Whoever keeps the targets. It is asked when an event is told, and again before each try, so changes count at once. */
export interface WebhookTargets {
  /** The targets of this workspace that want events of this type. */
  of(tx: Read, type: string): Promise<readonly WebhookTarget[]>;
}

export const NO_TARGETS: WebhookTargets = { of: async () => [] };
