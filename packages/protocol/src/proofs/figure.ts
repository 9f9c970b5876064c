import { z } from 'zod';

const Bar = z.strictObject({
  id: z.string(),
  figure: z.string(),
  others: z.string().describe('What comparable systems do, in words, as it was found.'),
  ours: z.number(),
  better: z.enum(['lower', 'higher']),
  unit: z.string(),
});

const Baseline = z.strictObject({
  runs: z.int().describe('Of how many earlier runs on this machine.'),
  median: z.number(),
  noise: z.number().describe('How far from the median a figure is still as usual.'),
  moved: z.enum(['better', 'worse', 'changed']).nullable().describe('Null while it is within the noise.'),
});

/** A measured value, against its bar and against what this machine measured before. */
export const Figure = z.strictObject({
  name: z.string(),
  value: z.number(),
  unit: z.string(),
  bar: Bar.optional(),
  kept: z.boolean().optional().describe('Whether it keeps its bar; absent without one.'),
  baseline: Baseline.optional(),
});
export type Figure = z.infer<typeof Figure>;
