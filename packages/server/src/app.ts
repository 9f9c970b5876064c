import { CONTRACTS } from '@holdfast/protocol/contracts';
import { createAuditTrail } from './capabilities/audit/index.ts';
import {
  createDecisions,
  reasonsOf,
  startStoryteller,
  type Decisions,
  type Storyteller,
} from './capabilities/decisions/index.ts';
import { createIdentity, type Identity } from './capabilities/identity/index.ts';
import { createKnowledge, type ImportLimits, type Knowledge } from './capabilities/knowledge/index.ts';
import { createNotifications, type Notifications } from './capabilities/notifications/index.ts';
import { createOperations } from './capabilities/operations/index.ts';
import { createTraces, type Traces } from './capabilities/traces/index.ts';
import { createProviders, type Providers } from './capabilities/providers/index.ts';
import { newestSealedIn } from './capabilities/traces/newest-sealed-in.ts';
import { createPrices } from './capabilities/traces/prices/create-prices.ts';
import { createViews } from './capabilities/views/index.ts';
import { createWebhooks } from './capabilities/webhooks/index.ts';
import { createWorkflows } from './capabilities/workflows/index.ts';
import { createWork } from './capabilities/work/index.ts';
import type { Capability } from './platform/capability.ts';
import type { Config } from './config/settings.ts';
import { openHttp } from './open-http.ts';
import { identitySettingsOf, openIdentity, refuseNowhereToComeBack } from './open-identity.ts';
import { openKnowledgeHints } from './open-knowledge-hints.ts';
import { openJobs } from './open-jobs.ts';
import { openOtlp, type OtlpPorts } from './open-otlp.ts';
import { openOutbox } from './open-outbox.ts';
import { openSpanLog } from './open-span-log.ts';
import { openSpans } from './open-spans.ts';
import { MCP_HOUSEKEEPING } from './platform/mcp/housekeeping.ts';
import { outboxHousekeeping } from './platform/outbox/housekeeping.ts';
import { NO_WORK } from './platform/jobs/work.ts';
import { openWorkflowHints } from './open-workflow-hints.ts';
import { openWorkHints } from './open-work-hints.ts';
import { openPlatform } from './open-platform.ts';
import type { Opening } from './opening.ts';
import type { Overrides } from './overrides.ts';
import type { Platform } from './platform.ts';
import { systemClock } from './platform/clock/clock.ts';
import { pause } from './platform/clock/pause.ts';
import type { Database } from './platform/database/database.ts';
import type { Authenticate } from './platform/http/authenticate.ts';
import type { Health } from './platform/lifecycle/health.ts';
import { createLifecycle } from './platform/lifecycle/lifecycle.ts';
import type { Log } from './platform/log/log.ts';
import { dutiesOf, type Duties } from './roles.ts';
import { VERSION } from './version.ts';

export interface App {
  readonly url: string;
  /** Where spans are taken beside that, as far as their ports could be had; undefined on a node that takes none. */
  readonly otlp: OtlpPorts | undefined;
  readonly database: Database;
  /** With which the first account is made; undefined when that was done. */
  readonly setupToken: string | undefined;
  /** Finishes what is in flight and closes everything. True when all of it closed in order. */
  stop(reason: string): Promise<boolean>;
}

/** The composition root: the platform first, then each capability, in order. */
export const startApp = async (config: Config, log: Log, overrides: Overrides = {}): Promise<App> => {
  const since = systemClock.elapsed();
  const lifecycle = createLifecycle(log, systemClock);
  const opening = { config, log, lifecycle, overrides };
  try {
    refuseNowhereToComeBack(config);
    const platform = await openPlatform(opening);
    const duties = dutiesOf(config.HOLDFAST_ROLE);
    const composed = await compose(opening, platform, duties);
    const { identity, setupToken, traces, workHints, capabilities } = composed;
    const opened = await openHttp(opening, platform, {
      authenticate: composed.authenticate,
      signposts: traces?.signposts ?? [],
      endpoints: composed.served.flatMap(({ endpoints }) => endpoints),
      contracts: [...CONTRACTS, ...(overrides.contracts ?? [])],
      ...(duties.api
        ? { sockets: capabilities.flatMap(({ sockets = [] }) => sockets), tools: toolsOf(capabilities) }
        : {}),
    });
    const { url } = opened;
    const otlp = traces && (await openOtlp(opening, platform, traces, opened));
    composed.listensAt(url);
    await platform.nodes.listens(url);
    const work = [
      outboxHousekeeping(config.HOLDFAST_DELIVERIES_KEPT_FOR),
      MCP_HOUSEKEEPING,
      ...[identity, ...capabilities].flatMap(({ work: own = [] }) => own),
    ];
    await openJobs(opening, platform, work, { runsJobs: duties.work, onMoved: workHints.tell });
    await openOutbox(opening, platform, { tells: duties.work, keepers: composed.keepers });
    platform.health.started();
    const took = Math.round(systemClock.elapsed() - since);
    log.info(
      { event: 'process_started', url, took_ms: took, version: VERSION },
      `Holdfast ${VERSION} is ready at ${url}`,
    );
    return {
      url,
      otlp,
      setupToken,
      database: platform.database,
      stop: (reason) => stop(opening, platform.health, reason),
    };
  } catch (error) {
    await lifecycle.closeAll();
    throw error;
  }
};

