import { closeSync, globSync, openSync, readSync, rmSync, statSync, truncateSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { Random } from '../run/random.ts';

/** What becomes of a file; says what it did, for the report. */
export type Damage = (file: string) => string;

interface Stoppable {
  isRunning(): boolean;
}

/** Turns bytes into others, at places that chance chooses. */
export const flippedBytes =
  (count: number, random: Random): Damage =>
  (file) => {
    const { size } = statSync(file);
    if (size === 0) throw new Error(`${file} has no byte to flip`);
    const open = openSync(file, 'r+');
    try {
      const places = Array.from({ length: count }, () => random.between(0, size - 1));
      const byte = Buffer.alloc(1);
      // the same place twice would mend it
      for (const place of new Set(places)) {
        readSync(open, byte, 0, 1, place);
        byte[0] = (byte[0] ?? 0) ^ random.between(1, 255);
        writeSync(open, byte, 0, 1, place);
      }
      return `flipped ${new Set(places).size} bytes of ${file}`;
    } finally {
      closeSync(open);
    }
  };

/** Keeps the beginning, as after a power cut that lost what was written last. */
export const cutShort =
  (keptShare: number): Damage =>
  (file) => {
    const { size } = statSync(file);
    const kept = Math.floor(size * keptShare);
    truncateSync(file, kept);
    return `kept ${kept} of ${size} bytes of ${file}`;
  };

export const removed = (): Damage => (file) => {
  rmSync(file);
  return `removed ${file}`;
};

/** Damages one file of a node or a database that has ended: what runs would write over it, or have it in memory. */
export const damage = (owner: Stoppable, file: string, how: Damage): string => {
  if (owner.isRunning()) throw new Error(`${file} belongs to something that runs: stop or kill it first`);
  return how(file);
};

/** One of the files below a folder that suit a pattern, chosen by chance; the same seed chooses the same. */
export const chooseFile = (folder: string, pattern: string, random: Random): string => {
  const files = globSync(pattern, { cwd: folder }).filter((name) => statSync(join(folder, name)).isFile());
  if (files.length === 0) throw new Error(`there is no ${pattern} in ${folder}`);
  return join(folder, random.pick(files.toSorted()));
};
