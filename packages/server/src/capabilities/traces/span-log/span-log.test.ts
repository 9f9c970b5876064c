import type { WorkspaceId } from '@holdfast/protocol/ids';
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { listSegments, segmentPath } from '../../../platform/segments/segment-files.ts';
import { openSegmentLog } from '../../../platform/segments/segment-log.ts';
import { scanSegment } from '../../../platform/segments/scan.ts';
import { decodeSpanBatch, type SpanBatch } from './span-batch.ts';
import { createSpanLog } from './span-log.ts';

const batch = (text: string): SpanBatch => ({
  workspace: '0198c0de-dead-7000-8000-00000000beef' as WorkspaceId,
  receivedAt: 1_700_000_000_000_000,
  source: 'http',
  spanBytes: 1,
  bytes: Buffer.from(text),
});

const open = async () => {
  const folder = await mkdtemp(join(tmpdir(), 'holdfast-test-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const segments = await openSegmentLog(folder);
  return { folder, segments, log: createSpanLog(segments, folder) };
};

/** As another process reads it. */
const read = async (folder: string): Promise<string[]> => {
  const texts: string[] = [];
  for (const number of await listSegments(folder)) {
    for await (const found of scanSegment(segmentPath(folder, number))) {
      if (found.kind === 'entry') texts.push(decodeSpanBatch(found.payload)?.bytes.toString() ?? 'nothing');
    }
  }
  return texts;
};

test('what was acknowledged is in the files, for whoever reads them', async () => {
  const { folder, segments, log } = await open();
  const places = await Promise.all(['one', 'two', 'three'].map((text) => log.append(batch(text))));
  expect(await read(folder)).toEqual(['one', 'two', 'three']);
  expect(new Set(places.map(({ at }) => at)).size).toBe(3);
  await segments.close();
});

test('a disk that takes nothing is told to the sender as something to try again, and leaves nothing behind', async () => {
  const { folder, segments, log } = await open();
  await rm(folder, { recursive: true });
  for (const text of ['one', 'two']) {
    await expect(log.append(batch(text))).rejects.toMatchObject({
      code: 'spans_not_stored',
      details: { retryAfterSeconds: 5 },
    });
  }
  expect(await log.health()).toMatchObject({ status: 'degraded' });
  await mkdir(folder);
  expect(await log.health()).toEqual({ status: 'ok', detail: '' });
  await log.append(batch('three'));
  expect(await read(folder)).toEqual(['three']);
  expect(await readdir(folder)).toHaveLength(1);
  await segments.close();
});

test('a log that is closed takes nothing', async () => {
  const { folder, segments, log } = await open();
  await segments.close();
  await expect(log.append(batch('late'))).rejects.toMatchObject({ code: 'spans_not_stored' });
  expect(await read(folder)).toEqual([]);
});
