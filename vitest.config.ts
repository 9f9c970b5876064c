import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { folderRoot } from './packages/proving/src/lab/folder-root.ts';

// Databases are made twice as fast in memory, and no test pulls the plug of the machine.
process.env['TMPDIR'] = folderRoot('memory');

const PG = 'packages/**/*.pg.test.ts';
const SYSTEM = 'packages/server/test/**/*.test.ts';
const CONSOLE = 'packages/console/test/**/*.test.ts';
const NEVER = ['**/node_modules/**', '**/dist/**', '**/dist-*/**', 'tools/canaries/**'];
const GROUND = './packages/server/test/ground/global-setup.ts';

/** The name of a test says what it costs: nothing, a real PostgreSQL, the whole system, a browser. */
const project = (name: string, include: readonly string[], more: Readonly<Record<string, unknown>> = {}) => ({
  extends: true as const,
  test: { name, include: [...include], ...more },
});

export default defineConfig({
  test: {
    environment: 'node',
    // Tests load what is tested as the product does: by Node itself, types stripped.
    experimental: { viteModuleRunner: false },
    pool: 'forks',
    isolate: false,
    // Half of the time of most files is spent waiting, for PostgreSQL, a process or a browser.
    maxWorkers: Math.max(3, availableParallelism()),
    setupFiles: ['./tools/testing/write-coverage.ts'],
    exclude: NEVER,
    // A machine may be busy with something else: what a test waits for has its own time, this is for one that hangs.
    testTimeout: 60_000,
    // A test that fails now and then is a failure to be understood.
    retry: 0,
    restoreMocks: true,
    // A busy machine is no failure: what is expected comes, or never does.
    expect: { requireAssertions: true, poll: { timeout: 10_000 } },
    projects: [
      project('unit', ['packages/**/*.test.ts', 'tools/**/*.test.ts', 'samples/**/*.test.ts'], {
        exclude: [...NEVER, PG, SYSTEM, CONSOLE],
      }),
      project('pg', [PG], {
        exclude: [...NEVER, SYSTEM],
        globalSetup: [GROUND],
        hookTimeout: 60_000,
      }),
      project('system', [SYSTEM], { globalSetup: [GROUND], hookTimeout: 60_000 }),
      project('console', [CONSOLE], {
        globalSetup: ['./packages/console/test/global-setup.ts'],
        testTimeout: 120_000,
        hookTimeout: 120_000,
      }),
    ],
  },
});
