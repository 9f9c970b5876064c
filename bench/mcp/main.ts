import { fork, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startGroundPostgres } from '../../packages/server/test/ground/postgres.ts';
import { createKeyProxy } from './lib/key-proxy.ts';
import { judge } from './lib/judge.ts';
import { readResults } from './lib/results.ts';

const [folder = ''] = process.argv.slice(2);
const TOOL = join(folder, 'node_modules/@modelcontextprotocol/conformance/dist/index.js');
const PROBE = fileURLToPath(new URL('../../packages/server/test/probe/main.ts', import.meta.url));
const REVISIONS = ['2025-11-25', '2026-07-28'];

if (!existsSync(TOOL)) {
  process.stderr.write(
    'Name the folder in which @modelcontextprotocol/conformance is installed: see bench/mcp/README.md.\n',
  );
  process.exit(2);
}

const work = await mkdtemp(join(tmpdir(), 'holdfast-mcp-'));
const { postgres, stop } = await startGroundPostgres();
const proxy = createKeyProxy(`Bearer probe.admin.${randomUUID()}.${randomUUID()}`);
await once(proxy.server.listen(0, '127.0.0.1'), 'listening');
// what listens on a port has an address of this kind
const publicUrl = `http://localhost:${(proxy.server.address() as AddressInfo).port}`;

const node = fork(PROBE, ['start'], {
  env: {
    PATH: process.env['PATH'] ?? '',
    HOLDFAST_DATA: join(work, 'data'),
    HOLDFAST_HTTP_PORT: '0',
    HOLDFAST_OTLP_HTTP_PORT: '0',
    HOLDFAST_OTLP_GRPC_PORT: '0',
    HOLDFAST_DATABASE_URL: postgres.appUrl,
    HOLDFAST_PUBLIC_URL: publicUrl,
    HOLDFAST_LIMIT_MEMBER: '0',
    HOLDFAST_LIMIT_WORKSPACE: '0',
  },
  stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
});
const [ready] = (await once(node, 'message')) as [{ url: string }];
proxy.leadTo(ready.url);

/** What the tool says of the whole is about servers with all of its own tools: what counts is each check. */
const run = async (revision: string): Promise<boolean> => {
  const results = join(work, revision);
  const args = [TOOL, 'server', '--url', `${publicUrl}/mcp`, '--requirements', revision, '-o', results];
  await once(spawn(process.execPath, args, { stdio: 'ignore' }), 'exit');
  const { text, isAsKnown } = judge(revision, await readResults(results));
  process.stdout.write(text);
  return isAsKnown;
};

let areAsKnown = true;
for (const revision of REVISIONS) areAsKnown = (await run(revision)) && areAsKnown;

node.kill('SIGTERM');
await once(node, 'exit');
proxy.close();
await stop();
await rm(work, { recursive: true, force: true });
process.exitCode = areAsKnown ? 0 : 1;
