import { ImportId } from '@holdfast/protocol/knowledge/ids';
import { open } from 'node:fs/promises';
import type { Act } from '../../../platform/audit/act.ts';
import type { Write } from '../../../platform/database/transaction.ts';
import type { Actor } from '../pairs/change.ts';
import type { Survey } from '../reading/reading.ts';
import { keptReading } from './kept-reading.ts';
import type { ImportsParts } from './parts.ts';
import { tellStatus } from './status.ts';
import { storableJson } from './storable.ts';
import { insertPiece, PIECE_BYTES } from './store/files.ts';
import { findSameFile, insertImport, type StoredImport } from './store/imports.ts';
import type { Arrived } from './survey-file.ts';
import { IMPORT_JOB } from './work/jobs.ts';

export interface Accepting extends Arrived {
  readonly survey: Survey;
  readonly actor: Actor;
  /** As the audit trail has it. */
  readonly doneBy: Pick<Act, 'actor' | 'personal'>;
}

/** The import, its file and its job are there together, or nothing is. */
export const accept = async (
  tx: Write,
  parts: Pick<ImportsParts, 'audit' | 'jobs' | 'makeId' | 'metrics' | 'onChanged' | 'outbox'>,
  { file, asked, survey, actor, doneBy }: Accepting,
): Promise<StoredImport> => {
  const { filename, bytes, sha256 } = file;
  const { found, rows } = survey;
  const stored = await insertImport(tx, {
    id: ImportId.parse(parts.makeId()),
    filename,
    bytes,
    sha256,
    rows,
    format: found.format,
    encoding: found.encoding,
    reading: storableJson(keptReading(found)),
    asked: storableJson(asked),
    sameAs: await findSameFile(tx, sha256),
    actor,
  });
  await storeFile(tx, stored.id, file.path);
  await parts.jobs.enqueue(tx, IMPORT_JOB, { import_id: stored.id }, { key: stored.id });
  const object = { kind: 'import', id: stored.id };
  const facts = { rows, bytes, ...(actor.kind === 'feed' ? { feed: actor.id } : {}) };
  await parts.audit.add(tx, { ...doneBy, action: 'import.started', object, facts });
  await tellStatus(tx, parts, stored, null);
  return stored;
};

/** One piece at a time is in memory, and always the same. */
const storeFile = async (tx: Write, id: ImportId, path: string): Promise<void> => {
  const bytes = Buffer.allocUnsafeSlow(PIECE_BYTES);
  const file = await open(path);
  try {
    for (let piece = 0; ; piece += 1) {
      const { bytesRead } = await file.read(bytes);
      if (bytesRead === 0) return;
      await insertPiece(tx, id, piece, bytes.subarray(0, bytesRead));
    }
  } finally {
    await file.close();
  }
};
