import type { PartHealth } from '@holdfast/protocol/process/readiness';
import type { TokenBuckets } from './token-buckets.ts';

/** What may be lost: values with an end, counts, turns, messages. Whatever must not be lost belongs into the database. */
export interface Ephemeral {
  readonly kv: Kv;
  readonly counters: Counters;
  readonly slots: Slots;
  readonly bus: Bus;
  /** Rates that callers keep to. */
  readonly buckets: TokenBuckets;
  /** Undefined where nothing is shared with other nodes. */
  readonly redis: SharedStore | undefined;
  size(): HeldSize;
  close(): Promise<void>;
}

export interface Lifetime {
  readonly ttlMs: number;
}

export interface Kv {
  get(key: string): Promise<string | undefined>;
  /** With `ifAbsent` false when somebody else's value is there. */
  set(key: string, value: string, options: Lifetime & { readonly ifAbsent?: boolean }): Promise<boolean>;
  /** True when there was a value. */
  delete(key: string): Promise<boolean>;
  /** Gives the value and deletes it, to one of those who ask. */
  take(key: string): Promise<string | undefined>;
}

export interface Counters {
  /** The count after it. The lifetime starts with the first; afterwards the count begins anew. */
  add(key: string, by: number, options: Lifetime): Promise<number>;
}

export interface SlotWish {
  /** How many may hold a slot of this key at once, over all nodes. */
  readonly limit: number;
  /** When the node dies, its slots are free after this long. */
  readonly leaseMs: number;
  /** Aborted, it gives up its place in the queue, or the slot. */
  readonly signal?: AbortSignal;
}

export interface Slots {
  /** Waits its turn, in the order of asking. */
  acquire(key: string, wish: SlotWish): Promise<Slot>;
  /** Of this node. */
  count(): SlotCount;
}

export interface SlotCount {
  readonly held: number;
  readonly waiting: number;
}

export interface Slot {
  /** Aborted when the lease ran out unrenewed and somebody else may have the slot. */
  readonly lost: AbortSignal;
  release(): Promise<void>;
}

export interface Bus {
  /** To every subscriber of every node. Settles when it is on its way, and never fails. */
  publish(channel: string, message: string): Promise<void>;
  /** `onGap` is called when messages may have been missed: drop what depends on having heard them all. */
  subscribe(channel: string, listener: (message: string) => void, onGap?: () => void): () => void;
}

export interface HeldSize {
  readonly entries: number;
  readonly bytes: number;
  /** Live values that had to make room since the start. */
  readonly evicted: number;
}

export interface SharedStore {
  /** Host and port, without credentials. */
  readonly place: string;
  health(): PartHealth;
  /** Which Redis it is: the same for all nodes that reach the same. Undefined while it is away. */
  mark(): string | undefined;
  /** What its server says it uses; undefined while it is away. */
  sizeBytes(): Promise<number | undefined>;
}
