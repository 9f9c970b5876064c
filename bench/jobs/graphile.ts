import { Logger, makeWorkerUtils, run } from 'graphile-worker';
import pg from 'pg';
import { serve } from './contestant.ts';

const [ownerUrl = ''] = process.argv.slice(2);
const logger = new Logger(() => () => {});
const pgPool = new pg.Pool({ connectionString: ownerUrl, max: 20 });
pgPool.on('error', () => {});
pgPool.on('connect', (client) => client.on('error', () => {}));
const utils = await makeWorkerUtils({ pgPool, logger });
await utils.migrate();

/** As its documents advise for many quick jobs: a local queue, ends told in batches, prepared statements, more at a time. */
const preset = {
  worker: {
    concurrentJobs: 24,
    preparedStatements: true,
    completeJobBatchDelay: 0,
    failJobBatchDelay: 0,
    localQueue: { size: 500, refetchDelay: { durationMs: 10 } },
  },
};
/** A local queue costs latency: where that is measured it is off. */
const quick = { worker: { ...preset.worker, localQueue: { size: -1 }, completeJobBatchDelay: -1 } };

serve({
  clear: async () => void (await pgPool.query('truncate graphile_worker._private_jobs')),
  async fill(count) {
    await pgPool.query(
      `select graphile_worker.add_jobs(array(select json_populate_record(null::graphile_worker.job_spec, '{"identifier":"nothing","payload":{"sentAt":0}}') from generate_series(1, $1::int)))`,
      [count],
    );
    await pgPool.query('vacuum analyze graphile_worker._private_jobs');
  },
  enqueue: async (sentAt) => void (await utils.addJob('nothing', { sentAt })),
  async start(onJob) {
    const runner = await run({
      pgPool,
      logger,
      noHandleSignals: true,
      taskList: { nothing: (payload) => onJob((payload as { sentAt: number }).sentAt) },
      preset: process.argv[3] === 'quick' ? quick : preset,
    });
    return { stop: () => runner.stop() };
  },
  left: async () =>
    Number(
      (await pgPool.query<{ count: string }>('select count(*) from graphile_worker._private_jobs')).rows[0]?.count,
    ),
});
