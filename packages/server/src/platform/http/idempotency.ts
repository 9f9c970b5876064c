import type { Contract } from '@holdfast/protocol/contract';
import { createHash } from 'node:crypto';
import type { WorkspaceDb } from '../database/database.ts';
import type { Read, Write } from '../database/transaction.ts';
import { fail } from '../failure.ts';
import type { MakeId } from '../ids/uuid7.ts';
import type { Answer } from './answer.ts';
import { claimKey, findAnswer, keepAnswer, type Call } from './idempotency-store.ts';
import type { Parsed } from './parse.ts';
import type { ReceivedFile } from './uploads/received-file.ts';

const LONGEST_KEY = 255;
const PRINTABLE = /^[\u0021-\u007e]+$/;

/** The key of a request whose contract knows repetition; undefined when it carries none and need not. */
export const readIdempotencyKey = (contract: Contract, header: string | string[] | undefined): string | undefined => {
  if (contract.idempotency === undefined) return undefined;
  if (header === undefined) return contract.idempotency === 'required' ? fail('idempotency_key_missing') : undefined;
  const key = String(header).replace(/^"(.*)"$/, '$1');
  if (key.length > LONGEST_KEY || !PRINTABLE.test(key)) {
    fail('malformed', {
      detail: `Idempotency-Key must be 1 to ${LONGEST_KEY} printable ASCII characters without blanks.`,
    });
  }
  return key;
};

/** What makes two requests the same: everything that was parsed from them, and the file that came with them. */
export const fingerprintOf = ({ params, query, body, version }: Parsed, file?: SentFile): Buffer =>
  createHash('sha256')
    .update(JSON.stringify([params, query, body, version, ...(file === undefined ? [] : [file.filename, file.sha256])]))
    .digest();

type SentFile = Pick<ReceivedFile, 'filename' | 'sha256'>;

/**
 * Runs a handler at most once for its key. Effect and answer are committed together, so that no crash between them can make
 * a repetition do it again. The handler's own reads and writes join this transaction.
 */
export const once = async (
  db: WorkspaceDb,
  makeId: MakeId,
  call: Call,
  handle: (joined: WorkspaceDb) => Promise<Answer>,
): Promise<Answer> => {
  const attempt = (isolation?: 'serializable'): Promise<Answer> =>
    db.write(async (tx) => {
      if (!(await claimKey(tx, call))) fail('idempotency_key_in_progress');
      const kept = await replay(tx, call);
      if (kept !== undefined) return kept;
      const answer = await handle(joining(tx, isolation));
      await tx.lastly(() => keepAnswer(tx, makeId(), call, answer));
      return answer;
    }, isolation && { isolation });

  try {
    return await attempt();
  } catch (error) {
    // the handler alone knows what it needs, and tells by asking for it
    if (!(error instanceof NeedsSerializable)) throw error;
    return attempt('serializable');
  }
};

/** What was answered to this call before, for those who would do much before they find out. */
export const keptAnswer = (db: WorkspaceDb, call: Call): Promise<Answer | undefined> =>
  db.read((tx) => replay(tx, call));

const replay = async (tx: Read, call: Call): Promise<Answer | undefined> => {
  const kept = await findAnswer(tx, call);
  if (kept === undefined) return undefined;
  if (!kept.fingerprint.equals(call.fingerprint)) fail('idempotency_key_reused');
  return { status: kept.status, body: kept.body, headers: { ...kept.headers, 'idempotency-replayed': 'true' } };
};

class NeedsSerializable extends Error {
  override readonly name = 'NeedsSerializable';
}

/** What the handler writes is undone when it fails, also where the handler goes on: as it would be without a key. */
const joining = (tx: Write, isolation: 'serializable' | undefined): WorkspaceDb => ({
  workspace: tx.workspace,
  read: (fn) => fn(tx),
  write: async (fn, options) => {
    if (options?.isolation !== undefined && options.isolation !== isolation) throw new NeedsSerializable();
    return tx.savepoint(() => fn(tx));
  },
});