/** Each capability, in the order in which they need each other. */
const compose = async (opening: Opening, platform: Platform, duties: Duties) => {
  const { config, lifecycle, overrides } = opening;
  let listeningAt = '';
  const identity = createIdentity({ ...platform, settings: identitySettingsOf(config) });
  const setupToken = await openIdentity(opening, platform, identity);
  const auditTrail = createAuditTrail({ ...platform, namesOf: identity.namesOf, reasonsOf });
  const workHints = await openWorkHints(lifecycle, platform);
  const work = createWork({ ...platform, onMoved: workHints.tell });
  const workflowHints = await openWorkflowHints(lifecycle, platform);
  const workflows = createWorkflows({
    ...platform,
    keptDays: config.HOLDFAST_TRACES_KEPT_FOR,
    onPatched: workflowHints.tell,
  });
  const views = createViews(platform);
  const providers = await lifecycle.open(
    'lists of models',
    () => createProviders({ ...platform, modelsKeptForMs: config.HOLDFAST_MODELS_CACHED_FOR }),
    { close: (opened) => opened.close() },
  );
  const knowledge = await openKnowledge(opening, platform, identity, providers);
  const notifications = notificationsOf(opening, platform, identity, () => listeningAt);
  const decisions = await openDecisions(opening, platform, { ...identity, notify: notifications.notify }, duties);
  const webhooks = createWebhooks({ ...platform, namesOf: identity.namesOf });
  const prices = createPrices(platform);
  const authenticate: Authenticate = async (credentials) =>
    (await overrides.authenticate?.(credentials)) ?? identity.authenticate(credentials);
  const spanLog = duties.api ? await openSpanLog(opening, platform, newestSealedIn) : undefined;
  const traces = spanLog && createTraces({ ...platform, ...spanLog, authenticate, prices: prices.table });
  if (traces) await openSpans(opening, platform, traces, identity.knowsWorkspace);
  if (traces) await openStory(opening, platform, traces);
  const operations = createOperations({ ...platform, version: VERSION, spans: traces?.keeper });
  const capabilities: readonly Capability[] = [
    workflows,
    views,
    knowledge,
    decisions,
    notifications,
    webhooks,
    ...(traces ? [traces] : []),
    broughtBy(overrides, platform),
  ];
  const served = [operations, identity, auditTrail, work, providers, prices, ...(duties.api ? capabilities : [])];
  const keepers = [webhooks.targets, decisions.targets];
  const listensAt = (url: string): void => {
    listeningAt = url;
    identity.listensAt(url);
  };
  return { identity, listensAt, setupToken, authenticate, traces, workHints, capabilities, served, keepers };
};

const openKnowledge = async (
  { config, lifecycle }: Opening,
  platform: Platform,
  { namesOf }: Identity,
  { reach }: Providers,
): Promise<Knowledge> => {
  const hints = await openKnowledgeHints(lifecycle, platform);
  const create = () =>
    createKnowledge({
      ...platform,
      reach,
      namesOf,
      onChanged: hints.tell,
      embedderTimeoutMs: config.HOLDFAST_EMBEDDER_TIMEOUT,
      transformersFolder: config.HOLDFAST_TRANSFORMERS_FOLDER,
      searchBytes: config.HOLDFAST_SEARCH_BYTES,
      importLimits: importLimitsOf(config),
    });
  return lifecycle.open('knowledge', create, { close: (opened) => opened.close() });
};

const notificationsOf = (
  { config }: Opening,
  platform: Platform,
  { mailboxes, namesOf }: Identity,
  listeningAt: () => string,
): Notifications =>
  createNotifications({
    ...platform,
    mailboxes,
    namesOf,
    baseUrl: () => config.HOLDFAST_PUBLIC_URL?.href ?? listeningAt(),
    keptFor: config.HOLDFAST_NOTIFICATIONS_KEPT_FOR,
  });

const openDecisions = (
  { config, lifecycle }: Opening,
  platform: Platform,
  { standing: people, namesOf, notify }: Identity & Pick<Notifications, 'notify'>,
  { work: keepsTime }: Duties,
): Promise<Decisions> => {
  const keptDays = config.HOLDFAST_DECISIONS_KEPT_FOR;
  return lifecycle.open(
    'decisions',
    () => createDecisions({ ...platform, people, namesOf, notify, keepsTime, keptDays }),
    {
      close: (opened) => opened.close(),
    },
  );
};

/** Begins to tell what is done with decisions in the traces of those who asked. */
const openStory = ({ lifecycle }: Opening, platform: Platform, traces: Traces): Promise<Storyteller> => {
  const keepSpans = traces.keepSpans(VERSION);
  return lifecycle.open('story of decisions', () => startStoryteller({ ...platform, keepSpans }), {
    close: (opened) => opened.close(),
  });
};

const importLimitsOf = (config: Config): ImportLimits => ({
  rows: config.HOLDFAST_IMPORT_ROWS,
  bytes: config.HOLDFAST_IMPORT_BYTES,
  filesKeptDays: config.HOLDFAST_IMPORT_FILES_KEPT_FOR,
});

const toolsOf = (capabilities: readonly Capability[]) => ({
  tools: capabilities.flatMap(({ tools = [] }) => tools),
  tasks: capabilities.find(({ tasks }) => tasks !== undefined)?.tasks,
});

/** What tests bring is composed like a capability. */
const broughtBy = ({ endpoints, sockets, jobs }: Overrides, platform: Platform): Capability => ({
  endpoints: endpoints?.(platform) ?? [],
  sockets: sockets?.(platform) ?? [],
  work: jobs?.(platform) ?? NO_WORK,
});

const stop = async ({ config, log, lifecycle }: Opening, health: Health, reason: string): Promise<boolean> => {
  const since = systemClock.elapsed();
  health.drain();
  log.info({ event: 'process_draining', reason }, 'Draining: finishing what is in flight.');
  await pause(config.HOLDFAST_DRAIN_DELAY);
  const inOrder = await lifecycle.closeAll();
  log.info({ event: 'process_stopped', took_ms: Math.round(systemClock.elapsed() - since) }, 'Stopped.');
  return inOrder;
};
