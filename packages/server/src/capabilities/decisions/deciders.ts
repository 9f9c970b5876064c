import type { Input } from '@holdfast/protocol/contract';
import type { Decider, listDeciders } from '@holdfast/protocol/decisions/deciders';
import type { DecisionId } from '@holdfast/protocol/decisions/ids';
import { MemberId } from '@holdfast/protocol/identity/people';
import { z } from 'zod';
import { fail } from '../../platform/failure.ts';
import type { Context } from '../../platform/http/context.ts';
import { decodeCursor } from '../../platform/http/cursor.ts';
import { toPage } from '../../platform/http/page.ts';
import type { DecisionsParts } from './parts.ts';
import { hindranceOfDecider } from './rules/hindrance.ts';
import { findDecision } from './store/decisions.ts';
import { stateOf } from './to-decision.ts';
import { untouched, weigh } from './weigh.ts';

const LIST = 'decisions.deciders';
const Place = z.tuple([MemberId]);

/** Among whom a decision may be handed on, by the same judgement as when they decide. */
export const list = (
  { people, namesOf }: Pick<DecisionsParts, 'people' | 'namesOf'>,
  { db }: Context,
  { id, query: { limit, cursor } }: { readonly id: DecisionId; readonly query: Input<typeof listDeciders>['query'] },
) =>
  db.read(async (tx) => {
    const [after] = decodeCursor(LIST, Place, cursor) ?? [];
    const [stored, found] = await Promise.all([findDecision(tx, id), people.deciders(tx, { after, most: limit + 1 })]);
    const decision = stored ?? fail('not_found');
    const [weighed = untouched(decision)] = await weigh(tx, { people }, [decision], found);
    const state = stateOf(weighed);
    const page = toPage(found, { list: LIST, limit, keyOf: (one) => [one.id] });
    const ids = page.items.map((one) => one.id);
    const [names, provable] = await Promise.all([namesOf(tx, ids), people.secondFactors(tx, ids)]);
    return {
      ...page,
      items: page.items.map((member): Decider => ({
        id: MemberId.parse(member.id),
        name: names.get(member.id) ?? null,
        role: member.role,
        hindrance: hindranceOfDecider(state, { ...member, hasSecondFactor: provable.has(member.id) }) ?? null,
      })),
    };
  });
