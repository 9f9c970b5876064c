import { z } from 'zod';
import { topic } from '../live/topic.ts';
import { Timestamp } from '../time.ts';

/** Told about once a second, however many spans came. */
export const tracesTopic = topic({
  name: 'traces',
  means: 'Spans of the workspace became visible to queries.',
  permission: 'traces:read',
  scope: 'all',
  events: { changed: z.strictObject({ visible: Timestamp }) },
});
