import { join } from 'node:path';
import type { Fault } from '../faults/fault.ts';
import { createProxy, type Proxy, type ProxyOptions } from '../faults/proxy.ts';
import { createClusterTemplate, type ClusterTemplate } from '../postgres/template.ts';
import { startChild, type Environment, type Exit } from './child.ts';
import { createCustody, type Custody } from './custody.ts';
import { createDatabase, type Database } from './database.ts';
import { endInWords } from './end-in-words.ts';
import type { FolderPlace } from './folder-root.ts';
import { createLogBook } from './log-book.ts';
import { createNode, type Node } from './node.ts';
import { signalProcess } from './processes.ts';
import { createRedis, type Redis } from './redis.ts';
import { demandEntry, type Entries, type Entry, type EntryName } from './repository.ts';
import { createSmallDisk, type SmallDisk } from './small-disk.ts';
import { within } from './wait.ts';
import { createWarmFolders, freshFrom, type WarmFolders } from './warm-folder.ts';

export interface NodeWish {
  readonly entry?: EntryName;
  readonly environment?: Environment;
  /** Its own, kept by the scenario; otherwise a warmed copy. */
  readonly dataFolder?: string;
  /** An outside database instead of the embedded one; it is migrated first, unless another node of this version did it. */
  readonly database?: Database;
  readonly isMigrated?: boolean;
}

export interface CommandRun {
  readonly exit: Exit;
  readonly output: string;
}

export interface Closeable {
  close(): Promise<void>;
}

/** Where a scenario gets real things to break. All of them are gone when the scenario is over. */
export interface Lab {
  node(wish?: NodeWish): Promise<Node>;
  database(settings?: Readonly<Record<string, string>>): Promise<Database>;
  redis(options?: { readonly running?: boolean }): Promise<Redis>;
  /** Runs a command of the server to its end, such as `migrate`; one that does not end is killed. */
  command(argv: readonly string[], wish?: NodeWish): Promise<CommandRun>;
  proxy(options: ProxyOptions, fault?: Fault): Promise<Proxy>;
  folder(name: string): string;
  /** Closes it with the lab: a simulator, say. */
  keep<Thing extends Closeable>(thing: Thing): Thing;
  /** Somewhere that can be full; cannot run where nothing may be mounted. */
  smallDisk(megabytes: number): Promise<SmallDisk>;
}

/** What scenarios share because it is dear to make and nobody changes it. */
export interface SharedLab {
  readonly entries: Entries;
  /** For every child, such as where to write coverage. */
  readonly environment: Environment;
  readonly warmFolders: WarmFolders;
  readonly clusterTemplate: () => Promise<ClusterTemplate>;
  /** What the labs hold that are open now: when the process must leave at once, nobody else lets go of it. */
  readonly held: Set<Custody>;
  close(): void;
}

export const createSharedLab = (entries: Entries, given: Environment): SharedLab => {
  const custody = createCustody('memory');
  const environment = { NODE_COMPILE_CACHE: custody.folder('compile-cache'), ...given };
  const held = new Set([custody]);
  return {
    entries,
    held,
    environment,
    warmFolders: createWarmFolders(custody, environment),
    clusterTemplate: createClusterTemplate(custody),
    close() {
      for (const each of held) each.clear();
    },
  };
};

export interface OwnLab extends Lab {
  readonly custody: Custody;
  close(): Promise<void>;
}

const COMMAND_CAP_MS = 30_000;
const CLOSE_CAP_MS = 30_000;

const databaseSettings = (database: Database | undefined): Environment =>
  database === undefined
    ? {}
    : { HOLDFAST_DATABASE_URL: database.appUrl, HOLDFAST_DATABASE_OWNER_URL: database.ownerUrl };

/** Counted like any other and never reached: a proof's load comes from one member at one address. */
const withWideLimits = (environment: Environment): Environment => ({
  ...environment,
  HOLDFAST_LIMIT_MEMBER: '100000000',
  HOLDFAST_LIMIT_KEY: '100000000',
  HOLDFAST_LIMIT_WORKSPACE: '100000000',
  HOLDFAST_LIMIT_ADDRESS: '100000000',
});

const settingsOf = (shared: SharedLab, wish: NodeWish, dataFolder: string): Environment => ({
  ...withWideLimits(shared.environment),
  HOLDFAST_DATA: dataFolder,
  HOLDFAST_HTTP_PORT: '0',
  HOLDFAST_OTLP_HTTP_PORT: '0',
  HOLDFAST_OTLP_GRPC_PORT: '0',
  ...databaseSettings(wish.database),
  ...wish.environment,
});

/** Its line is closed when the lab is. */
const closedWith = <Made extends { readonly line: Proxy }>(kept: Closeable[], made: Made): Made => {
  kept.push(made.line);
  return made;
};

export const createLab = (shared: SharedLab, signal: AbortSignal, place: FolderPlace = 'disk'): OwnLab => {
  const custody = createCustody(place);
  shared.held.add(custody);
  const kept: Closeable[] = [];

  const folderFor = async (wish: NodeWish, entry: Entry): Promise<string> => {
    if (wish.dataFolder !== undefined) return wish.dataFolder;
    if (wish.database !== undefined) return join(custody.folder('node'), 'data');
    return freshFrom(await shared.warmFolders(wish.entry ?? 'probe', entry), custody);
  };

  const command = async (argv: readonly string[], wish: NodeWish = {}): Promise<CommandRun> => {
    const entry = demandEntry(shared.entries, wish.entry ?? 'probe');
    const logs = createLogBook();
    const dataFolder = wish.dataFolder ?? join(custody.folder('command'), 'data');
    const child = await startChild(entry, argv, settingsOf(shared, wish, dataFolder), logs);
    custody.process(child.pid);
    const late = setTimeout(() => signalProcess(child.pid, 'SIGKILL'), COMMAND_CAP_MS);
    const exit = await child.exited;
    clearTimeout(late);
    return { exit, output: logs.lines.join('\n') };
  };

  return {
    custody,
    command,
    async node(wish = {}) {
      const entry = demandEntry(shared.entries, wish.entry ?? 'probe');
      const dataFolder = await folderFor(wish, entry);
      if (wish.database !== undefined && wish.isMigrated !== true) {
        const { exit, output } = await command(entry.migrate, { ...wish, dataFolder });
        if (exit.code !== 0) throw new Error(`migrate ${endInWords(exit, COMMAND_CAP_MS)}:\n${output}`);
      }
      const environment = settingsOf(shared, wish, dataFolder);
      return createNode({ entry, argv: entry.start, environment, dataFolder, custody, signal });
    },
    async database(wish) {
      const template = await shared.clusterTemplate();
      const given = wish === undefined ? {} : { settings: wish };
      return closedWith(kept, await createDatabase({ template, custody, ...given }));
    },
    redis: async (options) => closedWith(kept, await createRedis(custody, options)),
    async proxy(options, fault) {
      const proxy = await createProxy(options);
      kept.push(proxy);
      if (fault !== undefined) await proxy.use(fault);
      return proxy;
    },
    folder: (name) => custody.folder(name),
    keep(thing) {
      kept.push(thing);
      return thing;
    },
    smallDisk: (megabytes) => createSmallDisk(megabytes, custody),
    async close() {
      custody.clear();
      shared.held.delete(custody);
      await within('the lab to close', CLOSE_CAP_MS, Promise.all(kept.map((thing) => thing.close())));
    },
  };
};
