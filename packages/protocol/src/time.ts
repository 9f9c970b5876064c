import { z } from 'zod';

/** RFC 3339 in UTC with microseconds, as the database wrote it: a JavaScript Date would lose the last three digits. */
export const Timestamp = z.iso.datetime({ precision: 6 }).brand<'Timestamp'>();
export type Timestamp = z.infer<typeof Timestamp>;
