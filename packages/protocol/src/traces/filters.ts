import { z } from 'zod';
import { text } from '../text.ts';
import { TraceStatus } from './trace.ts';

const Name = text(200, 1);
const Instant = z.iso.datetime({ offset: true });
const Least = z.number().min(0).optional();

/** Which traces are meant. Every filter narrows. */
export const TraceFilters = z.strictObject({
  from: Instant.optional().describe('Traces that began then or later.'),
  to: Instant.optional().describe('Traces that began before it.'),
  status: TraceStatus.optional(),
  name: Name.optional().describe('The name of the trace, letter by letter. Parts of it are found by `q`.'),
  service: Name.optional().describe('One of its spans is of this service.'),
  model: Name.optional().describe('One of its spans asked this model.'),
  session: Name.optional().describe('The name of its session, letter by letter.'),
  user: Name.optional().describe('The name of its user, letter by letter.'),
  agent: Name.optional().describe('The name of its agent, letter by letter.'),
  tag: Name.optional().describe('One of its tags.'),
  min_duration_ms: Least.describe('Took so long or longer. One of which nothing has ended is left out.'),
  max_duration_ms: Least.describe('Took so long or shorter. One of which nothing has ended is left out.'),
  min_cost_usd: Least.describe('Cost so much or more. One whose cost nobody knows is left out.'),
  max_cost_usd: Least.describe('Cost so much or less. One whose cost nobody knows is left out.'),
  min_tokens: z.int().min(0).optional().describe('Used so many tokens or more, all kinds of them together.'),
  q: text(200, 1).optional().describe('Stands somewhere in its name, input, output, session or user, in any case.'),
  attribute: text(500, 3)
    .regex(/^[^=]+=/, { error: 'must be a name, = and a value: http.route=/orders' })
    .optional()
    .describe('One of its spans, or where it comes from, has this attribute with this value: `http.route=/orders`.'),
});
export type TraceFilters = z.infer<typeof TraceFilters>;
