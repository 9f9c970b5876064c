import type { Read } from '../../../platform/database/transaction.ts';
import { sha256Of } from './sha256-of.ts';
import { listReasons, type EntryOfStep } from './store.ts';

interface Entry {
  readonly id: string;
  readonly object_kind: string | null;
  readonly object_id: string | null;
  readonly facts: Readonly<Record<string, unknown>>;
}

/** Why decisions were acted on, by the ids of entries of the audit trail, which hold no words of people. Words that were altered are no reason. */
export const reasonsOf = async (tx: Read, entries: readonly Entry[]): Promise<ReadonlyMap<string, string>> => {
  const bound = entries.flatMap(boundIn);
  if (bound.length === 0) return new Map();
  const sha256 = new Map(bound.map((entry) => [entry.id, entry.sha256]));
  const found = await listReasons(tx, bound);
  return new Map(
    found.filter(({ id, reason }) => sha256Of(reason) === sha256.get(id)).map(({ id, reason }) => [id, reason]),
  );
};

const boundIn = ({ id, object_kind: kind, object_id: decision, facts }: Entry): EntryOfStep[] => {
  const { step, reason_sha256: sha256 } = facts;
  return kind === 'decision' && decision !== null && typeof step === 'number' && typeof sha256 === 'string'
    ? [{ id, decision, step, sha256 }]
    : [];
};
