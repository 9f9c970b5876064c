import { z } from 'zod';
import { MemberId } from '../identity/people.ts';
import { topic } from '../live/topic.ts';

/** More are not named. */
export const MOST_NAMED = 100;

export const notificationsTopic = topic({
  name: 'notifications',
  means: 'Members of the workspace were told of something, or have read it.',
  permission: 'notifications:read',
  scope: 'all',
  events: {
    changed: z.strictObject({
      member_ids: z
        .array(MemberId)
        .max(MOST_NAMED)
        .nullable()
        .describe('Whose notifications are others now. Null when they are too many to name: look whether yours are.'),
    }),
  },
});
