import { z } from 'zod';

/** Counts the changes of one object; travels as a strong ETag. */
export const Version = z.int().min(1).brand<'Version'>();
export type Version = z.infer<typeof Version>;
