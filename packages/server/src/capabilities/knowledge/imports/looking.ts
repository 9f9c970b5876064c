import type { Input } from '@holdfast/protocol/contract';
import type { ImportJob, listImportRows, listImports } from '@holdfast/protocol/knowledge/imports';
import type { ImportId } from '@holdfast/protocol/knowledge/ids';
import { z } from 'zod';
import { fail } from '../../../platform/failure.ts';
import type { Context } from '../../../platform/http/context.ts';
import { decodeCursor } from '../../../platform/http/cursor.ts';
import { toPage } from '../../../platform/http/page.ts';
import type { ImportsParts } from './parts.ts';
import * as store from './store/imports.ts';
import { listRows } from './store/ledger.ts';
import { toImportJob, toImportJobs } from './to-import-job.ts';

const LIST = 'knowledge.imports';
const Place = z.tuple([z.uuid()]);
const ROWS = 'knowledge.import_rows';
const RowPlace = z.tuple([z.int32()]);

export const find = (parts: ImportsParts, { db }: Pick<Context, 'db'>, id: ImportId): Promise<ImportJob> =>
  db.read(async (tx) => toImportJob(tx, parts, (await store.findImport(tx, id)) ?? fail('not_found')));

export const list = (
  parts: ImportsParts,
  { db }: Context,
  { limit, cursor, status }: Input<typeof listImports>['query'],
) =>
  db.read(async (tx) => {
    const [after] = decodeCursor(LIST, Place, cursor) ?? [];
    const found = await store.listImports(tx, { status, after, limit });
    return toPage(await toImportJobs(tx, parts, found), { list: LIST, limit, keyOf: ({ id }) => [id] });
  });

export const rows = (
  { db }: Context,
  id: ImportId,
  { limit, cursor, outcome }: Input<typeof listImportRows>['query'],
) =>
  db.read(async (tx) => {
    const [after = 0] = decodeCursor(ROWS, RowPlace, cursor) ?? [];
    if ((await store.findImport(tx, id)) === undefined) fail('not_found');
    const { rows: found, isFull } = await listRows(tx, id, { outcome, after, limit });
    return toPage(found, { list: ROWS, limit, keyOf: ({ row }) => [row], hasMore: isFull });
  });
