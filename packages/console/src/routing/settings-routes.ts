import { type AnyRoute, createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { paths } from './paths.ts';

/** Every page of Settings, loaded when somebody goes there. */
const PAGES = [
  [paths.profile(), lazyRouteComponent(() => import('../settings/profile/profile-page.tsx'), 'ProfilePage')],
  [
    paths.notificationSettings(),
    lazyRouteComponent(() => import('../settings/notifications/preferences-page.tsx'), 'PreferencesPage'),
  ],
  [paths.signIns(), lazyRouteComponent(() => import('../settings/sign-ins/sign-ins-page.tsx'), 'SignInsPage')],
  [
    paths.secondFactor(),
    lazyRouteComponent(() => import('../settings/second-factor/second-factor-page.tsx'), 'SecondFactorPage'),
  ],
  [paths.members(), lazyRouteComponent(() => import('../settings/members/members-page.tsx'), 'MembersPage')],
  [
    '/settings/members/$memberId',
    lazyRouteComponent(() => import('../settings/members/member-page.tsx'), 'MemberPage'),
  ],
  [
    paths.invitations(),
    lazyRouteComponent(() => import('../settings/invitations/invitations-page.tsx'), 'InvitationsPage'),
  ],
  [paths.keys(), lazyRouteComponent(() => import('../settings/keys/keys-page.tsx'), 'KeysPage')],
  [paths.newKey(), lazyRouteComponent(() => import('../settings/keys/new-key-page.tsx'), 'NewKeyPage')],
  ['/settings/keys/$keyId', lazyRouteComponent(() => import('../settings/keys/key-page.tsx'), 'KeyPage')],
  [paths.webhooks(), lazyRouteComponent(() => import('../settings/webhooks/webhooks-page.tsx'), 'WebhooksPage')],
  [paths.newWebhook(), lazyRouteComponent(() => import('../settings/webhooks/new-webhook-page.tsx'), 'NewWebhookPage')],
  [
    '/settings/webhooks/$webhookId',
    lazyRouteComponent(() => import('../settings/webhooks/webhook-page.tsx'), 'WebhookPage'),
  ],
  [
    '/settings/webhooks/$webhookId/deliveries/$deliveryId',
    lazyRouteComponent(() => import('../settings/webhooks/delivery-page.tsx'), 'DeliveryPage'),
  ],
  [paths.providers(), lazyRouteComponent(() => import('../settings/models/providers-page.tsx'), 'ProvidersPage')],
  [
    paths.newProvider(),
    lazyRouteComponent(() => import('../settings/models/new-provider-page.tsx'), 'NewProviderPage'),
  ],
  [
    '/settings/models/$providerId',
    lazyRouteComponent(() => import('../settings/models/provider-page.tsx'), 'ProviderPage'),
  ],
  [paths.prices(), lazyRouteComponent(() => import('../settings/prices/prices-page.tsx'), 'PricesPage')],
  [paths.newPrice(), lazyRouteComponent(() => import('../settings/prices/new-price-page.tsx'), 'NewPricePage')],
  [paths.importPrices(), lazyRouteComponent(() => import('../settings/prices/import-page.tsx'), 'ImportPage')],
  ['/settings/prices/$priceId', lazyRouteComponent(() => import('../settings/prices/price-page.tsx'), 'PricePage')],
  [paths.workspace(), lazyRouteComponent(() => import('../settings/workspace/workspace-page.tsx'), 'WorkspacePage')],
  [paths.audit(), lazyRouteComponent(() => import('../settings/audit/audit-page.tsx'), 'AuditPage')],
  [paths.workspaces(), lazyRouteComponent(() => import('../settings/instance/workspaces-page.tsx'), 'WorkspacesPage')],
  [paths.accounts(), lazyRouteComponent(() => import('../settings/instance/accounts-page.tsx'), 'AccountsPage')],
] as const;

/** Settings: what is one's own, the workspace's, the instance's. */
export const settingsRoutes = (getParentRoute: () => AnyRoute) => [
  createRoute({
    getParentRoute,
    path: paths.settings(),
    beforeLoad: () => {
      throw redirect({ href: paths.profile(), replace: true });
    },
  }),
  ...PAGES.map(([path, component]) => createRoute({ getParentRoute, path, component })),
];
