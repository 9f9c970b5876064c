import {
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type Compilable,
  type CompiledQuery,
  type RawBuilder,
  type SelectQueryBuilder,
} from 'kysely';
import type { Tables } from './tables.generated.ts';

/** A statement that gives rows of this shape, written with `query` or with the `sql` template. */
export type Statement<Row> = Compilable<Row> | RawBuilder<Row>;

/** A statement that only reads. The database refuses a `sql` template that writes. */
// oxlint-disable-next-line no-explicit-any -- which tables a query reads does not matter here
export type ReadStatement<Row> = SelectQueryBuilder<any, any, Row> | RawBuilder<Row>;

/** Writes statements and runs none: only a transaction does. */
const writerOf = <Schema>(): Kysely<Schema> =>
  new Kysely<Schema>({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createDriver: () => new DummyDriver(),
      createIntrospector: (db) => new PostgresIntrospector(db),
      createQueryCompiler: () => new PostgresQueryCompiler(),
    },
  });

export const query = writerOf<Tables>();

export const compile = <Row>(statement: Statement<Row>): CompiledQuery<Row> =>
  'isRawBuilder' in statement ? statement.compile(query) : statement.compile();
