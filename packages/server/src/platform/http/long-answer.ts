import type { FastifyReply } from 'fastify';
import type { ServerResponse } from 'node:http';

/** Whoever does not take what was written gives way to others. */
export class ReaderTooSlow extends Error {
  override readonly name = 'ReaderTooSlow';
}

/** Headers that hooks have set before the reply was taken over. */
export const headersSoFar = (reply: FastifyReply): Record<string, string> =>
  Object.fromEntries(Object.entries(reply.getHeaders()).map(([name, value]) => [name, String(value)]));

/** Waits until the reader has taken what was written to it, within its time and its stay. */
export const drained = async (raw: ServerResponse, withinMs: number, over: Promise<never>): Promise<void> => {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const timer = setTimeout(() => reject(new ReaderTooSlow()), withinMs);
  raw.once('drain', resolve);
  try {
    await Promise.race([promise, over]);
  } finally {
    clearTimeout(timer);
    raw.off('drain', resolve);
  }
};

/** The end is read in time like everything else. */
export const endInTime = (raw: ServerResponse, withinMs: number): void => {
  const timer = setTimeout(() => raw.destroy(), withinMs);
  timer.unref();
  raw.once('close', () => clearTimeout(timer));
  raw.end();
};
