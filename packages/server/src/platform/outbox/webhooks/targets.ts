import type { Read, Write } from '../../database/transaction.ts';

/** Where a workspace wants to be told of events. */
export interface WebhookTarget {
  /** A UUID. It stays when address or secret change. */
  readonly id: string;
  readonly url: string;
  /** `whsec_` and base64. While a secret is replaced there are two, and each message is signed with both. */
  readonly secrets: readonly [string, ...string[]];
  /** Where it wants to be told of this object only. */
  readonly object?: string;
  /** One try is enough: somebody waits to see what comes of it. */
  readonly once?: boolean;
}

export interface DeliveryEnd {
  readonly isTaken: boolean;
  readonly attempts: number;
  /** What the last try was answered, where it was. */
  readonly status: number | undefined;
}

/** Whoever keeps the targets. It is asked when an event is told, and again before each try, so changes count at once. */
export interface WebhookTargets {
  /** The targets of this workspace that want events of this type: of whatever object, or of one of these. */
  of(tx: Read, type: string, objects: readonly string[]): Promise<readonly WebhookTarget[]>;
  /** A delivery to this target came to its end: it was taken, or given up. Told in the transaction that says so, once. */
  ended?(tx: Write, target: WebhookTarget, end: DeliveryEnd): Promise<void>;
  /** This target answered that it is gone for good. */
  gone?(tx: Write, target: WebhookTarget): Promise<void>;
}

export const wantsObject = ({ object }: WebhookTarget, id: string): boolean => object === undefined || object === id;

/** Several who keep targets, as one. */
export const keptTogether = (keepers: readonly WebhookTargets[]): WebhookTargets => ({
  of: async (tx, type, objects) => (await Promise.all(keepers.map((keeper) => keeper.of(tx, type, objects)))).flat(),
  async ended(tx, target, end) {
    for (const keeper of keepers) await keeper.ended?.(tx, target, end);
  },
  async gone(tx, target) {
    for (const keeper of keepers) await keeper.gone?.(tx, target);
  },
});
