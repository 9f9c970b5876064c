import {
  changeTraceView,
  createTraceView,
  deleteTraceView,
  listTraceViews,
  TraceView,
} from '@holdfast/protocol/views/trace-views';
import { ADA } from './identity-data.ts';
import { ApiProblem, type FixtureRoute, route } from './fixture-route.ts';
import { before } from './work-data.ts';

const whoMay = (shared: boolean): TraceView['who_may'] =>
  shared ? { read: 'traces:read', change: 'traces:manage' } : { read: 'owner', change: 'owner' };

export const savedView = (name: string, more: Partial<TraceView> = {}): TraceView =>
  TraceView.parse({
    id: '0195a000-0000-7000-8000-0000000000f1',
    name,
    filters: { status: 'error' },
    shared: false,
    owner: ADA,
    who_may: whoMay(more.shared ?? false),
    created_at: before(60),
    updated_at: before(60),
    version: 1,
    ...more,
  });

/** Saved views that can be made, changed and removed. */
export const viewRoutes = (views: TraceView[]): readonly FixtureRoute[] => {
  const placeOf = (id: string): number => {
    const place = views.findIndex((view) => view.id === id);
    return place < 0 ? ApiProblem.raise(404, 'not_found', 'There is no such view.') : place;
  };
  return [
    route(listTraceViews, () => ({ items: views, next_cursor: null })),
    route(createTraceView, ({ body }) => {
      const view = savedView((body as TraceView).name, body as TraceView);
      views.push(view);
      return view;
    }),
    route(changeTraceView, ({ id, body }) => {
      const place = placeOf(id);
      const changed = { ...views[place], ...(body as Partial<TraceView>) } as TraceView;
      const view = {
        ...changed,
        who_may: whoMay(changed.shared),
        version: (changed.version + 1) as TraceView['version'],
      };
      views.splice(place, 1, view);
      return view;
    }),
    route(deleteTraceView, ({ id }) => void views.splice(placeOf(id), 1)),
  ];
};
