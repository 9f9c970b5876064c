import { createHash } from 'node:crypto';

/** What the audit trail keeps of words: it binds them, and can do without them. */
export const sha256Of = (words: string): string => createHash('sha256').update(words).digest('hex');
