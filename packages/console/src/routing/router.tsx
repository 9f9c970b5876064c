import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from '@tanstack/react-router';
import { Home } from '../home/home.tsx';
import { Gate } from '../session/gate.tsx';
import { Shell } from '../shell/shell.tsx';
import { FailurePage } from '../states/failure-page.tsx';
import { LoadingState } from '../states/loading-state.tsx';
import { NotFoundPage } from '../states/not-found-page.tsx';
import { decisionsRoutes } from './decisions-routes.ts';
import { doorRoutes } from './door-routes.ts';
import { knowledgeRoutes } from './knowledge-routes.ts';
import { paths } from './paths.ts';
import { Root } from './root.tsx';
import { settingsRoutes } from './settings-routes.ts';
import { tracesRoutes } from './traces-routes.ts';

const root = createRootRoute({
  component: Root,
  notFoundComponent: () => (
    <Shell>
      <NotFoundPage />
    </Shell>
  ),
});

/** What is behind the door: the shell is round it, and the gate says who comes in. */
const inside = createRoute({
  getParentRoute: () => root,
  id: 'inside',
  component: () => (
    <Shell>
      <Gate>
        <Outlet />
      </Gate>
    </Shell>
  ),
});
const getParentRoute = () => inside;

const home = createRoute({
  getParentRoute,
  path: paths.home(),
  component: Home,
});

const health = createRoute({
  getParentRoute,
  path: paths.health(),
  component: lazyRouteComponent(() => import('../health/health-page.tsx'), 'HealthPage'),
});

const operations = createRoute({
  getParentRoute,
  path: paths.operations(),
  beforeLoad: () => {
    throw redirect({ href: paths.queues(), replace: true });
  },
});

const queues = createRoute({
  getParentRoute,
  path: paths.queues(),
  component: lazyRouteComponent(() => import('../operations/queues/queues-page.tsx'), 'QueuesPage'),
});

const jobs = createRoute({
  getParentRoute,
  path: paths.jobs(),
  component: lazyRouteComponent(() => import('../operations/jobs/jobs-page.tsx'), 'JobsPage'),
});

const job = createRoute({
  getParentRoute,
  path: '/operations/jobs/$jobId',
  component: lazyRouteComponent(() => import('../operations/jobs/job-page.tsx'), 'JobPage'),
});

const deadLetters = createRoute({
  getParentRoute,
  path: paths.deadLetters(),
  component: lazyRouteComponent(() => import('../operations/dead-letters/dead-letters-page.tsx'), 'DeadLettersPage'),
});

const schedules = createRoute({
  getParentRoute,
  path: paths.schedules(),
  component: lazyRouteComponent(() => import('../operations/schedules/schedules-page.tsx'), 'SchedulesPage'),
});

const nodes = createRoute({
  getParentRoute,
  path: paths.nodes(),
  component: lazyRouteComponent(() => import('../operations/nodes/nodes-page.tsx'), 'NodesPage'),
});

const stores = createRoute({
  getParentRoute,
  path: paths.stores(),
  component: lazyRouteComponent(() => import('../operations/stores/stores-page.tsx'), 'StoresPage'),
});

const OPERATIONS_ROUTES = [operations, queues, jobs, job, deadLetters, schedules, nodes, stores];

const notifications = createRoute({
  getParentRoute,
  path: paths.notifications(),
  component: lazyRouteComponent(() => import('../notifications/notifications-page.tsx'), 'NotificationsPage'),
});

const proofs = createRoute({
  getParentRoute,
  path: paths.proofs(),
  component: lazyRouteComponent(() => import('../proofs/proofs-page.tsx'), 'ProofsPage'),
});

/** As written: the router would otherwise read `?queue=7` as a number. */
const search = {
  parseSearch: (text: string): Record<string, string> => Object.fromEntries(new URLSearchParams(text)),
  stringifySearch: (given: Record<string, string>): string => {
    const text = new URLSearchParams(given).toString();
    return text === '' ? '' : `?${text}`;
  },
};

export const createConsoleRouter = () =>
  createRouter({
    routeTree: root.addChildren([
      ...doorRoutes(() => root),
      inside.addChildren([
        home,
        health,
        ...OPERATIONS_ROUTES,
        ...knowledgeRoutes(getParentRoute),
        ...decisionsRoutes(getParentRoute),
        ...tracesRoutes(getParentRoute),
        notifications,
        proofs,
        ...settingsRoutes(getParentRoute),
      ]),
    ]),
    defaultErrorComponent: FailurePage,
    defaultNotFoundComponent: NotFoundPage,
    defaultPendingComponent: LoadingState,
    scrollRestoration: true,
    ...search,
  });
