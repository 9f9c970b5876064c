import type { PrincipalId } from '@holdfast/protocol/ids';
import type { Channel, NotificationTopic } from '@holdfast/protocol/notifications/topics';
import { sql } from 'kysely';
import type { Read, Write } from '../../../platform/database/transaction.ts';

/** What a member has said of a topic and a channel. */
export interface Said {
  readonly member_id: PrincipalId;
  readonly topic: NotificationTopic;
  readonly channel: Channel;
  readonly wanted: boolean;
}

export const readSaid = (tx: Read, members: readonly PrincipalId[]): Promise<Said[]> =>
  tx.many(sql<Said>`
    select member_id, topic, channel, wanted from notifications.preferences
     where workspace_id = ${tx.workspace} and member_id = any (${[...members]}::uuid[])`);

export const say = async (tx: Write, said: readonly Said[]): Promise<void> => {
  if (said.length === 0) return;
  await tx.run(sql`
    insert into notifications.preferences (workspace_id, member_id, topic, channel, wanted)
    select ${tx.workspace}, s.* from unnest(
      ${said.map((one) => one.member_id)}::uuid[], ${said.map((one) => one.topic)}::text[],
      ${said.map((one) => one.channel)}::text[], ${said.map((one) => one.wanted)}::boolean[]) as s
    on conflict (workspace_id, member_id, topic, channel) do update set wanted = excluded.wanted`);
};
