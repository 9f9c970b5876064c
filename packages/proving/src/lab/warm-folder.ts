import { join } from 'node:path';
import { copyFolder } from './copy-folder.ts';
import type { Custody } from './custody.ts';
import { createNode } from './node.ts';
import type { Entry, EntryName } from './repository.ts';
import type { Environment } from './child.ts';

export type WarmFolders = (name: EntryName, entry: Entry) => Promise<string>;

/** A data folder that has been started once, so that scenarios need not wait for initdb and migrations. */
export const createWarmFolders = (custody: Custody, environment: Environment): WarmFolders => {
  const made = new Map<EntryName, Promise<string>>();

  const make = async (name: EntryName, entry: Entry): Promise<string> => {
    const dataFolder = join(custody.folder(`warm-${name}`), 'data');
    const signal = new AbortController().signal;
    const settings = {
      ...environment,
      HOLDFAST_DATA: dataFolder,
      HOLDFAST_HTTP_PORT: '0',
      HOLDFAST_OTLP_HTTP_PORT: '0',
      HOLDFAST_OTLP_GRPC_PORT: '0',
    };
    const node = await createNode({ entry, argv: entry.start, environment: settings, dataFolder, custody, signal });
    await node.stop();
    return dataFolder;
  };

  return (name, entry) => {
    const folder = made.get(name) ?? make(name, entry);
    made.set(name, folder);
    return folder;
  };
};

export const freshFrom = async (warm: string, custody: Custody): Promise<string> => {
  const dataFolder = join(custody.folder('node'), 'data');
  await copyFolder(warm, dataFolder);
  return dataFolder;
};
