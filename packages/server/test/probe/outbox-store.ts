import { sql } from 'kysely';
import type { Read, Write } from '../../src/platform/database/transaction.ts';
import type { WebhookTargets } from '../../src/platform/outbox/webhooks/targets.ts';

/** How often it happened after these. */
export const countHappened = async (tx: Write, name: string, times: number): Promise<number> =>
  (
    await tx.one(sql<{ happened: number }>`
      insert into probe.things as thing (workspace_id, name, happened) values (${tx.workspace}, ${name}, ${times})
      on conflict (workspace_id, name) do update set happened = thing.happened + excluded.happened
      returning happened`)
  ).happened;

export const readHappened = async (tx: Read, name: string): Promise<number> =>
  (
    await tx.maybe(
      sql<{
        happened: number;
      }>`select happened from probe.things where workspace_id = ${tx.workspace} and name = ${name}`,
    )
  )?.happened ?? 0;

export interface NewWebhook {
  readonly id: string;
  readonly url: string;
  readonly secret: string;
  readonly types: readonly string[];
}

export const addWebhook = async (tx: Write, { id, url, secret, types }: NewWebhook): Promise<void> => {
  await tx.run(sql`
    insert into probe.webhooks (workspace_id, id, url, secret, types)
    values (${tx.workspace}, ${id}, ${url}, ${secret}, ${types}::text[])`);
};

export const probeWebhooks: WebhookTargets = {
  async of(tx, type) {
    const rows = await tx.many(sql<{ id: string; url: string; secret: string }>`
      select id, url, secret from probe.webhooks where workspace_id = ${tx.workspace} and ${type} = any (types) order by id`);
    return rows.map(({ id, url, secret }) => ({ id, url, secrets: [secret] }));
  },
};
