import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { createProxy, type Proxy } from '../faults/proxy.ts';
import { adminUrl } from '../postgres/admin.ts';
import { startCluster, type Cluster } from '../postgres/cluster.ts';
import { APP, DATABASE, OWNER, roleUrl } from '../postgres/roles.ts';
import { openSql, type Sql } from '../postgres/sql.ts';
import type { ClusterTemplate } from '../postgres/template.ts';
import type { Custody } from './custody.ts';

/** A Postgres of the scenario's own, with a line to it that can be made bad. */
export interface Database extends Cluster {
  /** Stands between the node and the database; the owner's and the scenario's own connections go past it. */
  readonly line: Proxy;
  readonly appUrl: string;
  /** Past the line, which is a process of ours that reads and writes every byte: for what measures time. */
  readonly directUrl: string;
  readonly ownerUrl: string;
  asApp(): Promise<Sql>;
  asOwner(): Promise<Sql>;
  asAdmin(): Promise<Sql>;
  restart(): Promise<void>;
}

export interface DatabaseOptions {
  readonly template: ClusterTemplate;
  readonly custody: Custody;
  readonly settings?: Readonly<Record<string, string>>;
}

export const createDatabase = async ({ template, custody, settings }: DatabaseOptions): Promise<Database> => {
  const folder = join(custody.folder('database'), 'cluster');
  await mkdir(join(folder, '..'), { recursive: true });
  await template.copyTo(folder);
  const libraries = template.libraries;
  const cluster = await startCluster({ folder, libraries, custody, ...(settings === undefined ? {} : { settings }) });
  const line = await createProxy({ target: { port: cluster.port } });
  const direct = (who: typeof APP | typeof OWNER) => roleUrl(who, cluster.port);
  return {
    ...cluster,
    get pid() {
      return cluster.pid;
    },
    line,
    appUrl: line.url(direct(APP)),
    directUrl: direct(APP),
    ownerUrl: direct(OWNER),
    asApp: () => openSql(direct(APP)),
    asOwner: () => openSql(direct(OWNER)),
    asAdmin: () => openSql(adminUrl(cluster.port, DATABASE)),
    async restart() {
      await cluster.stop();
      await cluster.start();
    },
  };
};
