import { access } from 'node:fs/promises';

/** Whether something is at this path that can be reached. */
export const isThere = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );
