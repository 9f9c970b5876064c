import { ProofsReport } from '@holdfast/protocol/proofs/report';
import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import type { Log } from '../../platform/log/log.ts';

/** The last report of the proofs, or undefined when there is none that can be shown. */
export type LatestProofs = () => Promise<ProofsReport | undefined>;

const LARGEST = 4 * 1024 * 1024;

/** Reads a file that another program wrote: no link is followed, no pipe waited for, nothing without an end read. */
const readBounded = async (path: string): Promise<string> => {
  const file = await open(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0));
  try {
    const about = await file.stat();
    if (!about.isFile()) throw new Error('it is no file');
    const { buffer, bytesRead } = await file.read(Buffer.alloc(Math.min(about.size, LARGEST) + 1));
    if (bytesRead > LARGEST) throw new Error('it is larger than a report can be');
    return buffer.toString('utf8', 0, bytesRead);
  } finally {
    await file.close();
  }
};

const isMissing = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'ENOENT';

export const createLatestProofs =
  (path: string, log: Log): LatestProofs =>
  async () => {
    try {
      const read = ProofsReport.safeParse(JSON.parse(await readBounded(path)));
      if (read.success) return read.data;
      const [issue] = read.error.issues;
      throw new Error(`${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'another form'}`);
    } catch (error) {
      // a report that cannot be read is like none for whoever asks, and not for the operator
      if (!isMissing(error)) {
        const why = error instanceof Error ? error.message : String(error);
        log.warn(
          { event: 'proofs_unreadable', why },
          `${path} is no report that this version can read; run "prove" again.`,
        );
      }
      return undefined;
    }
  };
