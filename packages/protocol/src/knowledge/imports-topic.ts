import { z } from 'zod';
import { topic } from '../live/topic.ts';
import { ImportId } from './ids.ts';
import { IMPORT_STATUSES } from './imports.ts';

export const importsTopic = topic({
  name: 'imports',
  means: 'An import of the workspace has another status.',
  permission: 'knowledge:read',
  scope: 'all',
  events: {
    status_changed: z.strictObject({
      import_id: ImportId,
      status: z.enum(IMPORT_STATUSES),
      was: z.enum(IMPORT_STATUSES).nullable().describe('Null when it has just been accepted.'),
    }),
  },
});
