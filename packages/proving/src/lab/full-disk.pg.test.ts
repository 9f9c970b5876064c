import { join } from 'node:path';
import { expect, test } from 'vitest';
import { seeReadiness } from '../health.ts';
import { isSuccess } from '../http.ts';
import { CannotRun } from '../outcome.ts';
import { hasBinaries } from '../postgres/binaries.ts';
import { canRunPostgres } from '../postgres/unprivileged.ts';
import { actsIn, emptyDiary, startMixedLoad, type Diary } from '../probe/mixed-load.ts';
import { seeEffects } from '../probe/work.ts';
import { createWorkspace } from '../probe/workspace.ts';
import { ENTRIES } from './repository.ts';
import { useLab } from './testing/use-lab.ts';

const possible = hasBinaries() && canRunPostgres();
const MEGABYTES = 300;
const REFUSED = 20;
/** Where its log finds no room the database ends, and is started again. */
const HONEST = ['503 storage_full', '503 database_unavailable', '503 outcome_unknown'];

const lab = useLab(ENTRIES);

const refusals = ({ told }: Diary) => told.map(({ answer }) => answer).filter((answer) => !isSuccess(answer));

test.skipIf(!possible)(
  'a full disk refuses writes by its name, loses nothing that was acknowledged, and is forgotten when there is room',
  { timeout: 180_000 },
  async ({ skip }) => {
    const disk = await lab()
      .smallDisk(MEGABYTES)
      .catch((failure: unknown) => {
        if (failure instanceof CannotRun) return skip(failure.message);
        throw failure;
      });
    const node = await lab().node({ dataFolder: join(disk.folder, 'data') });
    const workspace = await createWorkspace(node);
    const diary = emptyDiary();
    const load = startMixedLoad(actsIn(node, workspace), diary);
    await expect.poll(() => diary.acknowledged.size, { timeout: 30_000 }).toBeGreaterThan(REFUSED);

    // what the database gives back is taken as well
    const isFull = () => {
      disk.fill();
      return refusals(diary).length;
    };
    await expect.poll(isFull, { timeout: 60_000 }).toBeGreaterThan(REFUSED);
    const { parts } = await seeReadiness(node, 200);
    expect(parts['data_folder']).toMatchObject({ status: 'degraded', detail: expect.stringContaining('Make room') });

    disk.relieve();
    const before = diary.acknowledged.size;
    await expect.poll(() => diary.acknowledged.size, { timeout: 60_000 }).toBeGreaterThan(before + REFUSED);
    await load.stop();
    const told = new Set(refusals(diary).map(({ status, code }) => `${status} ${code}`));
    expect(told).toContain('503 storage_full');
    expect([...told].filter((each) => !HONEST.includes(each))).toEqual([]);
    expect(diary.complaints).toEqual([]);
    const stored = new Set((await workspace.seeNotes()).map(({ title }) => title));
    expect([...diary.acknowledged.values()].filter((title) => !stored.has(title))).toEqual([]);
    expect((await seeEffects(workspace)).repeated).toBe(0);
  },
);
