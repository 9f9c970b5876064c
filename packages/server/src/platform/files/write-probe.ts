import { open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { randomName } from '../crypto/random.ts';

/** Large enough that it cannot hide in the last block of a full disk. */
const PROBE = Buffer.alloc(64 * 1024);

/** Really writes and syncs: permission bits and free space as reported are only hints. */
export async function probeWriting(folder: string): Promise<void> {
  const path = join(folder, `write-probe.${randomName()}.tmp`);
  try {
    const file = await open(path, 'wx', 0o600);
    try {
      await file.writeFile(PROBE);
      await file.sync();
    } finally {
      await file.close();
    }
  } finally {
    await rm(path, { force: true });
  }
}
