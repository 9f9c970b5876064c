import type { PartHealth } from '@holdfast/protocol/process/readiness';
import { systemClock, type Clock } from '../clock/clock.ts';
import type { DataFolder } from '../files/data-folder.ts';
import type { Log } from '../log/log.ts';
import { endInheritedConnections, findInherited, isFitToAdopt } from './adopt.ts';
import { clusterExists, createCluster, tightenCluster } from './cluster.ts';
import { readOrCreatePasswords } from './passwords.ts';
import { placeIn, type Place } from './place.ts';
import { untilReady, type Postmaster } from './postmaster.ts';
import { preparePrograms, type Programs, type ProgramsOptions } from './programs.ts';
import { ensureRoles, urlsOf, type Urls } from './roles.ts';
import { boundServerLog } from './server-log.ts';
import { startPostmaster, type StartOptions } from './start-postmaster.ts';
import { stopPostmaster } from './stop-postmaster.ts';
import { supervise } from './supervisor.ts';

/** A PostgreSQL of Holdfast's own, which nobody had to install. */
export interface EmbeddedPostgres extends Urls {
  readonly version: string;
  /** Changes when it had to be started again; the port and the addresses never do. */
  readonly pid: number;
  readonly adopted: boolean;
  health(): PartHealth;
  stop(withinMs: number): Promise<void>;
}

export interface StartPostgres {
  /** Locked by this process. */
  readonly dataFolder: Pick<DataFolder, 'root' | 'postgres'>;
  /** At once; more where many processes share it. */
  readonly connections?: number;
  readonly log: Pick<Log, 'info' | 'warn' | 'error'>;
  readonly clock?: Pick<Clock, 'now'>;
  readonly signal?: AbortSignal;
  readonly nextPort?: () => number | Promise<number>;
  readonly programs?: ProgramsOptions;
}

const GIVE_WAY_WITHIN_MS = 30_000;
const ABANDON_WITHIN_MS = 5_000;

/** Starts the database of a data folder, or takes over the one a killed Holdfast has left; the first start makes it. */
export async function startPostgres(options: StartPostgres): Promise<EmbeddedPostgres> {
  const { dataFolder, log, clock = systemClock, signal } = options;
  const place = placeIn({ ...dataFolder, ...(options.connections && { connections: options.connections }) });
  const programs = await preparePrograms(place, options.programs);
  const exists = await clusterExists(place);
  const passwords = await readOrCreatePasswords(place.passwords, exists);
  if (exists) await tightenCluster(place);
  else await createCluster(place, programs, passwords.admin, signal);

  const startOptions: StartOptions = {
    ...(options.nextPort && { nextPort: options.nextPort }),
    ...(signal && { signal }),
  };
  const inherited = exists ? await takeOver(place, programs, (port) => urlsOf(port, passwords), log) : undefined;
  const first = inherited ?? (await startPostmaster(place, programs, startOptions));
  const urls = urlsOf(first.port, passwords);
  const version = await ensureRoles(urls, passwords, { fresh: !exists }).catch(abandon(first));
  log.info(
    { pid: first.pid, port: first.port, version, adopted: first.adopted, launcher: programs.launcher.kind },
    'PostgreSQL runs.',
  );

  const endLogBound = boundServerLog(place.log);
  const supervisor = supervise({
    first,
    restart: async (port, stopping) => {
      // a clean look: what ended may have left its number to another process
      const left = await findInherited(place, programs);
      if (left !== undefined) await stopPostmaster(left, GIVE_WAY_WITHIN_MS);
      return startPostmaster(place, programs, { nextPort: () => port, signal: stopping });
    },
    log,
    clock,
  });
  return {
    ...urls,
    version,
    adopted: first.adopted,
    get pid() {
      return supervisor.current().pid;
    },
    health: supervisor.health,
    stop: async (withinMs) => {
      await supervisor.stop(withinMs);
      endLogBound();
    },
  };
}

/** One that cannot be used as it is gives way to a new one. */
async function takeOver(
  place: Place,
  programs: Programs,
  urlsAt: (port: number) => Urls,
  log: StartPostgres['log'],
): Promise<Postmaster | undefined> {
  const inherited = await findInherited(place, programs);
  if (inherited === undefined) return undefined;
  try {
    if ((await isFitToAdopt(place, programs, inherited)) && (await untilReady(inherited, place))) {
      await endInheritedConnections(urlsAt(inherited.port).adminUrl);
      return inherited;
    }
  } catch (error) {
    log.warn({ pid: inherited.pid, error }, 'The PostgreSQL of the last run does not answer and is replaced.');
  }
  await stopPostmaster(inherited, GIVE_WAY_WITHIN_MS);
  return undefined;
}

const abandon =
  (postmaster: Postmaster) =>
  async (error: unknown): Promise<never> => {
    await stopPostmaster(postmaster, ABANDON_WITHIN_MS);
    throw error;
  };
