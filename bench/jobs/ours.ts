import type { WorkspaceId } from '@holdfast/protocol/ids';
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { z } from 'zod';
import { systemClock } from '../../packages/server/src/platform/clock/clock.ts';
import { createDatabase } from '../../packages/server/src/platform/database/database.ts';
import { createIds } from '../../packages/server/src/platform/ids/uuid7.ts';
import { defineJob } from '../../packages/server/src/platform/jobs/define-job.ts';
import { handles } from '../../packages/server/src/platform/jobs/handler.ts';
import { createJobs } from '../../packages/server/src/platform/jobs/jobs.ts';
import { startWorker } from '../../packages/server/src/platform/jobs/worker.ts';
import { createMetrics } from '../../packages/server/src/platform/telemetry/metrics.ts';
import { noSpans } from '../../packages/server/src/platform/telemetry/spans.ts';
import { createTelemetry } from '../../packages/server/src/platform/telemetry/telemetry.ts';
import { silentLog as log } from '../../packages/server/test/ground/silent-log.ts';
import { serve } from './contestant.ts';

const [appUrl = '', ownerUrl = '', finished = '0'] = process.argv.slice(2);
const database = createDatabase({
  url: new URL(appUrl),
  connections: 20,
  waitMs: 5000,
  limits: { statementTimeoutMs: 60_000, lockTimeoutMs: 5000 },
  log,
});
const makeId = createIds(systemClock);
const jobs = createJobs(makeId);
const telemetry = createTelemetry({ metrics: createMetrics(), spans: noSpans, clock: systemClock, log });
const job = defineJob({ name: 'bench.nothing', payload: z.strictObject({ sentAt: z.number() }) });
const owner = new pg.Client({ connectionString: ownerUrl });
await owner.connect();
const db = database.forWorkspace(randomUUID() as WorkspaceId);
const FINISHED = Number(finished);

serve({
  async clear() {
    await owner.query('truncate holdfast.jobs, holdfast.finished_jobs');
    if (FINISHED > 0) {
      await owner.query(
        `insert into holdfast.finished_jobs (workspace_id, id, queue, name, state, priority, attempts, max_attempts, losses, history, log, created_at, run_at, finished_at)
         select $1, gen_random_uuid(), 'default', 'bench.nothing', 'done', 0, 1, 5, 0, '[]', '[]', now(), now(), now() from generate_series(1, $2::int)`,
        [db.workspace, FINISHED],
      );
    }
    await owner.query('vacuum analyze holdfast.jobs, holdfast.finished_jobs');
  },
  async fill(count) {
    for (let left = count; left > 0; left -= 1000) {
      const many = Array.from({ length: Math.min(left, 1000) }, () => ({ payload: { sentAt: 0 } }));
      await db.write((tx) => jobs.enqueueMany(tx, job, many));
    }
  },
  enqueue: async (sentAt) => void (await db.write((tx) => jobs.enqueue(tx, job, { sentAt }))),
  async start(onJob) {
    const handlers = [handles(job, async ({ sentAt }) => onJob(sentAt))];
    const worker = await startWorker({ database, handlers, node: 'bench', makeId, clock: systemClock, log, telemetry });
    return { stop: () => worker.drain(5000) };
  },
  left: async () => Number((await owner.query<{ count: string }>('select count(*) from holdfast.jobs')).rows[0]?.count),
});
