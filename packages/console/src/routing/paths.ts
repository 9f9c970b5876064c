interface JobFilter {
  readonly queue?: string | undefined;
  readonly state?: string | undefined;
  readonly name?: string | undefined;
}

interface AuditFilter {
  readonly about?: string | undefined;
  readonly since?: string | undefined;
  readonly actor?: string | undefined;
  readonly object?: string | undefined;
  readonly of?: typeof INSTANCE | undefined;
}

/** What stands after `?`. */
export type Words = Readonly<Record<string, string | undefined>>;

const withSearch = (path: string, search: Words): string => {
  const given = Object.entries(search).filter((pair): pair is [string, string] => pair[1] !== undefined);
  return given.length === 0 ? path : `${path}?${new URLSearchParams(given).toString()}`;
};

/** The word after `?of=` for what belongs to the instance rather than to a workspace. */
export const INSTANCE = 'instance';
type Of = typeof INSTANCE | undefined;

/** Every link of the console is made here, so that a changed path is one change and the snapshot shows it. */
export const paths = {
  home: () => '/',
  health: () => '/health',
  operations: () => '/operations',
  queues: (of?: Of) => withSearch('/operations/queues', { of }),
  jobs: ({ queue, state, name }: JobFilter = {}) => withSearch('/operations/jobs', { queue, state, name }),
  job: (id: string) => `/operations/jobs/${encodeURIComponent(id)}`,
  deadLetters: ({ queue, of }: { readonly queue?: string | undefined; readonly of?: Of } = {}) =>
    withSearch('/operations/dead-letters', { of, queue }),
  schedules: () => '/operations/schedules',
  nodes: () => '/operations/nodes',
  stores: () => '/operations/stores',
  pairs: (search: Words = {}) => withSearch('/knowledge', search),
  newPair: () => '/knowledge/pairs/new',
  pair: (id: string, search: Words = {}) => withSearch(`/knowledge/pairs/${encodeURIComponent(id)}`, search),
  imports: (status?: string) => withSearch('/knowledge/imports', { status }),
  newImport: () => '/knowledge/imports/new',
  import: (id: string, search: Words = {}) => withSearch(`/knowledge/imports/${encodeURIComponent(id)}`, search),
  feeds: () => '/knowledge/feeds',
  newFeed: () => '/knowledge/feeds/new',
  feed: (id: string, search: Words = {}) => withSearch(`/knowledge/feeds/${encodeURIComponent(id)}`, search),
  searchLab: (search: Words = {}) => withSearch('/knowledge/search', search),
  embedder: () => '/knowledge/embedder',
  decisions: (search: Words = {}) => withSearch('/decisions', search),
  decisionStatistics: (search: Words = {}) => withSearch('/decisions/statistics', search),
  decisionRules: () => '/decisions/rules',
  newDecisionRule: () => '/decisions/rules/new',
  decisionRule: (id: string) => `/decisions/rules/${encodeURIComponent(id)}`,
  bypasses: () => '/decisions/bypasses',
  callbacks: (state?: string) => withSearch('/decisions/callbacks', { state }),
  decision: (id: string, search: Words = {}) => withSearch(`/decisions/${encodeURIComponent(id)}`, search),
  traces: (search: Words = {}) => withSearch('/traces', search),
  trace: (id: string, search: Words = {}) => withSearch(`/traces/${encodeURIComponent(id)}`, search),
  sessions: (search: Words = {}) => withSearch('/traces/sessions', search),
  session: (name: string) => `/traces/sessions/${encodeURIComponent(name)}`,
  traceUsers: (search: Words = {}) => withSearch('/traces/users', search),
  traceFigures: (search: Words = {}) => withSearch('/traces/figures', search),
  workflows: () => '/traces/workflows',
  workflow: (id: string) => `/traces/workflows/${encodeURIComponent(id)}`,
  proofs: (filter: Words = {}) => withSearch('/proofs', filter),
  setUp: () => '/setup',
  signIn: (to?: string) => withSearch('/sign-in', { to }),
  invitation: () => '/invitation',
  reset: () => '/reset',
  forgotten: () => '/forgotten',
  notifications: (state?: string) => withSearch('/notifications', { state }),
  settings: () => '/settings',
  notificationSettings: () => '/settings/notifications',
  profile: () => '/settings/profile',
  signIns: () => '/settings/sign-ins',
  secondFactor: (to?: string) => withSearch('/settings/second-factor', { to }),
  members: () => '/settings/members',
  member: (id: string) => `/settings/members/${encodeURIComponent(id)}`,
  invitations: (state?: string) => withSearch('/settings/invitations', { state }),
  keys: (state?: string) => withSearch('/settings/keys', { state }),
  key: (id: string) => `/settings/keys/${encodeURIComponent(id)}`,
  newKey: () => '/settings/keys/new',
  providers: () => '/settings/models',
  provider: (id: string) => `/settings/models/${encodeURIComponent(id)}`,
  newProvider: () => '/settings/models/new',
  webhooks: () => '/settings/webhooks',
  newWebhook: () => '/settings/webhooks/new',
  webhook: (id: string, search: Words = {}) => withSearch(`/settings/webhooks/${encodeURIComponent(id)}`, search),
  delivery: (webhook: string, id: string) =>
    `/settings/webhooks/${encodeURIComponent(webhook)}/deliveries/${encodeURIComponent(id)}`,
  prices: () => '/settings/prices',
  price: (id: string) => `/settings/prices/${encodeURIComponent(id)}`,
  newPrice: () => '/settings/prices/new',
  importPrices: () => '/settings/prices/import',
  workspace: () => '/settings/workspace',
  audit: (filter: AuditFilter = {}) => withSearch('/settings/audit', { ...filter }),
  workspaces: () => '/settings/workspaces',
  accounts: (email?: string) => withSearch('/settings/accounts', { email }),
  promises: (filter: Readonly<Record<string, string>>) => `${withSearch('/proofs', filter)}#promises`,
} as const;

const DOORS: ReadonlySet<string> = new Set([
  paths.setUp(),
  paths.signIn(),
  paths.invitation(),
  paths.reset(),
  paths.forgotten(),
]);

/** A page for those who are not in yet. */
export const isDoor = (path: string): boolean => DOORS.has(path);

/** What the server has beside the console. Following these leaves the app. */
export const serverPaths = {
  docs: () => '/docs',
  openApi: () => '/openapi.json',
  readiness: () => '/readyz',
  /** Goes to an issuer and comes back signed in. */
  issuer: (id: string, to: string) => withSearch(`/api/v1/oidc/${encodeURIComponent(id)}/start`, { to }),
} as const;
