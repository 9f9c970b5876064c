import type { WorkspaceId } from '@holdfast/protocol/ids';
import { afterEach } from 'vitest';
import type { TestDatabase } from '../../../../test/ground/database.ts';
import { silentLog } from '../../../../test/ground/silent-log.ts';
import { systemClock } from '../../clock/clock.ts';
import type { Database } from '../../database/database.ts';
import { createIds } from '../../ids/uuid7.ts';
import { createMetrics } from '../../telemetry/metrics.ts';
import { noSpans } from '../../telemetry/spans.ts';
import { createTelemetry } from '../../telemetry/telemetry.ts';
import type { JobDefinition } from '../define-job.ts';
import type { JobHandler } from '../handler.ts';
import { createJobs, type Enqueued } from '../jobs.ts';
import type { EnqueueOptions } from '../new-job.ts';
import { startWorker, type Worker, type WorkerParts } from '../worker.ts';

/** What a test sees of one job, in whichever table it is. */
export interface SeenJob {
  readonly state: string;
  readonly attempts: number;
  readonly losses: number;
  readonly error: string | null;
  readonly history: readonly { outcome: string; number: number; error: string | null }[];
  readonly log: readonly { text: string }[];
}

const COLUMNS = 'state, attempts, losses, error, history, log';

/** Workers over a test's own database. What a test starts is drained at its end. */
export const useWorkers = (ground: TestDatabase, database: Database) => {
  const makeId = createIds(systemClock);
  const jobs = createJobs(makeId);
  const open = new Set<Worker>();
  const telemetry = createTelemetry({ metrics: createMetrics(), spans: noSpans, clock: systemClock, log: silentLog });

  afterEach(async () => {
    await Promise.all([...open].map((worker) => worker.drain(0)));
    open.clear();
    await ground.as('owner', 'truncate holdfast.jobs, holdfast.finished_jobs, holdfast.job_workers');
  });

  return {
    jobs,
    async start(handlers: readonly JobHandler[], more: Partial<WorkerParts> = {}): Promise<Worker> {
      const parts = { database, handlers, node: 'test', makeId, clock: systemClock, log: silentLog, telemetry };
      const worker = await startWorker({ ...parts, ...more });
      open.add(worker);
      return worker;
    },
    enqueue: <Payload>(
      workspace: WorkspaceId,
      job: JobDefinition<Payload>,
      payload: Payload,
      options?: EnqueueOptions,
    ): Promise<Enqueued> => database.forWorkspace(workspace).write((tx) => jobs.enqueue(tx, job, payload, options)),
    /** Every job of a queue, the oldest first. */
    async see(queue = 'default'): Promise<SeenJob[]> {
      const { rows } = await ground.as(
        'owner',
        `select ${COLUMNS} from (select id, queue, ${COLUMNS} from holdfast.jobs
          union all select id, queue, ${COLUMNS} from holdfast.finished_jobs) as job where queue = $1 order by id`,
        [queue],
      );
      return rows as SeenJob[];
    },
  };
};
