import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { paths } from './paths.ts';

const page = lazyRouteComponent(() => import('../decisions/inbox/inbox-page.tsx'), 'InboxPage');

/** The inbox, and the same with one decision beside it. */
const PAGES = [
  [paths.decisions(), page],
  ['/decisions/$decisionId', page],
] as const;

export const decisionsRoutes = (getParentRoute: () => AnyRoute) =>
  PAGES.map(([path, component]) => createRoute({ getParentRoute, path, component }));
