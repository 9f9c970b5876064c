import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { copyFolder } from '../lab/copy-folder.ts';
import type { Custody } from '../lab/custody.ts';
import { linkLibraries } from './binaries.ts';
import { initCluster, startCluster } from './cluster.ts';
import { prepareForHoldfast } from './roles.ts';

export interface ClusterTemplate {
  readonly libraries: string;
  /** A folder with a fresh cluster in it: roles and database are there, nothing is migrated. */
  copyTo(folder: string): Promise<void>;
}

/** initdb takes half a second, a copy a tenth: it runs once for all scenarios. */
export const createClusterTemplate = (custody: Custody): (() => Promise<ClusterTemplate>) => {
  const make = async (): Promise<ClusterTemplate> => {
    const folder = custody.folder('cluster-template');
    const libraries = join(folder, 'libraries');
    const cluster = join(folder, 'cluster');
    await mkdir(libraries);
    linkLibraries(libraries);
    await initCluster(cluster, libraries);
    const server = await startCluster({ folder: cluster, libraries, custody, settings: { fsync: 'off' } });
    await prepareForHoldfast(server.port);
    await server.stop();
    return { libraries, copyTo: (target) => copyFolder(cluster, target) };
  };
  let made: Promise<ClusterTemplate> | undefined;
  return () => (made ??= make());
};
