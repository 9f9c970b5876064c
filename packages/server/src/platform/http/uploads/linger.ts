import type { IncomingMessage } from 'node:http';

/** For whoever goes on sending, so that it reads why nobody wants it. */
const LINGER_MS = 5000;

/**
 * What is not read any more is let go by, for a moment: a line that is closed at once takes the answer with it that is
 * still on its way.
 */
export const lingerOn = (raw: IncomingMessage): void => {
  if (raw.complete || raw.destroyed) return;
  const timer = setTimeout(() => {
    if (!raw.complete) raw.destroy();
  }, LINGER_MS);
  raw.once('close', () => clearTimeout(timer));
  raw.once('end', () => clearTimeout(timer));
  // the iterator that waited for it still listens, and a stream that is listened to does not flow
  raw.removeAllListeners('readable');
  // nor does one whose iterator ends after this, unless somebody wants its data
  raw.on('data', () => {});
};
