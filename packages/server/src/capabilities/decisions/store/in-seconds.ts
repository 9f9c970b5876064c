import { sql, type RawBuilder } from 'kysely';

/** So many seconds from now, by the clock of the database; never where there is no time. */
export const inSeconds = (seconds: number | null): RawBuilder<unknown> =>
  sql`holdfast.now() + make_interval(secs => ${seconds}::double precision)`;
