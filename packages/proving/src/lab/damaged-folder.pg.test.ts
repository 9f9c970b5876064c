import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { hasBinaries } from '../postgres/binaries.ts';
import { canRunPostgres } from '../postgres/unprivileged.ts';
import { createWorkspace } from '../probe/workspace.ts';
import { cutShort, damage, removed, type Damage } from './damage.ts';
import type { Node } from './node.ts';
import { embeddedCluster } from './postmaster.ts';
import { ENTRIES } from './repository.ts';
import { useLab } from './testing/use-lab.ts';

const possible = hasBinaries() && canRunPostgres();
const lab = useLab(ENTRIES);

const filesOf = ({ dataFolder }: Node): Readonly<Record<string, { file: string; how: Damage; says: RegExp }>> => {
  const cluster = embeddedCluster(dataFolder);
  return {
    identity: {
      file: join(dataFolder, 'holdfast.json'),
      how: cutShort(0.5),
      says: /holdfast\.json is damaged: restore it/,
    },
    key: { file: join(dataFolder, 'secret-key'), how: cutShort(0.5), says: /secret-key is damaged: restore it/ },
    version: {
      file: join(cluster, 'PG_VERSION'),
      how: removed(),
      says: /is damaged: PG_VERSION is missing.*Restore it/,
    },
    control: {
      file: join(cluster, 'global/pg_control'),
      how: cutShort(0.01),
      says: /its files are damaged \(.*pg_control.*\): restore them/,
    },
  };
};

test.skipIf(!possible)(
  'a start on damaged files names the file and what to do, changes nothing, and starts when it is put back',
  { timeout: 120_000 },
  async () => {
    const node = await lab().node();
    const workspace = await createWorkspace(node);
    await workspace.writeNote('kept');
    await node.stop();
    const copies = lab().folder('copies');
    for (const [name, { file, how, says }] of Object.entries(filesOf(node))) {
      copyFileSync(file, join(copies, name));
      damage(node, file, how);
      await expect(node.start()).rejects.toThrow(says);
      copyFileSync(join(copies, name), file);
    }
    await node.start();
    expect((await workspace.seeNotes()).map(({ title }) => title)).toEqual(['kept']);
  },
);
