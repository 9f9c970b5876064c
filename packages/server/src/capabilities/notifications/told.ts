import type { MemberId } from '@holdfast/protocol/identity/people';
import type { WorkspaceId } from '@holdfast/protocol/ids';
import { MOST_NAMED, notificationsTopic } from '@holdfast/protocol/notifications/notifications-topic';
import type { NotificationsParts } from './parts.ts';

/** Tells pages, after the commit, whose notifications are others now. */
export const tellChanged = (
  { live }: Pick<NotificationsParts, 'live'>,
  workspace: WorkspaceId,
  members: readonly string[],
): void => {
  const named = [...new Set(members)];
  // ids of members, as the database has them
  const data = { member_ids: named.length > MOST_NAMED ? null : (named as MemberId[]) };
  void live.publish(workspace, notificationsTopic, { event: 'changed', data });
};
