import type { AuditAction } from '@holdfast/protocol/audit/actions';
import type { AuditVerdict, listAudit, verifyAudit } from '@holdfast/protocol/audit/audit';
import type { Input } from '@holdfast/protocol/contract';
import type { WorkspaceId } from '@holdfast/protocol/ids';
import { Timestamp } from '@holdfast/protocol/time';
import { z } from 'zod';
import type { Act, Fact } from '../../platform/audit/act.ts';
import type { Audit } from '../../platform/audit/audit.ts';
import { noteOnceAnHour } from '../../platform/audit/once-an-hour.ts';
import { verifyChain, type Anchor } from '../../platform/audit/verify.ts';
import type { Database } from '../../platform/database/database.ts';
import { refuseField } from '../../platform/failure.ts';
import { decodeCursor } from '../../platform/http/cursor.ts';
import { toPage } from '../../platform/http/page.ts';
import { withWords, type NamesOf, type ReasonsOf } from './names.ts';
import { listEntries } from './store.ts';

export interface TrailParts {
  readonly database: Database;
  readonly audit: Audit;
  readonly namesOf: NamesOf;
  readonly reasonsOf: ReasonsOf;
}

/** Whose trail is looked at, and by whom. */
export interface Look {
  readonly signal: AbortSignal;
  readonly workspace: WorkspaceId;
  readonly done: Pick<Act, 'actor' | 'personal'>;
}

const LIST = 'audit.entries';
const Place = z.tuple([Timestamp, z.uuid()]);

export const listTrail = async (
  { database, audit, ...words }: TrailParts,
  look: Look,
  { limit, cursor, ...filter }: Input<typeof listAudit>['query'],
) => {
  const after = decodeCursor(LIST, Place, cursor);
  const db = database.forWorkspace(look.workspace, look.signal);
  await noteOnceAnHour(db, audit, actOf(look, 'audit.read'));
  return db.read(async (tx) => {
    const rows = await listEntries(tx, { ...filter, limit, after });
    const { items, next_cursor } = toPage(rows, { list: LIST, limit, keyOf: ({ at, id }) => [at, id] });
    return { items: await withWords(tx, items, words), next_cursor };
  });
};

export const verifyTrail = async (
  { database, audit }: TrailParts,
  look: Look,
  query: Input<typeof verifyAudit>['query'],
): Promise<AuditVerdict> => {
  const { signal } = look;
  const verdict = await verifyChain(database, look.workspace, { anchor: anchorOf(query), signal });
  const db = database.forWorkspace(look.workspace, signal);
  const facts = { holds: verdict.holds, entries: verdict.entries };
  if (verdict.holds) await noteOnceAnHour(db, audit, actOf(look, 'audit.verified', facts));
  else await db.write((tx) => audit.add(tx, actOf(look, 'audit.verified', facts)));
  return verdict;
};

const actOf = ({ done }: Look, action: AuditAction, facts: Readonly<Record<string, Fact>> = {}): Act => ({
  ...done,
  action,
  facts,
});

const anchorOf = ({ number, hash }: Input<typeof verifyAudit>['query']): Anchor | undefined => {
  if (number !== undefined && hash !== undefined) return { number, hash };
  if (number === undefined && hash === undefined) return undefined;
  const [missing, given] = number === undefined ? ['number', 'hash'] : ['hash', 'number'];
  return refuseField(`/query/${missing}`, 'required', `is needed beside ${given}`);
};
