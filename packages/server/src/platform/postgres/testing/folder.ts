import { join } from 'node:path';

export const folderIn = (root: string) => ({ root, postgres: join(root, 'postgres') });

export const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };
