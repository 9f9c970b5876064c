import { open } from 'node:fs/promises';
import { pause } from '../../src/platform/clock/pause.ts';
import { isInsideTransaction } from '../../src/platform/database/run-transaction.ts';
import { on, onFile, type Endpoint } from '../../src/platform/http/endpoint.ts';
import type { MakeId } from '../../src/platform/ids/uuid7.ts';
import { makeFile, receive } from './contracts.ts';

export const FILE_BYTES = 4 * 1024 * 1024;
const FIRST_BYTES = 20;

export const fileEndpoints = (makeId: MakeId): readonly Endpoint[] => [
  onFile(receive, FILE_BYTES, async ({ signal }, { query, file }) => {
    if (isInsideTransaction()) throw new Error('A file is looked at while a transaction is open');
    if (query.hold) await pause(60_000, signal);
    const { filename, bytes, sha256, path } = file;
    const label = query.label ?? null;
    const first = await firstOf(path);
    return async () => ({ id: makeId(), filename, bytes, sha256: sha256.toString('hex'), first, label });
  }),
  on(makeFile, async (_ctx, { query }) => ({
    filename: query.name,
    type: query.as === 'csv' ? ('text/csv' as const) : ('application/x-ndjson' as const),
    chunks: lines(query),
  })),
];

const firstOf = async (path: string): Promise<string> => {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read({ buffer: Buffer.alloc(FIRST_BYTES) });
    return buffer.toString('latin1', 0, bytesRead);
  } finally {
    await file.close();
  }
};

interface Lines {
  readonly lines: number;
  readonly bytes: number;
  readonly fails_at?: number | undefined;
}

async function* lines({ lines: count, bytes, fails_at: failsAt }: Lines) {
  for (let line = 1; line <= count; line += 1) {
    if (line === failsAt) throw new Error('A line could not be made');
    yield `${String(line).padEnd(bytes - 1, '.')}\n`;
  }
}
