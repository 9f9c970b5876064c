import type { Provider, ProviderId } from '@holdfast/protocol/providers/providers';
import { z } from 'zod';
import { doneBy } from '../../platform/audit/act.ts';
import type { Audit } from '../../platform/audit/audit.ts';
import { fail } from '../../platform/failure.ts';
import type { Context } from '../../platform/http/context.ts';
import { decodeCursor } from '../../platform/http/cursor.ts';
import { toPage } from '../../platform/http/page.ts';
import { aProvider } from './add-provider.ts';
import { deleteProvider, findProvider, listProviders } from './store.ts';

const LIST = 'providers';
const Place = z.tuple([z.uuid()]);

export const list = async (
  { db }: Context,
  { limit, cursor }: { readonly limit: number; readonly cursor?: string | undefined },
) => {
  const [after] = decodeCursor(LIST, Place, cursor) ?? [];
  const rows = await db.read((tx) => listProviders(tx, { limit, after }));
  return toPage(rows, { list: LIST, limit, keyOf: ({ id }) => [id] });
};

export const find = async ({ db }: Context, id: ProviderId): Promise<Provider> =>
  (await db.read((tx) => findProvider(tx, id))) ?? fail('not_found');

export const remove = (ctx: Context, audit: Audit, id: ProviderId): Promise<void> =>
  ctx.db.write(async (tx) => {
    if (!(await deleteProvider(tx, id))) fail('not_found');
    await audit.add(tx, { ...doneBy(ctx), action: 'provider.removed', object: aProvider(id) });
  });
