import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { paths } from './paths.ts';

/** Every page of Traces, loaded when somebody goes there. */
const PAGES = [
  [paths.traces(), lazyRouteComponent(() => import('../traces/list/traces-page.tsx'), 'TracesPage')],
  [paths.sessions(), lazyRouteComponent(() => import('../traces/groups/sessions-page.tsx'), 'SessionsPage')],
  ['/traces/sessions/$session', lazyRouteComponent(() => import('../traces/groups/session-page.tsx'), 'SessionPage')],
  [paths.traceUsers(), lazyRouteComponent(() => import('../traces/groups/users-page.tsx'), 'UsersPage')],
  [paths.traceFigures(), lazyRouteComponent(() => import('../traces/figures/figures-page.tsx'), 'FiguresPage')],
  [paths.workflows(), lazyRouteComponent(() => import('../traces/workflows/workflows-page.tsx'), 'WorkflowsPage')],
  [
    '/traces/workflows/$workflowId',
    lazyRouteComponent(() => import('../traces/workflows/workflow-page.tsx'), 'WorkflowPage'),
  ],
  ['/traces/$traceId', lazyRouteComponent(() => import('../traces/trace/trace-page.tsx'), 'TracePage')],
] as const;

export const tracesRoutes = (getParentRoute: () => AnyRoute) =>
  PAGES.map(([path, component]) => createRoute({ getParentRoute, path, component }));
