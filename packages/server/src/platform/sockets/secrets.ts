import { createHash } from 'node:crypto';

/** What is kept of a secret that its holder shows once. It is long and random, so a plain hash is enough. */
export const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('base64url');
