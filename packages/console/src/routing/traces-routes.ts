import { type AnyRoute, createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { paths } from './paths.ts';

/** Traces, as far as they can be looked at: the state of workflows. */
export const tracesRoutes = (getParentRoute: () => AnyRoute) => [
  createRoute({
    getParentRoute,
    path: paths.traces(),
    beforeLoad: () => {
      throw redirect({ href: paths.workflows(), replace: true });
    },
  }),
  createRoute({
    getParentRoute,
    path: paths.workflows(),
    component: lazyRouteComponent(() => import('../traces/workflows/workflows-page.tsx'), 'WorkflowsPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/traces/workflows/$workflowId',
    component: lazyRouteComponent(() => import('../traces/workflows/workflow-page.tsx'), 'WorkflowPage'),
  }),
];
