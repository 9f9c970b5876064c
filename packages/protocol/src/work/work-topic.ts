import { z } from 'zod';
import { topic } from '../live/topic.ts';
import { QueueName } from './job.ts';

/** Told about once a second for a queue, however many of its jobs moved. */
export const workTopic = topic({
  name: 'work',
  means: 'Jobs of the workspace moved: they were taken, ended in whatever way, sent again or taken back.',
  permission: 'work:read',
  scope: 'all',
  events: { changed: z.strictObject({ queue: QueueName.describe('Where they are.') }) },
});
