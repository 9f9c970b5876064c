import type { Input } from '@holdfast/protocol/contract';
import {
  OPEN_STATUSES,
  type DeciderRole,
  type Decision,
  type DecisionSummary,
} from '@holdfast/protocol/decisions/decision';
import type { listDecisionRevisions, listDecisions, listDecisionSteps } from '@holdfast/protocol/decisions/decisions';
import { DecisionId } from '@holdfast/protocol/decisions/ids';
import type { JsonObject } from '@holdfast/protocol/json';
import { z } from 'zod';
import type { Read } from '../../platform/database/transaction.ts';
import { fail } from '../../platform/failure.ts';
import type { Context } from '../../platform/http/context.ts';
import { decodeCursor } from '../../platform/http/cursor.ts';
import { toPage } from '../../platform/http/page.ts';
import { asOfNow } from './acts/as-expired.ts';
import type { DecisionsParts } from './parts.ts';
import { differencesOf } from './rules/differences.ts';
import { isAtLeast } from './rules/state.ts';
import { urgencyOf } from './rules/urgency.ts';
import { findDecision, findState, type StoredListed } from './store/decisions.ts';
import * as history from './store/history.ts';
import { findHolders, listOver, listWaiting, type Wanted } from './store/list.ts';
import { toDecision, toListed } from './to-decision.ts';
import { actorOf, idsOf, toSummary } from './to-summary.ts';
import { readViewer } from './viewer.ts';
import { weigh, weighOne, type Weighed } from './weigh.ts';

const WAITING = 'decisions.waiting';
const OVER = 'decisions.over';
const STEPS_LIST = 'decisions.steps';
const REVISIONS_LIST = 'decisions.revisions';
const WaitingPlace = z.tuple([z.int().min(0).max(3), DecisionId]);
const OverPlace = z.tuple([DecisionId]);
const NumberPlace = z.tuple([z.int().min(1).max(2_147_483_647)]);

const NO_DIFFERENCES = { differences: [], hasMore: false };

type Query = Input<typeof listDecisions>['query'];

export const list = (parts: DecisionsParts, ctx: Context, query: Query) =>
  ctx.db.read(async (tx) => {
    const wanted = { ...wantedOf(ctx, query), claimed: await claimedIn(tx, parts, ctx, query) };
    const page = await (isWaiting(query) ? pageOfWaiting(tx, wanted, query) : pageOfOver(tx, wanted, query));
    const weighed = await weigh(tx, parts, page.items);
    const [names, viewer, hasSecondFactor] = await Promise.all([
      parts.namesOf(tx, weighed.flatMap(idsOf)),
      readViewer(tx, parts, ctx),
      canProve(tx, parts, ctx, weighed),
    ]);
    return { ...page, items: weighed.map((one) => toListed(one, names, { ...viewer, hasSecondFactor })) };
  });

/** Asked only where it matters. */
const canProve = async (
  tx: Read,
  { people }: DecisionsParts,
  { principal: { id } }: Context,
  all: readonly Weighed[],
): Promise<boolean> => all.some((one) => one.second_factor) && (await people.secondFactors(tx, [id])).has(id);

/** What waits, where nothing is named that is over. */
const statusOf = ({ status, execution }: Query): Wanted['status'] =>
  status ?? (execution === undefined ? 'pending' : undefined);

const isWaiting = (query: Query): boolean => OPEN_STATUSES.some((open) => open === statusOf(query));

const pageOfWaiting = async (tx: Read, wanted: Wanted, query: Query) => {
  const after = decodeCursor(WAITING, WaitingPlace, query.cursor);
  const found = await listWaiting(tx, wanted, after);
  const keyOf = ({ urgency, id }: StoredListed) => [urgency, id] as const;
  return toPage(found, { list: WAITING, limit: query.limit, keyOf });
};

const pageOfOver = async (tx: Read, wanted: Wanted, query: Query) => {
  const [after] = decodeCursor(OVER, OverPlace, query.cursor) ?? [];
  const found = await listOver(tx, wanted, after);
  return toPage(found, { list: OVER, limit: query.limit, keyOf: ({ id }) => [id] });
};

