import { handles } from '../../../../platform/jobs/handler.ts';
import type { Work } from '../../../../platform/jobs/work.ts';
import { forgetSome } from '../store/spaces.ts';
import { fill, type FillingParts } from './fill.ts';
import { FILL_JOB, FORGET_JOB } from './jobs.ts';

const AT_ONCE = 2_000;

export const fillingWork = (parts: FillingParts): Work => ({
  handlers: [
    handles(FILL_JOB, ({ space_id: id }, run) => fill(parts, run, id)),
    handles(FORGET_JOB, async ({ space_id: id }, { db, signal }) => {
      while (!signal.aborted && (await db.write((tx) => forgetSome(tx, id, AT_ONCE)))) {
        // each is a short transaction: nobody waits behind a hundred thousand
      }
      signal.throwIfAborted();
    }),
  ],
});
