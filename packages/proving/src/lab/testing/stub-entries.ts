import { join } from 'node:path';
import type { Entries, Entry } from '../repository.ts';

const stub: Entry = { file: join(import.meta.dirname, 'stub-entry.ts'), start: ['start'], migrate: ['migrate'] };

export const STUB_ENTRIES: Entries = { probe: stub, product: { ...stub, start: ['fail'] } };
