import { expect, it } from 'vitest';
import { isDoor, paths, serverPaths } from './paths.ts';

it('makes every link', () => {
  const {
    job,
    promises,
    member,
    key,
    decision,
    decisionRule,
    provider,
    webhook,
    delivery,
    price,
    trace,
    session,
    workflow,
    pair,
    feed,
    import: one,
    ...others
  } = paths;
  const { issuer, ...ofServer } = serverPaths;
  const links = Object.entries({ ...others, ...ofServer }).map(([name, path]) => `${name}: ${path()}`);
  expect(links).toMatchInlineSnapshot(`
    [
      "home: /",
      "health: /health",
      "operations: /operations",
      "queues: /operations/queues",
      "jobs: /operations/jobs",
      "deadLetters: /operations/dead-letters",
      "schedules: /operations/schedules",
      "nodes: /operations/nodes",
      "stores: /operations/stores",
      "pairs: /knowledge",
      "newPair: /knowledge/pairs/new",
      "imports: /knowledge/imports",
      "newImport: /knowledge/imports/new",
      "feeds: /knowledge/feeds",
      "newFeed: /knowledge/feeds/new",
      "searchLab: /knowledge/search",
      "embedder: /knowledge/embedder",
      "decisions: /decisions",
      "decisionStatistics: /decisions/statistics",
      "decisionRules: /decisions/rules",
      "newDecisionRule: /decisions/rules/new",
      "bypasses: /decisions/bypasses",
      "callbacks: /decisions/callbacks",
      "traces: /traces",
      "sessions: /traces/sessions",
      "traceUsers: /traces/users",
      "traceFigures: /traces/figures",
      "workflows: /traces/workflows",
      "proofs: /proofs",
      "setUp: /setup",
      "signIn: /sign-in",
      "invitation: /invitation",
      "reset: /reset",
      "forgotten: /forgotten",
      "notifications: /notifications",
      "settings: /settings",
      "notificationSettings: /settings/notifications",
      "profile: /settings/profile",
      "signIns: /settings/sign-ins",
      "secondFactor: /settings/second-factor",
      "members: /settings/members",
      "invitations: /settings/invitations",
      "keys: /settings/keys",
      "newKey: /settings/keys/new",
      "providers: /settings/models",
      "newProvider: /settings/models/new",
      "webhooks: /settings/webhooks",
      "newWebhook: /settings/webhooks/new",
      "prices: /settings/prices",
      "newPrice: /settings/prices/new",
      "importPrices: /settings/prices/import",
      "workspace: /settings/workspace",
      "audit: /settings/audit",
      "workspaces: /settings/workspaces",
      "accounts: /settings/accounts",
      "docs: /docs",
      "openApi: /openapi.json",
      "readiness: /readyz",
    ]
  `);
  expect(job('a/b')).toBe('/operations/jobs/a%2Fb');
  expect(pair('a/b', { edit: 'yes' })).toBe('/knowledge/pairs/a%2Fb?edit=yes');
  expect(feed('a/b')).toBe('/knowledge/feeds/a%2Fb');
  expect(one('a/b', { outcome: 'rejected' })).toBe('/knowledge/imports/a%2Fb?outcome=rejected');
  expect(decision('a/b', { status: 'returned' })).toBe('/decisions/a%2Fb?status=returned');
  expect(decisionRule('a/b')).toBe('/decisions/rules/a%2Fb');
  expect(trace('0af7', { span: '00f0' })).toBe('/traces/0af7?span=00f0');
  expect(session('a/b')).toBe('/traces/sessions/a%2Fb');
  expect(workflow('a~b:c/d')).toBe('/traces/workflows/a~b%3Ac%2Fd');
  expect(member('a/b')).toBe('/settings/members/a%2Fb');
  expect(key('a/b')).toBe('/settings/keys/a%2Fb');
  expect(provider('a/b')).toBe('/settings/models/a%2Fb');
  expect(webhook('a/b', { state: 'dead' })).toBe('/settings/webhooks/a%2Fb?state=dead');
  expect(delivery('a/b', 'c/d')).toBe('/settings/webhooks/a%2Fb/deliveries/c%2Fd');
  expect(price('a/b')).toBe('/settings/prices/a%2Fb');
  expect(issuer('corp', '/proofs?kind=load')).toBe('/api/v1/oidc/corp/start?to=%2Fproofs%3Fkind%3Dload');
  expect(promises({ kind: 'load' })).toBe('/proofs?kind=load#promises');
});

it('knows the pages before the door', () => {
  expect([paths.setUp(), paths.signIn(), paths.invitation(), paths.reset(), paths.forgotten()].every(isDoor)).toBe(
    true,
  );
  expect([paths.home(), paths.health(), paths.profile()].some(isDoor)).toBe(false);
});

it('writes a filter into the address so that nothing in it is read as anything else', () => {
  expect(paths.jobs({ queue: 'a&state=dead #', state: undefined })).toBe('/operations/jobs?queue=a%26state%3Ddead+%23');
  expect(paths.deadLetters({ queue: 'mail' })).toBe('/operations/dead-letters?queue=mail');
  expect(paths.deadLetters({ queue: 'mail', of: 'instance' })).toBe('/operations/dead-letters?of=instance&queue=mail');
});
