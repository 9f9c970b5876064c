import type { PartHealth } from '@holdfast/protocol/process/readiness';
import { openDatabasePlace, type DatabasePlace } from './database-place.ts';
import { migrationsWith } from './migrations.ts';
import { mailServerOf, openMail } from './open-mail.ts';
import { openAudit } from './open-audit.ts';
import { openTogether } from './open-together.ts';
import type { Opening } from './opening.ts';
import type { Platform } from './platform.ts';
import { systemClock, type Clock } from './platform/clock/clock.ts';
import { jitter } from './platform/crypto/random.ts';
import { createSecretBox } from './platform/crypto/secret-box.ts';
import { readSecretKey } from './platform/crypto/secret-key.ts';
import { createDatabase, type Database } from './platform/database/database.ts';
import { databaseHealth } from './platform/database/health.ts';
import { inspectDatabase } from './platform/database/inspect.ts';
import { migrate } from './platform/database/migrate.ts';
import { openDataFolder } from './platform/files/data-folder.ts';
import { folderHealth } from './platform/files/folder-health.ts';
import { lockFolder } from './platform/files/folder-lock.ts';
import { openScratchFolder } from './platform/files/scratch-folder.ts';
import { createIds } from './platform/ids/uuid7.ts';
import { createJobs } from './platform/jobs/jobs.ts';
import { createHealth, type Health } from './platform/lifecycle/health.ts';
import type { Lifecycle } from './platform/lifecycle/lifecycle.ts';
import { partIs } from './platform/lifecycle/part-name.ts';
import { createLive } from './platform/live/live.ts';
import { createOutbound, type Outbound } from './platform/outbound/outbound.ts';
import { createWake } from './platform/outbox/wake.ts';
import { createOutbox } from './platform/outbox/outbox.ts';
import { addressesOfThisMachine, resolveBySystem } from './platform/outbound/resolve.ts';
import { createRevoke } from './platform/sockets/revocations.ts';
import { createMetrics, type Metrics } from './platform/telemetry/metrics.ts';
import { createOtlpSink } from './platform/telemetry/otlp-sink.ts';
import { createSpanRelay } from './platform/telemetry/span-relay.ts';
import { createTelemetry, type Telemetry } from './platform/telemetry/telemetry.ts';
import { VERSION } from './version.ts';

/** Opens folder, database and the rest of the platform in the order in which each needs the one before. */
export const openPlatform = async (opening: Opening): Promise<Platform> => {
  const { config, log, lifecycle, overrides } = opening;
  const clock = overrides.clock ?? systemClock;
  const mailServer = mailServerOf(config);
  const makeId = createIds(clock);
  const folder = await lifecycle.open('data folder', () => openDataFolder(config.HOLDFAST_DATA));
  await lifecycle.open('lock', () => lockFolder(folder.lock), { close: (lock) => lock.release() });
  const scratch = await openScratchFolder(folder.scratch, makeId);
  const secrets = createSecretBox(await readSecretKey(config.HOLDFAST_SECRET_KEY, folder.secretKey));

  const place = await openDatabasePlace(config, folder, lifecycle, log);
  await prepareSchema(place, opening);

  const metrics = createMetrics();
  const ownSpans = createSpanRelay();
  const telemetry = await openTelemetry({ metrics, clock, ownSpans }, opening);
  const database = await openDatabase(place, metrics, opening);
  const health = createHealth((part, { status, detail }) => {
    log[status === 'ok' ? 'info' : 'warn']({ event: 'part_changed', part, status, detail }, partIs(part, status));
  });
  health.add('data_folder', () => folderHealth(folder));
  health.add('database', () => databaseHealth(database, place.embedded?.health));
  metrics.gauge('holdfast_part_up', async () =>
    Object.entries((await health.read()).parts).map(([part, { status }]) => ({ labels: { part }, value: UP[status] })),
  );

  const ground = { folder, scratch, database, health, metrics, makeId, clock, log };
  const together = await openTogether(ground, place, secrets, opening);
  await watchHealth(health, lifecycle);
  const outbound = await openOutbound(telemetry, clock, opening);
  const mail = await openMail(mailServer, lifecycle, { metrics, health, clock, log });
  const jobs = createJobs(ground.makeId);
  const { bus } = together.ephemeral;
  const live = createLive({ bus, metrics, makeId: ground.makeId, log });
  const revoke = createRevoke(bus);
  const outbox = createOutbox({ ...ground, wake: createWake(bus) });
  const audit = await openAudit(opening, ground);
  return { ...ground, ...together, audit, jobs, outbox, live, revoke, telemetry, ownSpans, outbound, mail, secrets };
};

const UP: Readonly<Record<PartHealth['status'], number>> = { ok: 1, degraded: 0.5, down: 0 };

const prepareSchema = async (
  { appUrl, ownerUrl, embedded }: DatabasePlace,
  { log, overrides }: Opening,
): Promise<void> => {
  const migrations = migrationsWith(overrides.migrations);
  // an outside database is migrated when somebody says so, by a process that may be given its owner
  if (embedded !== undefined && ownerUrl !== undefined) await migrate(ownerUrl, migrations, log);
  await inspectDatabase(appUrl, migrations);
};

const openTelemetry = async (
  { metrics, clock, ownSpans }: Pick<Platform, 'metrics' | 'clock' | 'ownSpans'>,
  { config, log, lifecycle }: Opening,
): Promise<Telemetry> => {
  const { HOLDFAST_OTLP_EXPORT_URL: url } = config;
  if (url !== undefined)
    ownSpans.add(
      await lifecycle.open('spans', () => createOtlpSink(url, VERSION, log), { close: (sink) => sink.close() }),
    );
  return createTelemetry({ metrics, spans: ownSpans, clock, log });
};

const openDatabase = (
  { appUrl }: DatabasePlace,
  metrics: Metrics,
  { config, log, lifecycle }: Opening,
): Promise<Database> => {
  const open = (): Database =>
    createDatabase({
      url: appUrl,
      connections: config.HOLDFAST_DATABASE_CONNECTIONS,
      waitMs: config.HOLDFAST_DATABASE_WAIT,
      limits: { statementTimeoutMs: config.HOLDFAST_STATEMENT_TIMEOUT, lockTimeoutMs: config.HOLDFAST_LOCK_TIMEOUT },
      log,
      onRetry: (reason) => metrics.count('holdfast_database_retries_total', { reason }),
    });
  return lifecycle.open('database', open, { close: (database) => database.close() });
};

const openOutbound = (telemetry: Telemetry, clock: Clock, { config, lifecycle }: Opening): Promise<Outbound> => {
  const open = (): Outbound =>
    createOutbound({
      allowed: config.HOLDFAST_OUTBOUND_ALLOW,
      resolve: resolveBySystem,
      ownAddresses: addressesOfThisMachine,
      telemetry,
      clock,
      jitter,
    });
  return lifecycle.open('outbound', open, { close: (outbound) => outbound.close() });
};

const LOOK_EVERY_MS = 10_000;

/** A part that fails while nobody asks is told about all the same. */
const watchHealth = (health: Health, lifecycle: Lifecycle): Promise<NodeJS.Timeout> =>
  lifecycle.open('health watch', () => setInterval(() => void health.read(), LOOK_EVERY_MS).unref(), {
    close: async (timer) => clearInterval(timer),
  });
