import { z } from 'zod';
import { contract } from '../contract.ts';
import { MemberId } from '../identity/people.ts';
import { page, PageQuery } from '../page.ts';
import { DECIDER_ROLES, HINDRANCES } from './decision.ts';
import { DecisionParams } from './decisions.ts';

/** A member with a role that decides, and whether they may decide this. */
export const Decider = z.strictObject({
  id: MemberId,
  name: z.string().nullable().describe('Null when the name is not known any more.'),
  role: z.enum(DECIDER_ROLES),
  hindrance: z
    .enum(HINDRANCES)
    .nullable()
    .describe(
      'Why they may not approve it, whoever has claimed it now: `second_factor_needed` where they have set up none. Null when they may.',
    ),
});
export type Decider = z.infer<typeof Decider>;

export const listDeciders = contract({
  name: 'decisions.list_deciders',
  method: 'GET',
  path: '/api/v1/decisions/{decision_id}/deciders',
  summary: 'Members who may decide this, and those with a role that decides who may not, each with why.',
  permission: 'decisions:decide',
  params: DecisionParams,
  query: PageQuery,
  answers: { 200: page(Decider) },
});
