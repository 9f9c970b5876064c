import type { WorkspaceId } from '@holdfast/protocol/ids';
import type { Position } from '../../../platform/segments/position.ts';
import type { SealedDamage } from '../sealed/sealed-file.ts';
import type { PriceEntry } from '../prices/price-of.ts';
import type { Appended } from '../store/span-store.ts';
import type { Reading } from './reading.ts';

/** What the store process is to know before it begins. */
export interface Beginning {
  /** `<data>/spans` */
  readonly folder: string;
  /** Up to here the log is durable. */
  readonly end: Position;
  /** An index that has got further follows another log. */
  readonly mostReached: Position;
  /** Build the store anew although it may be well. */
  readonly anew: boolean;
}

/** How much is kept. */
export interface Keeping {
  /** Nothing that was received before, in microseconds. */
  readonly since: bigint;
  /** All files together; 0: as much as comes. */
  readonly mostBytes: number;
}

type Method = keyof Reading;

export interface Ask {
  readonly kind: 'ask';
  readonly id: number;
  readonly workspace: WorkspaceId;
  readonly method: Method;
  readonly args: readonly unknown[];
}

/** What the server's process says to the store's. */
export type ToStore =
  | { readonly kind: 'begin'; readonly beginning: Beginning }
  | { readonly kind: 'end'; readonly end: Position }
  | Ask
  | { readonly kind: 'forget'; readonly keeping: Keeping }
  | { readonly kind: 'prices'; readonly workspace: WorkspaceId; readonly prices: readonly PriceEntry[] }
  /** Undefined where nobody knows whose. */
  | { readonly kind: 'prices_changed'; readonly workspace: WorkspaceId | undefined }
  | { readonly kind: 'stop' };

export type Phase =
  | { readonly phase: 'opening' }
  /** It cannot be opened, and is tried again. */
  | { readonly phase: 'waiting'; readonly why: string }
  /** The answers would not be whole. */
  | { readonly phase: 'rebuilding'; readonly doneBytes: number; readonly allBytes: number; readonly why: string }
  | { readonly phase: 'following' }
  | { readonly phase: 'stuck'; readonly why: string };

export interface Sizes {
  readonly spans: number;
  readonly traces: number;
  readonly log: number;
  readonly sealed: number;
  readonly index: number;
}

/** `lost`: what was sent of a span lies in damaged bytes. */
export type Refused = 'unavailable' | 'failed' | 'lost';

/** What the store's process says to the server's. */
export type FromStore =
  | { readonly kind: 'hello' }
  | { readonly kind: 'phase'; readonly phase: Phase }
  | {
      readonly kind: 'reached';
      readonly reached: Position;
      readonly receivedAt: bigint;
      readonly workspaces: readonly WorkspaceId[];
      readonly appended: Appended & { readonly unreadable: number };
    }
  | { readonly kind: 'answer'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'refusal'; readonly id: number; readonly why: Refused; readonly words: string }
  | { readonly kind: 'wants_prices'; readonly workspace: WorkspaceId }
  | { readonly kind: 'sizes'; readonly sizes: Sizes }
  /** Everything before this segment lies in sealed files. */
  | { readonly kind: 'sealed'; readonly before: number }
  | { readonly kind: 'damage'; readonly damage: SealedDamage }
  | { readonly kind: 'set_aside'; readonly file: string; readonly why: string }
  | { readonly kind: 'rebuilt'; readonly spans: number; readonly tookMs: number }
  | { readonly kind: 'warning'; readonly sentence: string; readonly fields: Readonly<Record<string, unknown>> };

/** How the process ends when it wants to be started again at once. */
export const EXIT_AGAIN = 75;
