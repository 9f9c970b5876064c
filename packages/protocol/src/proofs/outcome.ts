import { z } from 'zod';

const Held = z.strictObject({ kind: z.literal('held') });

const FellShort = z.strictObject({
  kind: z.literal('fell-short'),
  sentence: z.string().describe('What should have been true.'),
  claimed: z.string().optional(),
  measured: z.string().optional(),
  facts: z.record(z.string(), z.unknown()),
});

const Errored = z.strictObject({
  kind: z.literal('errored'),
  reason: z.string(),
  stack: z.string().optional(),
});

const NotRun = z.strictObject({ kind: z.literal('not-run'), reason: z.string() });

/** What became of one promise. What was not run, or could not be judged, is not proven. */
export const Outcome = z.discriminatedUnion('kind', [Held, FellShort, Errored, NotRun]);
export type Outcome = z.infer<typeof Outcome>;
