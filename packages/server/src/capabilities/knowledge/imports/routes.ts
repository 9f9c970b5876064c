import {
  cancelImport,
  downloadRejectedRows,
  followImport,
  getImport,
  importFile,
  listImportRows,
  listImports,
  undoImport,
} from '@holdfast/protocol/knowledge/imports';
import { on, onFile, type Endpoint } from '../../../platform/http/endpoint.ts';
import { createPlaces } from '../../../platform/limits/places.ts';
import { cancel } from './cancel.ts';
import { follow } from './follow.ts';
import { find, list, rows } from './looking.ts';
import type { ImportsParts } from './parts.ts';
import { receive } from './receive.ts';
import { downloadRejected } from './rejected.ts';
import { undo } from './undo.ts';

/** Each looks at the database twice a second. */
const FOLLOWERS_AT_ONCE = 50;
/** Each asks the database for as much as its reader takes. */
const DOWNLOADS_AT_ONCE = 4;

export const importRoutes = (parts: ImportsParts): readonly Endpoint[] => {
  const followers = createPlaces({
    atOnce: FOLLOWERS_AT_ONCE,
    taken: 'streams follow imports of this workspace already.',
  });
  const downloads = createPlaces({
    atOnce: DOWNLOADS_AT_ONCE,
    taken: 'tables of rejected rows of this workspace are on their way already.',
  });
  return [
    onFile(importFile, parts.limits.bytes, (ctx, sent) => receive(parts, ctx, sent)),
    on(listImports, (ctx, { query }) => list(parts, ctx, query)),
    on(getImport, (ctx, { params }) => find(parts, ctx, params.import_id)),
    on(followImport, async (ctx, { params: { import_id: id }, lastEventId: seen }) =>
      follow(parts, ctx, { id, first: await find(parts, ctx, id), seen, leave: followers.take(ctx.workspace) }),
    ),
    on(listImportRows, (ctx, { params, query }) => rows(ctx, params.import_id, query)),
    on(downloadRejectedRows, (ctx, { params }) => downloadRejected(downloads, ctx, params.import_id)),
    on(cancelImport, (ctx, { params }) => cancel(parts, ctx, params.import_id)),
    on(undoImport, (ctx, { params }) => undo(parts, ctx, params.import_id)),
  ];
};
