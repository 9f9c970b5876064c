import type { Item, JobHandler } from './handler.ts';
import { sentenceOfIssues } from './payload-issues.ts';
import type { Claimed } from './worker-store.ts';

/** What was stored may have been written by another version of this kind of job. */
export class InvalidPayload extends Error {
  override readonly name = 'InvalidPayload';
}

export const parsePayload = ({ job }: JobHandler, { id, payload }: Claimed): Item<unknown> | InvalidPayload => {
  const parsed = job.payload.safeParse(payload);
  if (parsed.success) return { id, payload: parsed.data };
  return new InvalidPayload(
    `Its payload does not fit what this version takes: ${sentenceOfIssues(parsed.error.issues)}. Write it down anew, or run the version that wrote it.`,
  );
};
