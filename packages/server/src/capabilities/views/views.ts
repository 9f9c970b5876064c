import type { Input } from '@holdfast/protocol/contract';
import type { Version } from '@holdfast/protocol/version';
import {
  TraceViewId,
  type changeTraceView,
  type createTraceView,
  type listTraceViews,
  type TraceView,
} from '@holdfast/protocol/views/trace-views';
import { z } from 'zod';
import type { Write } from '../../platform/database/transaction.ts';
import { fail } from '../../platform/failure.ts';
import type { Context, Principal } from '../../platform/http/context.ts';
import { decodeCursor } from '../../platform/http/cursor.ts';
import { toPage } from '../../platform/http/page.ts';
import type { MakeId } from '../../platform/ids/uuid7.ts';
import * as store from './store.ts';

const LIST = 'views.traces';
const Place = z.tuple([z.uuid()]);
const MOST_OWN = 100;
const MOST_SHARED = 200;

export const list = async ({ db, principal }: Context, { limit, cursor }: Input<typeof listTraceViews>['query']) => {
  const [after] = decodeCursor(LIST, Place, cursor) ?? [];
  const rows = await db.read((tx) => store.listViews(tx, principal.id, { limit, after }));
  return toPage(rows.map(toView), { list: LIST, limit, keyOf: ({ id }) => [id] });
};

export const create = (makeId: MakeId, { db, principal }: Context, body: Input<typeof createTraceView>['body']) => {
  const { id: owner, kind } = principal;
  if (body.shared) refuseUnlessManaging(principal);
  else if (kind !== 'member') fail('forbidden', { detail: NOBODYS });
  return db.write(async (tx) => {
    await refuseTooMany(tx, owner, body.shared);
    const view = {
      ...body,
      id: TraceViewId.parse(makeId()),
      owner,
      owner_kind: kind === 'key' ? kind : 'member',
    } as const;
    return toView(await store.insertView(tx, view));
  });
};

export interface ViewChange {
  readonly id: TraceViewId;
  readonly version: Version;
  readonly change: Input<typeof changeTraceView>['body'];
}

export const change = ({ db, principal }: Context, { id, version, change: wanted }: ViewChange): Promise<TraceView> =>
  db.write(async (tx) => {
    const was = await lockToChange(tx, principal, id);
    const { name = was.name, filters = was.filters, shared = was.shared } = wanted;
    if (was.version !== version) fail('stale', { members: { current_version: was.version } });
    if (shared !== was.shared) {
      refuseUnlessManaging(principal);
      if (!shared && was.owner_kind === 'key') fail('conflict', { detail: NOBODYS });
      await refuseTooMany(tx, was.owner, shared);
    }
    return toView(await store.changeView(tx, { id, name, filters, shared }));
  });

export const remove = ({ db, principal }: Context, id: TraceViewId): Promise<void> =>
  db.write(async (tx) => {
    await lockToChange(tx, principal, id);
    await store.deleteView(tx, id);
  });

const lockToChange = async (tx: Write, principal: Principal, id: TraceViewId): Promise<store.StoredView> => {
  const view = (await store.lockView(tx, principal.id, id)) ?? fail('not_found');
  if (view.shared) refuseUnlessManaging(principal);
  return view;
};

const refuseUnlessManaging = ({ permissions }: Principal): void => {
  if (!permissions.has('traces:manage')) fail('forbidden', { detail: MANAGED });
};

const refuseTooMany = async (tx: Write, owner: string, shared: boolean): Promise<void> => {
  const most = shared ? MOST_SHARED : MOST_OWN;
  if ((await store.countViewsAlone(tx, owner, shared)) >= most)
    fail('conflict', {
      detail: `There are ${most} ${shared ? 'shared views' : 'views of yours'} already. Delete one first.`,
    });
};

/** Each says who may read it and who may change it. */
const toView = ({ owner_kind: _kind, ...view }: store.StoredView): TraceView => ({
  ...view,
  who_may: view.shared ? { read: 'traces:read', change: 'traces:manage' } : { read: 'owner', change: 'owner' },
});

const MANAGED =
  'Views that are shared are changed with the permission traces:manage. Ask an admin of the workspace for it.';
const NOBODYS = 'An API key is nobody who could look at a view of its own: a view of a key is shared.';
