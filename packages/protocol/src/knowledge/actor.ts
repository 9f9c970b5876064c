import { z } from 'zod';
import { PrincipalId } from '../ids.ts';

export const ACTOR_KINDS = ['member', 'key', 'feed'] as const;

/** Whoever makes what is known other. */
export const Actor = z.strictObject({
  kind: z.enum(ACTOR_KINDS),
  id: PrincipalId,
  name: z.string().nullable().describe('Null when nobody of this id is known any more.'),
});
export type Actor = z.infer<typeof Actor>;
