import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { paths } from './paths.ts';

/** The pages before the door, without the shell. */
export const doorRoutes = (getParentRoute: () => AnyRoute) => [
  createRoute({
    getParentRoute,
    path: paths.setUp(),
    component: lazyRouteComponent(() => import('../door/setup/setup-page.tsx'), 'SetupPage'),
  }),
  createRoute({
    getParentRoute,
    path: paths.signIn(),
    component: lazyRouteComponent(() => import('../door/sign-in/sign-in-page.tsx'), 'SignInPage'),
  }),
  createRoute({
    getParentRoute,
    path: paths.invitation(),
    component: lazyRouteComponent(() => import('../door/invitation/invitation-page.tsx'), 'InvitationPage'),
  }),
  createRoute({
    getParentRoute,
    path: paths.reset(),
    component: lazyRouteComponent(() => import('../door/reset/reset-page.tsx'), 'ResetPage'),
  }),
  createRoute({
    getParentRoute,
    path: paths.forgotten(),
    component: lazyRouteComponent(() => import('../door/reset/forgotten-page.tsx'), 'ForgottenPage'),
  }),
];
