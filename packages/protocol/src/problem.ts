import { z } from 'zod';

export const ProblemField = z.object({
  pointer: z.string().describe('Where the value is: /body/title, /query/limit, /params/id, /headers/if-match'),
  code: z.string(),
  detail: z.string(),
});
export type ProblemField = z.infer<typeof ProblemField>;

/** RFC 9457. Members beyond these are named by the error that carries them. */
export const Problem = z.looseObject({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.string(),
  detail: z.string(),
  instance: z.string(),
  trace_id: z.string(),
  errors: z.array(ProblemField).optional(),
});
export type Problem = z.infer<typeof Problem>;
