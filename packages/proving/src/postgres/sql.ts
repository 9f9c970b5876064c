import pg from 'pg';
import { adminUrl } from './admin.ts';

/** Raw SQL as one role, one connection. */
export interface Sql {
  query<Row extends pg.QueryResultRow = pg.QueryResultRow>(text: string, values?: unknown[]): Promise<Row[]>;
  /** What the database refuses with: its SQLSTATE, or undefined when it does not refuse. */
  refusal(text: string, values?: unknown[]): Promise<string | undefined>;
  close(): Promise<void>;
}

export const openSql = async (url: string): Promise<Sql> => {
  const client = new pg.Client({ connectionString: url, application_name: 'proving' });
  // a server that is killed on purpose must not end the run
  client.on('error', () => undefined);
  await client.connect();
  return {
    query: async <Row extends pg.QueryResultRow>(text: string, values?: unknown[]) =>
      (await client.query<Row>(text, values)).rows,
    async refusal(text, values) {
      try {
        await client.query(text, values);
        return undefined;
      } catch (failure) {
        if (failure instanceof pg.DatabaseError) return failure.code;
        throw failure;
      }
    },
    close: () => client.end(),
  };
};

const ANSWER_CAP_MS = 2_000;

/** Does the server on this port take questions? */
export const answers = async (port: number): Promise<boolean> => {
  const client = new pg.Client({
    connectionString: adminUrl(port, 'postgres'),
    connectionTimeoutMillis: ANSWER_CAP_MS,
  });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('select 1');
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
};
