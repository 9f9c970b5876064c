import type { AuditVerdict } from '@holdfast/protocol/audit/audit';
import type { WorkspaceId } from '@holdfast/protocol/ids';
import type { Database, WorkspaceDb } from '../database/database.ts';
import { Failure } from '../failure.ts';
import { hashAfter, rootOf, stateOfPersonal } from './chain.ts';
import { sealEntries } from './store.ts';
import { BEFORE_ALL, readEnd, readLinks, type End, type Link } from './verify-store.ts';

/** A head that somebody kept: it must still be part of the chain. */
export interface Anchor {
  readonly number: number;
  readonly hash: string;
}

type Broken = NonNullable<AuditVerdict['broken']>;

const AT_ONCE = 500;

/** Computes the chain of a workspace anew, a page at a time, and says where it is not as it was written. */
export const verifyChain = async (
  database: Database,
  workspace: WorkspaceId,
  { anchor, signal }: { readonly anchor?: Anchor | undefined; readonly signal?: AbortSignal | undefined } = {},
): Promise<AuditVerdict> => {
  await sealRest(database, workspace, signal);
  const db = database.forWorkspace(workspace, signal);
  const end = await db.read(readEnd);
  const seen = { entries: 0, erased: 0, number: 0, hash: rootOf(workspace) };
  let broken: Broken | undefined;
  // what is added meanwhile is for the next check
  const upTo = Math.max(end.number ?? 0, end.last ?? 0);
  for (let after = BEFORE_ALL; broken === undefined && seen.number < upTo;) {
    const links = await db.read((tx) => readLinks(tx, after, AT_ONCE));
    if (links.length === 0) break;
    for (const link of links) {
      if (seen.number >= upTo) break;
      broken = flawBefore(link, seen.number, end) ?? (await flawOf(db, link, seen.hash, end)) ?? flawAt(link, anchor);
      if (broken !== undefined) break;
      seen.entries += 1;
      seen.erased += stateOfPersonal(link) === 'erased' ? 1 : 0;
      seen.number = link.number;
      seen.hash = link.hash ?? '';
    }
    after = seen.number;
  }
  broken ??= flawOfEnd(end, seen) ?? flawAfter(seen.number, anchor);
  const head = seen.number === 0 ? null : { number: seen.number, hash: seen.hash };
  return { holds: broken === undefined, entries: seen.entries, erased: seen.erased, head, broken: broken ?? null };
};

const sealRest = async (database: Database, workspace: WorkspaceId, signal?: AbortSignal): Promise<void> => {
  try {
    while ((await sealEntries(database.forInstance(signal), workspace, AT_ONCE)) === AT_ONCE);
  } catch (error) {
    // a head that was set back leads to numbers that are taken: what follows says so
    if (!(error instanceof Failure && error.code === 'conflict')) throw error;
  }
};

/** Whether a link stands where the next one must. */
const flawBefore = ({ number, id }: Link, previous: number, end: End): Broken | undefined => {
  const expected = previous + 1;
  if (number > expected) return { number: expected, entry_id: null, why: 'There is no entry with this number.' };
  if (number < expected) return { number: expected, entry_id: id, why: 'There is an entry too many before it.' };
  if (number > (end.number ?? 0))
    return {
      number,
      entry_id: id,
      why: 'It stands behind the head of the chain: the head was set back, or it is forged.',
    };
  return undefined;
};

const flawOf = async (db: WorkspaceDb, link: Link, previous: string, end: End): Promise<Broken | undefined> => {
  const { number, id: entry_id } = link;
  const computed = hashAfter(previous, link);
  if (computed !== link.hash) return { number, entry_id, why: await whichIsWrong(db, link, computed, end) };
  if (stateOfPersonal(link) === 'altered')
    return { number, entry_id, why: 'What is kept of who did it, address and agent, is not what was written.' };
  return undefined;
};

/** What follows was chained to the hash as it was written, so it tells whether the entry or its hash is another now. */
const whichIsWrong = async (db: WorkspaceDb, link: Link, computed: string, end: End): Promise<string> => {
  const [next] = await db.read((tx) => readLinks(tx, link.number, 1));
  const leadsOn = (hash: string): boolean =>
    next === undefined ? hash === end.hash : hashAfter(hash, next) === next.hash;
  if (leadsOn(computed)) return 'Its hash was altered; the entry itself is as it was written.';
  if (link.hash !== null && leadsOn(link.hash)) return 'A field of it was altered: its hash is of something else.';
  return 'It is not the entry that was written here, and what follows was altered too.';
};

const flawAt = ({ number, id, hash }: Link, anchor: Anchor | undefined): Broken | undefined =>
  anchor?.number === number && anchor.hash !== hash
    ? {
        number,
        entry_id: id,
        why: 'The chain was written anew: the head that was kept has another hash for this number.',
      }
    : undefined;

const flawOfEnd = (end: End, { number, hash }: { number: number; hash: string }): Broken | undefined => {
  const said = end.number ?? 0;
  if (said > number)
    return {
      number: number + 1,
      entry_id: null,
      why: `There is no entry with this number, and the head says that there are ${said}.`,
    };
  if (number > 0 && end.hash !== hash)
    return { number, entry_id: null, why: 'The head of the chain has another hash than its last entry.' };
  return undefined;
};

const flawAfter = (number: number, anchor: Anchor | undefined): Broken | undefined =>
  anchor !== undefined && anchor.number > number
    ? {
        number: number + 1,
        entry_id: null,
        why: `The end was cut off: the head that was kept is of number ${anchor.number}.`,
      }
    : undefined;
