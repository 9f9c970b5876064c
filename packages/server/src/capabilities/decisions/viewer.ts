import type { Read } from '../../platform/database/transaction.ts';
import type { Context } from '../../platform/http/context.ts';
import type { DecisionsParts } from './parts.ts';
import type { Somebody } from './rules/state.ts';
import { somebodyOf } from './somebody.ts';

/** Somebody who looks, with what their sign-in or key may do at all. */
export interface Viewer extends Somebody {
  readonly permissions: Context['principal']['permissions'];
}

export const readViewer = async (
  tx: Read,
  { people }: Pick<DecisionsParts, 'people'>,
  { principal }: Pick<Context, 'principal'>,
): Promise<Viewer> => viewerOf(somebodyOf(await people.read(tx, principal)), { principal });

export const viewerOf = (somebody: Somebody, { principal }: Pick<Context, 'principal'>): Viewer => ({
  ...somebody,
  permissions: principal.permissions,
});
