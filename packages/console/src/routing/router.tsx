import { createRootRoute, createRoute, createRouter, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { Shell } from '../shell/shell.tsx';
import { FailurePage } from '../states/failure-page.tsx';
import { LoadingState } from '../states/loading-state.tsx';
import { NotFoundPage } from '../states/not-found-page.tsx';
import { paths } from './paths.ts';

const root = createRootRoute({ component: Shell });
const getParentRoute = () => root;

const home = createRoute({
  getParentRoute,
  path: paths.home(),
  beforeLoad: () => {
    throw redirect({ href: paths.health(), replace: true });
  },
});

const health = createRoute({
  getParentRoute,
  path: paths.health(),
  component: lazyRouteComponent(() => import('../health/health-page.tsx'), 'HealthPage'),
});

export const createConsoleRouter = () =>
  createRouter({
    routeTree: root.addChildren([home, health]),
    defaultErrorComponent: FailurePage,
    defaultNotFoundComponent: NotFoundPage,
    defaultPendingComponent: LoadingState,
    scrollRestoration: true,
  });
