import type { DecisionStatus, Verdict } from '@holdfast/protocol/decisions/decision';
import type { DecisionId } from '@holdfast/protocol/decisions/ids';
import type { PrincipalId } from '@holdfast/protocol/ids';
import type { Timestamp } from '@holdfast/protocol/time';
import type { Version } from '@holdfast/protocol/version';
import { sql } from 'kysely';
import type { Read } from '../../../platform/database/transaction.ts';

/** How it stands with something that was asked for, for its asker. */
export interface Asked {
  readonly id: DecisionId;
  readonly title: string;
  readonly status: DecisionStatus;
  readonly verdict: Verdict | null;
  readonly reason: string | null;
  readonly deadline_at: Timestamp;
  readonly created_at: Timestamp;
  readonly version: Version;
  readonly changed_at: Timestamp;
  /** Of the step by which it was returned last, what is missing. */
  readonly returned_in: number | null;
  readonly missing: string | null;
}

const ASKED = sql`
  d.id, d.title, d.status, d.verdict, d.reason, d.deadline_at, d.created_at, d.version,
  (select max(s.at) from decisions.steps s where s.workspace_id = d.workspace_id and s.decision_id = d.id) as changed_at,
  r.number as returned_in, r.reason as missing
  from decisions.decisions d left join lateral (
    select s.number, s.reason from decisions.steps s
     where s.workspace_id = d.workspace_id and s.decision_id = d.id and s.step = 'returned'
     order by s.number desc limit 1) as r on true`;

/** Undefined for what others have asked for. */
export const findAsked = (tx: Read, id: DecisionId, asker: PrincipalId): Promise<Asked | undefined> =>
  tx.maybe(sql<Asked>`
    select ${ASKED} where d.workspace_id = ${tx.workspace} and d.id = ${id} and d.asker_id = ${asker}`);

/** What still waits, the most urgent first. */
export const listAsked = (tx: Read, asker: PrincipalId, most: number): Promise<Asked[]> =>
  tx.many(sql<Asked>`
    select ${ASKED} where d.workspace_id = ${tx.workspace} and d.asker_id = ${asker} and d.status in ('pending', 'returned')
     order by d.urgency desc, d.id limit ${most}`);
