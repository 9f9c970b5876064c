import { Client } from 'pg';

const CONNECT_WITHIN_MS = 10_000;

/** A connection for a few statements of the supervisor's own. */
export async function withConnection<Result>(url: string, use: (client: Client) => Promise<Result>): Promise<Result> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: CONNECT_WITHIN_MS });
  // what breaks an idle connection is told by the next statement; without a listener it would end the process
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await use(client);
  } finally {
    await client.end().catch(() => undefined);
  }
}
