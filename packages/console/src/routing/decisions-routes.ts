import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { paths } from './paths.ts';

const page = lazyRouteComponent(() => import('../decisions/inbox/inbox-page.tsx'), 'InboxPage');

/** The inbox, the same with one decision beside it, and how it was dealt with. */
const PAGES = [
  [paths.decisions(), page],
  ['/decisions/$decisionId', page],
  [
    paths.decisionStatistics(),
    lazyRouteComponent(() => import('../decisions/statistics/statistics-page.tsx'), 'StatisticsPage'),
  ],
] as const;

export const decisionsRoutes = (getParentRoute: () => AnyRoute) =>
  PAGES.map(([path, component]) => createRoute({ getParentRoute, path, component }));
