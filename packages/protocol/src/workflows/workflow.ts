import { z } from 'zod';
import { Timestamp } from '../time.ts';

/** The sender's own name for it. It is one segment of a path and reads the same in every log, so it has the letters of a URL. */
export const WorkflowId = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._~:@-]{0,199}$/)
  .brand<'WorkflowId'>()
  .describe('The sender\u2019s own: 1 to 200 of A-Z a-z 0-9 . _ ~ : @ -, a letter or digit first.');
export type WorkflowId = z.infer<typeof WorkflowId>;

export const WorkflowParams = z.strictObject({ workflow_id: WorkflowId });

/** What patches a workflow, by a name that stays the same while its sequence goes on. Printable ASCII, so that everybody sorts it alike. */
export const NodeName = z
  .string()
  .regex(/^[\u0021-\u007e]{1,100}$/)
  .describe('1 to 100 printable ASCII characters without blanks.');

export const Sequence = z.int().min(0);

/** Sorts as a time of the database does, and the database can read it. */
const hasYear = (text: string): boolean => text >= '1970-01-02' && text < '9999-12-30';
const hasMicroseconds = (text: string): boolean => !/\.\d{7}/.test(text);

/** A moment as a sender writes it: RFC 3339 with any offset and no more digits than are kept. */
export const Moment = z.iso
  .datetime({ offset: true })
  .refine(hasYear, { error: 'must be from 1970-01-02 to 9999-12-29' })
  .refine(hasMicroseconds, { error: 'must have six digits of a second at most: microseconds are kept' });

/** The place of a patch in the order of all: by time, then node, then sequence. */
export const PatchPlace = z.strictObject({ time: Timestamp, node: z.string(), sequence: z.int() });
export type PatchPlace = z.infer<typeof PatchPlace>;

export const Workflow = z.strictObject({
  workflow_id: WorkflowId,
  patches: z.int().describe('How many are kept one by one.'),
  folded: z.int().describe('How many were older than patches are kept, and are in the state only.'),
  differing: z.int().describe('How often a patch was sent again and was not what it had been. The first one counts.'),
  nodes: z.int(),
  first_time: Timestamp.describe('Of the first patch that is kept.'),
  last_time: Timestamp.describe('Of the last.'),
  updated_at: Timestamp.describe('When the last patch was received.'),
  kept_from: Timestamp.nullable().describe('Patches from before are not kept one by one any more.'),
});
export type Workflow = z.infer<typeof Workflow>;

export const WorkflowNode = z.strictObject({
  node: z.string(),
  patches: z.int().describe('How many came from it.'),
  last_sequence: z.int(),
  last_time: Timestamp,
});
export type WorkflowNode = z.infer<typeof WorkflowNode>;
