import {
  changeTraceView,
  createTraceView,
  deleteTraceView,
  listTraceViews,
} from '@holdfast/protocol/views/trace-views';
import { on, type Endpoint } from '../../platform/http/endpoint.ts';
import type { MakeId } from '../../platform/ids/uuid7.ts';
import * as views from './views.ts';

export interface ViewsParts {
  readonly makeId: MakeId;
}

export const viewRoutes = ({ makeId }: ViewsParts): readonly Endpoint[] => [
  on(listTraceViews, (ctx, { query }) => views.list(ctx, query)),
  on(createTraceView, (ctx, { body }) => views.create(makeId, ctx, body)),
  on(changeTraceView, (ctx, { params, body, version }) =>
    views.change(ctx, { id: params.view_id, version, change: body }),
  ),
  on(deleteTraceView, async (ctx, { params }) => {
    await views.remove(ctx, params.view_id);
    return undefined;
  }),
];
