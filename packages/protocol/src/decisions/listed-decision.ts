import { z } from 'zod';
import { DecisionSummary, HINDRANCES } from './decision.ts';

/** A decision as whoever looks at a list sees it. */
export const ListedDecision = DecisionSummary.extend({
  your_hindrance: z
    .enum(HINDRANCES)
    .nullable()
    .describe('Why whoever reads this may not approve it, whoever has claimed it now. Null where they may.'),
});
export type ListedDecision = z.infer<typeof ListedDecision>;
