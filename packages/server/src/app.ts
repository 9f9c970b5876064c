import { CONTRACTS } from '@holdfast/protocol/contracts';
import type { Contract } from '@holdfast/protocol/contract';
import type { PartHealth } from '@holdfast/protocol/process/readiness';
import { createOperations } from './capabilities/operations/index.ts';
import type { Config } from './config/settings.ts';
import { consoleFolder, isConsolePage } from './console.ts';
import { openDatabasePlace } from './database-place.ts';
import { pause } from './platform/clock/pause.ts';
import { systemClock, type Clock } from './platform/clock/clock.ts';
import { createSecretBox, type SecretBox } from './platform/crypto/secret-box.ts';
import { readSecretKey } from './platform/crypto/secret-key.ts';
import { createDatabase, type Database } from './platform/database/database.ts';
import { databaseHealth } from './platform/database/health.ts';
import { inspectDatabase } from './platform/database/inspect.ts';
import { migrate } from './platform/database/migrate.ts';
import { PLATFORM_MIGRATIONS, type MigrationFolder } from './platform/database/migration-files.ts';
import { openDataFolder } from './platform/files/data-folder.ts';
import { lockFolder } from './platform/files/folder-lock.ts';
import { createRuntimeFile } from './platform/files/runtime-file.ts';
import { knowNobody, type Authenticate } from './platform/http/authenticate.ts';
import type { Endpoint } from './platform/http/endpoint.ts';
import type { Patience } from './platform/http/patience.ts';
import { createHttpServer, type HttpServer } from './platform/http/server.ts';
import { serveDocuments } from './platform/http/documents.ts';
import { serveMetrics } from './platform/http/metrics-route.ts';
import { serveFolder } from './platform/http/static-files.ts';
import { createIds, type MakeId } from './platform/ids/uuid7.ts';
import { createHealth, OK, type Health } from './platform/lifecycle/health.ts';
import { createLifecycle } from './platform/lifecycle/lifecycle.ts';
import type { Log } from './platform/log/log.ts';
import { OperatorError } from './platform/operator-error.ts';
import { createMetrics } from './platform/telemetry/metrics.ts';
import { createOtlpSink } from './platform/telemetry/otlp-sink.ts';
import { noSpans } from './platform/telemetry/spans.ts';
import { createTelemetry } from './platform/telemetry/telemetry.ts';
import { VERSION } from './version.ts';

/** What a further part of the process can build on. */
export interface Platform {
  readonly database: Database;
  readonly health: Health;
  readonly clock: Clock;
  readonly log: Log;
  readonly makeId: MakeId;
  readonly secrets: SecretBox;
}

/** What tests put in the place of the real thing, or beside it. */
export interface Overrides {
  readonly clock?: Clock;
  readonly authenticate?: Authenticate;
  readonly migrations?: readonly MigrationFolder[];
  readonly contracts?: readonly Contract[];
  readonly endpoints?: (platform: Platform) => readonly Endpoint[];
  readonly patience?: Partial<Patience>;
}

export interface App {
  readonly url: string;
  readonly database: Database;
  /** Finishes what is in flight and closes everything. True when all of it closed in order. */
  stop(reason: string): Promise<boolean>;
}

export const MIGRATIONS: readonly MigrationFolder[] = [PLATFORM_MIGRATIONS];