const wantedOf = ({ principal }: Context, query: Query): Omit<Wanted, 'claimed'> => ({
  status: statusOf(query),
  execution: query.execution,
  asker: query.asked_by && principal.id,
  kind: query.kind,
  urgency: query.priority && urgencyOf(query.priority),
  requiredRole: query.required_role,
  traceId: query.trace_id,
  limit: query.limit,
});

/** With whose claims stand: of those who may not decide any more there is none. */
const claimedIn = async (
  tx: Read,
  { people }: DecisionsParts,
  { principal }: Context,
  { claimed: by }: Query,
): Promise<Wanted['claimed']> => {
  if (by === undefined) return undefined;
  const holders = await findHolders(tx);
  const members = holders.length === 0 ? [] : await people.members(tx, holders);
  const of = (role: DeciderRole) => members.filter((one) => isAtLeast(one.role, role)).map(({ id }) => id);
  return { by, me: principal.id, holders: { analyst: of('analyst'), admin: of('admin') } };
};

export const find = (
  parts: DecisionsParts,
  ctx: Pick<Context, 'db' | 'principal'>,
  id: DecisionId,
): Promise<Decision> =>
  ctx.db.read(async (tx) => {
    const [stored, viewer] = await Promise.all([findDecision(tx, id), readViewer(tx, parts, ctx)]);
    return toDecision(tx, parts, asOfNow(stored ?? fail('not_found')), viewer);
  });

/** Reads none of what it holds. */
const ensureThere = async (tx: Read, id: DecisionId): Promise<void> => {
  if ((await findState(tx, id)) === undefined) fail('not_found');
};

export const refuseUnknown = ({ db }: Pick<Context, 'db'>, id: DecisionId): Promise<void> =>
  db.read((tx) => ensureThere(tx, id));

/** As lists show it. */
export const summarise = (
  parts: DecisionsParts,
  { db }: Pick<Context, 'db'>,
  id: DecisionId,
): Promise<DecisionSummary> =>
  db.read(async (tx) => {
    const stored = (await findDecision(tx, id)) ?? fail('not_found');
    const weighed = await weighOne(tx, parts, stored);
    return toSummary(weighed, await parts.namesOf(tx, idsOf(weighed)));
  });

export const listSteps = (
  parts: DecisionsParts,
  ctx: Context,
  id: DecisionId,
  { limit, cursor }: Input<typeof listDecisionSteps>['query'],
) =>
  ctx.db.read(async (tx) => {
    const [after] = decodeCursor(STEPS_LIST, NumberPlace, cursor) ?? [];
    await ensureThere(tx, id);
    const found = await history.listSteps(tx, id, { after, limit });
    const page = toPage(found, { list: STEPS_LIST, limit, keyOf: ({ number }) => [number] });
    const names = await parts.namesOf(
      tx,
      page.items.flatMap(({ actor_id, to_id }) => [actor_id, to_id]).filter((of) => of !== null),
    );
    return {
      ...page,
      items: page.items.map(({ actor_kind, actor_id, to_id, ...step }) => ({
        ...step,
        by: actorOf({ kind: actor_kind, id: actor_id }, names),
        to: to_id === null ? null : actorOf({ kind: 'member', id: to_id }, names),
      })),
    };
  });

export const listRevisions = (
  parts: DecisionsParts,
  ctx: Context,
  id: DecisionId,
  { limit, cursor }: Input<typeof listDecisionRevisions>['query'],
) =>
  ctx.db.read(async (tx) => {
    const [after] = decodeCursor(REVISIONS_LIST, NumberPlace, cursor) ?? [];
    await ensureThere(tx, id);
    const found = await history.listRevisions(tx, id, { after, limit });
    const page = toPage(found, { list: REVISIONS_LIST, limit, keyOf: ({ revision }) => [revision] });
    const names = await parts.namesOf(
      tx,
      page.items.map(({ actor_id }) => actor_id),
    );
    return {
      ...page,
      items: page.items.map(({ actor_kind, actor_id, arguments: text, arguments_sha256, was, ...revision }) => {
        const is = JSON.parse(text) as JsonObject;
        const { differences, hasMore } = was === null ? NO_DIFFERENCES : differencesOf(JSON.parse(was), is);
        return {
          ...revision,
          arguments: is,
          arguments_sha256: arguments_sha256.toString('hex'),
          by: actorOf({ kind: actor_kind, id: actor_id }, names),
          differences,
          more_differences: hasMore,
        };
      }),
    };
  });
