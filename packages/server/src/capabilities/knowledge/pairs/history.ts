import type { Input } from '@holdfast/protocol/contract';
import type { PairId } from '@holdfast/protocol/knowledge/ids';
import type { listPairVersions, PairVersion } from '@holdfast/protocol/knowledge/pairs';
import { z } from 'zod';
import { fail } from '../../../platform/failure.ts';
import type { Context } from '../../../platform/http/context.ts';
import { decodeCursor } from '../../../platform/http/cursor.ts';
import { toPage } from '../../../platform/http/page.ts';
import type { PairsParts } from './parts.ts';
import { isKnown, listVersions, type StoredVersion } from './store/history.ts';

const LIST = 'knowledge.pair_versions';
const Place = z.tuple([z.int32()]);

/** Names are those of today; of whoever is gone there is none. */
export const listHistory = (
  { namesOf }: Pick<PairsParts, 'namesOf'>,
  { db }: Context,
  id: PairId,
  { limit, cursor }: Input<typeof listPairVersions>['query'],
) => {
  const [before] = decodeCursor(LIST, Place, cursor) ?? [];
  return db.read(async (tx) => {
    if (!(await isKnown(tx, id))) fail('not_found');
    const rows = await listVersions(tx, id, { limit, before });
    const page = toPage(rows, { list: LIST, limit, keyOf: ({ version }) => [version] });
    const names = await namesOf(tx, [...new Set(page.items.map(({ actor_id: actor }) => actor))]);
    return { ...page, items: page.items.map((row) => toVersion(row, names.get(row.actor_id) ?? null)) };
  });
};

const toVersion = (
  { made_at: at, made_by: by, actor_kind: kind, actor_id: id, made_by_import: importId, ...said }: StoredVersion,
  name: string | null,
): PairVersion => ({ ...said, made: { at, by, actor: { kind, id, name }, import_id: importId } });
