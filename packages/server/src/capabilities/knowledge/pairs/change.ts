import type { ACTOR_KINDS } from '@holdfast/protocol/knowledge/actor';
import type { ImportId } from '@holdfast/protocol/knowledge/ids';
import type { MADE_BY } from '@holdfast/protocol/knowledge/pairs';
import type { Write } from '../../../platform/database/transaction.ts';
import type { Context } from '../../../platform/http/context.ts';
import { memberOrKey } from '../../../platform/http/member-or-key.ts';
import { nextChange } from '../shelf/store.ts';

/** Whoever makes pairs other. */
export interface Actor {
  readonly kind: (typeof ACTOR_KINDS)[number];
  readonly id: string;
}

/** How pairs come to be what they are. */
export interface Making {
  readonly by: (typeof MADE_BY)[number];
  readonly actor: Actor;
  /** Of an import, or of the undo of one. */
  readonly importId: ImportId | null;
}

/** What one transaction does to pairs: it has a number, and the workspace's shelf until the commit. */
export interface Change extends Making {
  readonly number: number;
}

/** Once in a transaction, before pairs are looked at that it may change. */
export const beginChange = async (tx: Write, making: Making): Promise<Change> => ({
  ...making,
  number: await nextChange(tx),
});

export const actorOf = ({ principal }: Pick<Context, 'principal'>): Actor => memberOrKey(principal);
