import type { Decision } from '@holdfast/protocol/decisions/decision';
import { describe, expect, onTestFinished, test } from 'vitest';
import { startApp, type App } from '../../src/app.ts';
import { readConfig } from '../../src/config/read-config.ts';
import { temporaryFolder } from '../../src/platform/files/testing/temporary-folder.ts';
import { useDatabase } from '../ground/database.ts';
import { aDecision } from '../ground/decisions.ts';
import { addWorkspace, join, send, type Who } from '../ground/first-account.ts';
import { NO_REDIS, useRedis } from '../ground/redis.ts';
import { silentLog } from '../ground/silent-log.ts';
import { probeOverrides } from '../probe/overrides.ts';

describe.skipIf(NO_REDIS)('two nodes behind a balancer (skipped where no redis-server is installed)', () => {
  const database = useDatabase();
  const redis = useRedis();

  const start = async (folder?: string): Promise<App> => {
    const { config } = readConfig({
      HOLDFAST_DATA: folder ?? (await temporaryFolder()),
      HOLDFAST_HTTP_PORT: '0',
      HOLDFAST_OTLP_HTTP_PORT: '0',
      HOLDFAST_OTLP_GRPC_PORT: '0',
      HOLDFAST_DATABASE_URL: database.appUrl.href,
      HOLDFAST_DATABASE_CONNECTIONS: '4',
      HOLDFAST_REDIS_URL: redis.url.href,
      HOLDFAST_SECRET_KEY: Buffer.alloc(32, 7).toString('base64'),
    });
    return startApp(config, silentLog, probeOverrides());
  };
  const started = async (): Promise<App> => {
    const app = await start();
    onTestFinished(async () => void (await app.stop('the test is over')));
    return app;
  };

  const sayAs =
    (node: App, { token }: Who, session?: string) =>
    (method: string, params: object) =>
      send(node, 'POST /mcp', {
        token,
        json: { jsonrpc: '2.0', id: 1, method, params },
        headers: session === undefined ? {} : { 'mcp-session-id': session },
      });
  const open = async (node: App, who: Who): Promise<string> => {
    const hello = { protocolVersion: '2025-11-25', capabilities: {}, clientInfo: { name: 'a test', version: '1' } };
    return (await sayAs(node, who)('initialize', hello)).headers.get('mcp-session-id') ?? '';
  };

  test('a session that one opened is the other’s as well, and what one waits for the other tells', async () => {
    const workspace = await addWorkspace({ database }, 'One');
    const [asker, decider] = [
      await join({ database }, workspace, 'analyst'),
      await join({ database }, workspace, 'analyst'),
    ];
    const [one, other] = [await started(), await started()];
    const session = await open(one, asker);
    const begun = await sayAs(
      other,
      asker,
      session,
    )('tools/call', {
      name: 'request_decision',
      arguments: aDecision,
      task: {},
    });
    const { taskId } = (begun.body as { result: { task: { taskId: string } } }).result.task;
    const waiting = sayAs(one, asker, session)('tasks/result', { taskId });
    const approved = await send(other, `POST /api/v1/decisions/${taskId}/approve`, {
      token: decider.token,
      json: {},
      headers: { 'if-match': '"1"' },
    });
    expect((approved.body as Decision).status).toBe('approved');
    expect((await waiting).text).toContain('"verdict":"approve"');
    const ended = await send(other, 'DELETE /mcp', { token: asker.token, headers: { 'mcp-session-id': session } });
    expect(ended.status).toBe(204);
    expect((await sayAs(one, asker, session)('ping', {})).status).toBe(404);
  });

  test('a session outlives the node that opened it', async () => {
    const asker = await join({ database }, await addWorkspace({ database }, 'Two'), 'analyst');
    const folder = await temporaryFolder();
    const before = await start(folder);
    const session = await open(before, asker);
    expect(await before.stop('it is started again')).toBe(true);
    const after = await start(folder);
    onTestFinished(async () => void (await after.stop('the test is over')));
    expect((await sayAs(after, asker, session)('ping', {})).body).toEqual({ jsonrpc: '2.0', id: 1, result: {} });
  });
});
