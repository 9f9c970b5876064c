import type { WorkspaceId } from '@holdfast/protocol/ids';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeSpanBatch, encodeSpanBatch, SOURCES } from './span-batch.ts';

const batches = fc.record({
  workspace: fc.uuid().map((id) => id as WorkspaceId),
  receivedAt: fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER }),
  source: fc.constantFrom(...SOURCES, 'other' as const),
  spanBytes: fc.nat(),
  bytes: fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
});

test('what is written of a batch is read as it was', () => {
  fc.assert(
    fc.property(batches, (batch) => {
      expect(decodeSpanBatch(Buffer.concat(encodeSpanBatch(batch)))).toEqual(batch);
    }),
  );
});

test('a record lies on a disk as it always did', () => {
  const workspace = '0198c0de-dead-7000-8000-00000000beef' as WorkspaceId;
  const parts = encodeSpanBatch({
    workspace,
    receivedAt: 0x1234,
    source: 'grpc',
    spanBytes: 0x1000000,
    bytes: Buffer.from('spans'),
  });
  expect(Buffer.concat(parts).toString('hex')).toBe(
    `0101000034120000000000000198c0dedead7000800000000000beef00000001${Buffer.from('spans').toString('hex')}`,
  );
});

test('what is too short, or of another version, is none', () => {
  const [header = Buffer.alloc(0)] = encodeSpanBatch({
    workspace: '0198c0de-dead-7000-8000-00000000beef' as WorkspaceId,
    receivedAt: 1,
    source: 'http',
    spanBytes: 1,
    bytes: Buffer.alloc(0),
  });
  expect(decodeSpanBatch(header)).toBeDefined();
  expect(decodeSpanBatch(header.subarray(1))).toBeUndefined();
  header.writeUInt8(2, 0);
  expect(decodeSpanBatch(header)).toBeUndefined();
});
