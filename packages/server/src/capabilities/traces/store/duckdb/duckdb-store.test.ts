import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe } from 'vitest';
import { systemClock } from '../../../../platform/clock/clock.ts';
import { spanStoreContract } from '../testing/span-store-contract.ts';
import { openDuckdbStore } from './duckdb-store.ts';

const folder = await mkdtemp(join(tmpdir(), 'holdfast-spans-'));
const path = join(folder, 'spans.duckdb');
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('a store of spans in DuckDB', () => {
  spanStoreContract({
    open: () => openDuckdbStore({ path, clock: systemClock, memoryMb: 256, threads: 2 }),
    async wipe() {
      for (const file of [path, `${path}.wal`]) await rm(file, { force: true });
    },
  });
});
