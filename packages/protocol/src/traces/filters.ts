import { z } from 'zod';
import { text } from '../text.ts';
import { TraceStatus } from './trace.ts';

const Name = text(200, 1);
const Instant = z.iso.datetime({ offset: true });

/** Which traces are meant. Every filter narrows. */
export const TraceFilters = z.strictObject({
  from: Instant.optional().describe('Begun then or later.'),
  to: Instant.optional().describe('Begun before it.'),
  status: TraceStatus.optional(),
  name: Name.optional(),
  service: Name.optional().describe('One of its spans is of this service.'),
  model: Name.optional().describe('One of its spans asked this model.'),
  session: Name.optional(),
  user: Name.optional(),
  agent: Name.optional(),
  tag: Name.optional(),
  min_duration_ms: z.number().min(0).optional(),
  max_duration_ms: z.number().min(0).optional(),
  min_cost_usd: z.number().min(0).optional(),
  max_cost_usd: z.number().min(0).optional(),
  min_tokens: z.int().min(0).optional(),
  q: text(200, 1).optional().describe('Stands somewhere in its name, input, output, session or user, in any case.'),
  attribute: text(500, 3)
    .regex(/^[^=]+=/, { error: 'must be a name, = and a value: http.route=/orders' })
    .optional()
    .describe('One of its spans, or where it comes from, has this attribute with this value: `http.route=/orders`.'),
});
export type TraceFilters = z.infer<typeof TraceFilters>;
