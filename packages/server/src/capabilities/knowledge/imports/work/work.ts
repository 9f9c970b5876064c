import { defineJob } from '../../../../platform/jobs/define-job.ts';
import { defineSchedule, ScheduledPayload } from '../../../../platform/jobs/define-schedule.ts';
import { handles } from '../../../../platform/jobs/handler.ts';
import type { Work } from '../../../../platform/jobs/work.ts';
import type { ImportsParts } from '../parts.ts';
import { oldFiles, removeFile } from '../store/files.ts';
import { workOnImport } from './import.ts';
import { IMPORT_JOB, UNDO_JOB } from './jobs.ts';
import { settleImports } from './settle.ts';
import { workOnUndo } from './undo.ts';

const FORGET_JOB = defineJob({
  name: 'knowledge.forget_files',
  payload: ScheduledPayload,
  timeoutMs: 10 * 60_000,
});
const FORGET_EVERY_MS = 60 * 60_000;
const AT_ONCE = 100;

const SETTLE_JOB = defineJob({ name: 'knowledge.settle_imports', payload: ScheduledPayload });
const SETTLE_EVERY_MS = 60_000;

export const importsWork = (parts: ImportsParts): Required<Work> => ({
  handlers: [
    handles(IMPORT_JOB, ({ import_id: id }, run) => workOnImport(parts, id, run)),
    handles(UNDO_JOB, (payload, run) => workOnUndo(parts, payload, run)),
    handles(SETTLE_JOB, (_payload, { signal }) => settleImports(parts, signal)),
    handles(FORGET_JOB, (_payload, { signal }) => forgetFiles(parts, signal)),
  ],
  schedules: [
    defineSchedule({ name: 'sweep of imported files', job: FORGET_JOB, everyMs: FORGET_EVERY_MS, missed: 'once' }),
    defineSchedule({ name: 'imports without a worker', job: SETTLE_JOB, everyMs: SETTLE_EVERY_MS, missed: 'once' }),
  ],
});

/** Of all workspaces, each file in a transaction of its own. */
const forgetFiles = async ({ database, limits }: ImportsParts, signal: AbortSignal): Promise<void> => {
  for (;;) {
    const old = await database.forInstance(signal).read((tx) => oldFiles(tx, limits.filesKeptDays, AT_ONCE));
    for (const { workspace_id: workspace, import_id: id } of old)
      await database.forWorkspace(workspace, signal).write((tx) => removeFile(tx, id));
    signal.throwIfAborted();
    if (old.length < AT_ONCE) return;
  }
};
