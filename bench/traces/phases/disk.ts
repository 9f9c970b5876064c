import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import type { Finding } from '../finding.ts';
import type { Ground } from '../ours/ground.ts';
import { usual } from '../payloads.ts';

const SEALING_MS = 20_000;

/** What the spans take after their segments of the log were sealed. */
export const disk = async (ground: Ground): Promise<Finding[]> => {
  const spans = await ground.visible();
  const folder = join(ground.folder, 'spans');
  await untilStill(() => bytesOf(join(folder, 'log')));
  const [log, sealed, all] = [
    await bytesOf(join(folder, 'log')),
    await bytesOf(join(folder, 'sealed')),
    await bytesOf(folder),
  ];
  const index = all - log - sealed;
  // the segment that is being written is never sealed, and holds the bytes as they came
  const inFiles = Math.max(1, spans - log / usual(ground.seed).spanBytes);
  const [inSealed, inIndex] = [sealed / inFiles, index / spans];
  return [
    {
      what: 'on disk a span, sealed and in the index',
      figure: inSealed + inIndex,
      unit: 'bytes',
      bar: { below: 400 },
      note: `${inSealed.toFixed(0)} sealed, ${inIndex.toFixed(0)} in the index; ${spans} spans: sealed ${mb(sealed)}, index ${mb(index)}, log not sealed yet ${mb(log)}`,
    },
  ];
};

const mb = (bytes: number): string => `${(bytes / 1e6).toFixed(0)} MB`;

/** Sealing goes on behind: waits until the log has not become smaller for a while. */
const untilStill = async (size: () => Promise<number>): Promise<void> => {
  let before = -1;
  for (let now = await size(); now !== before; now = await size()) {
    before = now;
    await after(SEALING_MS);
  }
};

const bytesOf = async (folder: string): Promise<number> => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const sizes = entries
    .filter((entry) => entry.isFile())
    .map(async (entry) => (await stat(join(entry.parentPath, entry.name)).catch(() => ({ size: 0 }))).size);
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
};
