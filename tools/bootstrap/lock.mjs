import { mkdirSync, renameSync, rmSync, statSync, utimesSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const BEAT_MS = 2_000;
const DEAD_AFTER_MS = 15_000;

const tryTake = (folder) => {
  try {
    mkdirSync(folder);
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    return false;
  }
};

const isAbandoned = (folder, deadAfter) => {
  const stats = statSync(folder, { throwIfNoEntry: false });
  return stats !== undefined && Date.now() - stats.mtimeMs > deadAfter;
};

/** Renaming is atomic: of several who see an abandoned lock, one gets it out of the way. */
const clearAway = (folder) => {
  const grave = `${folder}.${process.pid}`;
  try {
    renameSync(folder, grave);
    rmSync(grave, { recursive: true, force: true });
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
  }
};

const keepAlive = (folder) => {
  const timer = setInterval(() => {
    const now = new Date();
    try {
      utimesSync(folder, now, now);
    } catch {
      // Somebody cleared the lock away; what is being done is still finished.
    }
  }, BEAT_MS);
  return () => clearInterval(timer);
};

/** Runs `work` while no other process does, over the folder as a lock. A holder that died is noticed by its silence. */
export const alone = async (folder, work, { deadAfter = DEAD_AFTER_MS, pollMs = 200 } = {}) => {
  mkdirSync(dirname(folder), { recursive: true });
  while (!tryTake(folder)) {
    if (isAbandoned(folder, deadAfter)) clearAway(folder);
    else await pause(pollMs);
  }
  const rest = keepAlive(folder);
  const release = () => rmSync(folder, { recursive: true, force: true });
  process.once('exit', release);
  try {
    return await work();
  } finally {
    rest();
    release();
    process.off('exit', release);
  }
};
