import type { Input } from '@holdfast/protocol/contract';
import type { PrincipalId } from '@holdfast/protocol/ids';
import type {
  changeNotificationPreferences,
  NotificationPreferences,
} from '@holdfast/protocol/notifications/preferences';
import { CHANNELS, TOPIC_NAMES, type Channel, type NotificationTopic } from '@holdfast/protocol/notifications/topics';
import type { Read } from '../../../platform/database/transaction.ts';
import { fail } from '../../../platform/failure.ts';
import type { Context } from '../../../platform/http/context.ts';
import type { NotificationsParts } from '../parts.ts';
import { readSaid, say } from './store.ts';
import { wantsOf } from './wants.ts';

type Parts = Pick<NotificationsParts, 'mail'>;

export const find = (parts: Parts, { db, principal }: Context): Promise<NotificationPreferences> =>
  db.read((tx) => shown(parts, tx, memberOf(principal)));

export const change = (
  parts: Parts,
  { db, principal }: Context,
  { topics }: Input<typeof changeNotificationPreferences>['body'],
): Promise<NotificationPreferences> =>
  db.write(async (tx) => {
    const member = memberOf(principal);
    const said = TOPIC_NAMES.flatMap((topic) =>
      CHANNELS.flatMap((channel) => {
        const wanted = topics[topic]?.[channel];
        return wanted === undefined ? [] : [{ member_id: member, topic, channel, wanted }];
      }),
    );
    await say(tx, said);
    return shown(parts, tx, member);
  });

const memberOf = ({ kind, id }: Context['principal']): PrincipalId =>
  kind === 'member' ? id : fail('conflict', { detail: 'An API key is told of nothing, so it wants nothing.' });

const shown = async ({ mail }: Parts, tx: Read, member: PrincipalId): Promise<NotificationPreferences> => {
  const wants = wantsOf(await readSaid(tx, [member]));
  const ofTopic = (topic: NotificationTopic) => each(CHANNELS, (channel: Channel) => wants(member, topic, channel));
  return { topics: each(TOPIC_NAMES, ofTopic), sends_mail: mail.isConfigured };
};

const each = <Name extends string, Value>(names: readonly Name[], of: (name: Name) => Value): Record<Name, Value> =>
  // each of the names is there
  Object.fromEntries(names.map((name) => [name, of(name)])) as Record<Name, Value>;