/** The composition root: the platform first, then each capability, in order. */
export const startApp = async (config: Config, log: Log, overrides: Overrides = {}): Promise<App> => {
  const clock = overrides.clock ?? systemClock;
  const since = clock.elapsed();
  const lifecycle = createLifecycle(log, clock);
  const migrations = [...MIGRATIONS, ...(overrides.migrations ?? [])];

  const build = async (): Promise<App> => {
    const folder = await lifecycle.open('data folder', () => openDataFolder(config.HOLDFAST_DATA));
    await lifecycle.open('lock', () => lockFolder(folder.lock), { close: (lock) => lock.release() });

    const place = await openDatabasePlace(config, folder, lifecycle, log);
    if (place.embedded !== undefined && place.ownerUrl !== undefined) await migrate(place.ownerUrl, migrations, log);
    await inspectDatabase(place.appUrl, migrations);

    const metrics = createMetrics();
    const health = createHealth((part, { status, detail }) => {
      log[status === 'ok' ? 'info' : 'warn']({ event: 'part_changed', part, status, detail }, `The ${part} is ${status}.`);
    });
    const makeId = createIds(clock);
    const secrets = createSecretBox(await readSecretKey(config.HOLDFAST_SECRET_KEY, folder.secretKey));
    const { HOLDFAST_OTLP_EXPORT_URL: exportUrl } = config;
    const spans = await lifecycle.open('spans', () => (exportUrl === undefined ? noSpans : createOtlpSink(exportUrl, VERSION, log)), {
      close: (sink) => sink.close(),
    });
    const telemetry = createTelemetry({ metrics, spans, clock, log });

    const database = await lifecycle.open(
      'database',
      () =>
        createDatabase({
          url: place.appUrl,
          connections: config.HOLDFAST_DATABASE_CONNECTIONS,
          waitMs: config.HOLDFAST_DATABASE_WAIT,
          limits: { statementTimeoutMs: config.HOLDFAST_STATEMENT_TIMEOUT, lockTimeoutMs: config.HOLDFAST_LOCK_TIMEOUT },
          log,
          onRetry: (reason) => metrics.count('holdfast_database_retries_total', { reason }),
        }),
      { close: (opened) => opened.close() },
    );
    health.add('database', () => databaseHealth(database));
    metrics.gauge('holdfast_part_up', async () =>
      Object.entries((await health.read()).parts).map(([part, { status }]) => ({ labels: { part }, value: UP[status] })),
    );
    const { embedded } = place;
    if (embedded !== undefined) health.add('embedded postgres', () => wellOr(embedded.health()));

    const http = createHttpServer({
      trustedProxies: config.HOLDFAST_TRUSTED_PROXIES,
      overTls: config.HOLDFAST_PUBLIC_URL?.protocol === 'https:',
      requestTimeoutMs: config.HOLDFAST_REQUEST_TIMEOUT,
      authenticate: overrides.authenticate ?? knowNobody,
      database,
      makeId,
      clock,
      log,
      telemetry,
      ...(overrides.patience === undefined ? {} : { patience: overrides.patience }),
    });

    const platform: Platform = { database, health, clock, log, makeId, secrets };
    const operations = createOperations({ health, version: VERSION });
    http.add([...operations.endpoints, ...(overrides.endpoints?.(platform) ?? [])]);
    serveDocuments(http.app, [...CONTRACTS, ...(overrides.contracts ?? [])], VERSION);
    serveMetrics(http, metrics, { authenticate: overrides.authenticate ?? knowNobody, database });
    await serveFolder(http.app, consoleFolder, isConsolePage);

    const url = await lifecycle.open('http', () => listen(http, config), {
      close: () => http.drain(config.HOLDFAST_DRAIN_TIMEOUT),
      withinMs: config.HOLDFAST_DRAIN_TIMEOUT + 2000,
    });
    const runtime = createRuntimeFile(folder.runtime);
    await lifecycle.open('runtime file', () => runtime.write({ pid: process.pid, url }), { close: async () => runtime.remove() });

    const took = Math.round(clock.elapsed() - since);
    log.info({ event: 'process_started', url, took_ms: took, version: VERSION }, `Holdfast ${VERSION} is ready at ${url}`);
    return {
      url,
      database,
      async stop(reason) {
        const stopping = clock.elapsed();
        health.drain();
        log.info({ event: 'process_draining', reason }, 'Draining: finishing what is in flight.');
        await pause(config.HOLDFAST_DRAIN_DELAY);
        const inOrder = await lifecycle.closeAll();
        log.info({ event: 'process_stopped', took_ms: Math.round(clock.elapsed() - stopping) }, 'Stopped.');
        return inOrder;
      },
    };
  };

  try {
    return await build();
  } catch (error) {
    await lifecycle.closeAll();
    throw error;
  }
};

const listen = async (http: HttpServer, { HOLDFAST_HOST: host, HOLDFAST_HTTP_PORT: port }: Config): Promise<string> => {
  try {
    return await http.listen(host, port);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'EADDRINUSE') throw new OperatorError(`The port ${port} at ${host} is in use. Stop what listens there, or set HOLDFAST_HTTP_PORT to another.`, { cause: error });
    if (code === 'EACCES') throw new OperatorError(`This user may not listen on port ${port}. Set HOLDFAST_HTTP_PORT to one above 1023.`, { cause: error });
    if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') throw new OperatorError(`This machine has no address ${host}. Look at HOLDFAST_HOST.`, { exitCode: 78, cause: error });
    throw error;
  }
};

const UP: Readonly<Record<PartHealth['status'], number>> = { ok: 1, degraded: 0.5, down: 0 };

/** Who is well has nothing to say at a door that is open to everyone. */
const wellOr = (health: PartHealth): PartHealth => (health.status === 'ok' ? OK : health);
