import type { TraceId } from '@holdfast/protocol/traces/ids';
import fc from 'fast-check';
import { appendFile, copyFile, cp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { temporaryFolder } from '../../../platform/files/testing/temporary-folder.ts';
import { isThere } from '../../../platform/files/is-there.ts';
import { listSegments, segmentPath } from '../../../platform/segments/segment-files.ts';
import type { SpanPlaces } from '../store-process/places.ts';
import { keepSpans, spanIdOf, traceIdOf } from './testing/kept-spans.ts';

// each life starts a process, and a machine may be busy with something else
vi.setConfig({ testTimeout: 300_000 });

type Deed = (places: SpanPlaces, backup: string) => Promise<void>;

const copyThere = async (from: string, to: string): Promise<void> => {
  if (await isThere(from)) await cp(from, to, { recursive: true, force: false });
};

/** What somebody does to the folder while nobody runs, and a crash leaves, of which no span may be lost. */
const DEEDS = {
  'nothing is done': async () => {},
  'the index is removed': async ({ index, indexLog }) => {
    for (const path of [index, indexLog]) await rm(path, { force: true });
  },
  'what the index writes first is removed': ({ indexLog }) => rm(indexLog, { force: true }),
  'another index is wanted': ({ rebuildWanted }) => writeFile(rebuildWanted, ''),
  'the index is half': ({ rebuilding }) => writeFile(rebuilding, ''),
  'the index is saved': async ({ index }, backup) => {
    if (await isThere(index)) await copyFile(index, join(backup, 'index'));
  },
  'an older index is put back': async ({ index, indexLog }, backup) => {
    if (!(await isThere(join(backup, 'index')))) return;
    await rm(indexLog, { force: true });
    await copyFile(join(backup, 'index'), index);
  },
  'a write was cut off': async ({ log }) => {
    const last = (await listSegments(log)).at(-1);
    if (last !== undefined) await appendFile(segmentPath(log, last), 'HFR1 and no more');
  },
  'the files are saved': async ({ log, sealed }, backup) => {
    await copyThere(log, join(backup, 'log'));
    await copyThere(sealed, join(backup, 'sealed'));
  },
  'what is missing of them is put back': async ({ log, sealed }, backup) => {
    await copyThere(join(backup, 'log'), log);
    await copyThere(join(backup, 'sealed'), sealed);
  },
  'the last number is forgotten': ({ log }) => rm(join(log, 'newest'), { force: true }),
} satisfies Record<string, Deed>;

const lives = fc.array(
  fc.record({
    sent: fc.array(fc.integer({ min: 1, max: 20 }), { maxLength: 3 }),
    segmentBytes: fc.constantFrom(3000, 64 * 1024 * 1024),
    isKilled: fc.boolean(),
    deeds: fc.array(fc.constantFrom(...(Object.keys(DEEDS) as (keyof typeof DEEDS)[])), { maxLength: 2 }),
  }),
  { minLength: 3, maxLength: 5 },
);

test('whatever is done between two lives, each span that was acknowledged is found, once', async () => {
  await fc.assert(
    fc.asyncProperty(lives, async (all) => {
      const folder = await temporaryFolder();
      const backup = await temporaryFolder();
      let sent = 0;
      for (const { segmentBytes, isKilled, deeds, ...life } of all) {
        const { send, caughtUp, reading, keeper, places, stop } = await keepSpans(folder, { segmentBytes });
        for (const many of life.sent)
          await send(...Array.from({ length: many }, () => ({ trace: 1, span: (sent += 1) })));
        await caughtUp();
        const found = await reading().listSpans(traceIdOf(1) as TraceId, { limit: 1000 });
        expect(found.map(({ span_id: id }) => id)).toEqual(
          Array.from({ length: sent }, (_, index) => spanIdOf(index + 1)),
        );
        if (isKilled && keeper.pid !== undefined) process.kill(keeper.pid, 'SIGKILL');
        await stop();
        for (const deed of deeds) await DEEDS[deed](places, backup);
      }
    }),
    { numRuns: 2, endOnFailure: true },
  );
});
