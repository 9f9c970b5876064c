import { copyFile, open, rename, stat, truncate } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';

const LIMIT_BYTES = 4 * 1024 * 1024;
const LOOK_EVERY_MS = 60_000;
const TAIL_BYTES = 64 * 1024;

/** PostgreSQL writes into a file of its own: a pipe would end with Holdfast, and what comes after a kill would be lost. */
export async function openServerLog(path: string): Promise<FileHandle> {
  if ((await sizeOf(path)) > LIMIT_BYTES) await rename(path, previous(path));
  // appending, so that it goes on at the new end after the file was emptied
  return open(path, 'a', 0o600);
}

/** Keeps the file and one before it within bounds while Postgres runs. Answers how to end it. */
export function boundServerLog(path: string, { limit = LIMIT_BYTES, every = LOOK_EVERY_MS } = {}): () => void {
  const look = async (): Promise<void> => {
    if ((await sizeOf(path)) <= limit) return;
    await copyFile(path, previous(path));
    await truncate(path);
  };
  // a full disk must not end Holdfast because of a log; the next look tries again
  let looking: Promise<void> | undefined;
  const timer = setInterval(() => {
    // one look at a time: a second would copy the emptied file over what the first has moved aside
    looking ??= look()
      .catch(() => {})
      .finally(() => (looking = undefined));
  }, every);
  timer.unref();
  return () => clearInterval(timer);
}

/** What was written since `from`, at most the end of it. */
export async function readServerLog(path: string, from: number): Promise<string> {
  const file = await open(path, 'r').catch(() => undefined);
  if (file === undefined) return '';
  try {
    const { size } = await file.stat();
    const start = Math.max(from <= size ? from : 0, size - TAIL_BYTES);
    const { buffer, bytesRead } = await file.read({ buffer: Buffer.alloc(size - start), position: start });
    return buffer.toString('utf8', 0, bytesRead);
  } finally {
    await file.close();
  }
}

export const sizeOf = async (path: string): Promise<number> => (await stat(path).catch(() => undefined))?.size ?? 0;

const previous = (path: string): string => `${path}.1`;
