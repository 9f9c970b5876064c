import { type AnyRoute, createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { paths } from './paths.ts';

/** Settings: what is one's own, the workspace's, the instance's. */
export const settingsRoutes = (getParentRoute: () => AnyRoute) => [
  createRoute({
    getParentRoute,
    path: paths.settings(),
    beforeLoad: () => {
      throw redirect({ href: paths.profile(), replace: true });
    },
  }),
  createRoute({
    getParentRoute,
    path: paths.profile(),
    component: lazyRouteComponent(() => import('../settings/profile/profile-page.tsx'), 'ProfilePage'),
  }),
  createRoute({
    getParentRoute,
    path: paths.signIns(),
    component: lazyRouteComponent(() => import('../settings/sign-ins/sign-ins-page.tsx'), 'SignInsPage'),
  }),
  createRoute({
    getParentRoute,
    path: paths.secondFactor(),
    component: lazyRouteComponent(() => import('../settings/second-factor/second-factor-page.tsx'), 'SecondFactorPage'),
  }),
  createRoute({
    getParentRoute,
    path: paths.members(),
    component: lazyRouteComponent(() => import('../settings/members/members-page.tsx'), 'MembersPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/settings/members/$memberId',
    component: lazyRouteComponent(() => import('../settings/members/member-page.tsx'), 'MemberPage'),
  }),
  createRoute({
    getParentRoute,
    path: paths.invitations(),
    component: lazyRouteComponent(() => import('../settings/invitations/invitations-page.tsx'), 'InvitationsPage'),
  }),
  createRoute({
    getParentRoute,
    path: paths.keys(),
    component: lazyRouteComponent(() => import('../settings/keys/keys-page.tsx'), 'KeysPage'),
  }),
  createRoute({
    getParentRoute,
    path: paths.newKey(),
    component: lazyRouteComponent(() => import('../settings/keys/new-key-page.tsx'), 'NewKeyPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/settings/keys/$keyId',
    component: lazyRouteComponent(() => import('../settings/keys/key-page.tsx'), 'KeyPage'),
  }),
  createRoute({
    getParentRoute,
    path: paths.workspace(),
    component: lazyRouteComponent(() => import('../settings/workspace/workspace-page.tsx'), 'WorkspacePage'),
  }),
  createRoute({
    getParentRoute,
    path: paths.audit(),
    component: lazyRouteComponent(() => import('../settings/audit/audit-page.tsx'), 'AuditPage'),
  }),
  createRoute({
    getParentRoute,
    path: paths.workspaces(),
    component: lazyRouteComponent(() => import('../settings/instance/workspaces-page.tsx'), 'WorkspacesPage'),
  }),
  createRoute({
    getParentRoute,
    path: paths.accounts(),
    component: lazyRouteComponent(() => import('../settings/instance/accounts-page.tsx'), 'AccountsPage'),
  }),
];
