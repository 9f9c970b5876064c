import { createHash } from 'node:crypto';
import type { Link } from './verify-store.ts';

const digestOf = (...parts: readonly (string | Buffer)[]): string => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest('hex');
};

/** What the first entry of a workspace is chained to. */
export const rootOf = (workspace: string): string => digestOf(workspace);

/** The hash that an entry must have after the one before it. */
export const hashAfter = (previous: string, { covered }: Pick<Link, 'covered'>): string =>
  digestOf(`${previous}\n${covered}`);

/** What has become of the part of an entry that is about a person. */
export const stateOfPersonal = ({
  personal_digest: digest,
  salt,
  personal,
}: Link): 'none' | 'kept' | 'erased' | 'altered' => {
  if (salt === null) return digest === null ? 'none' : 'erased';
  return digest === digestOf(salt, personal) ? 'kept' : 'altered';
};
