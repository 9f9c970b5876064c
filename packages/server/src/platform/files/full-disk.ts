import { Failure } from '../failure.ts';
import { codeOf } from './system-error.ts';

/** A disk without room, by its name: whoever waits hears what it is, and a job comes back later. */
export const fullDisk = (error: unknown): never => {
  const code = codeOf(error);
  throw code === 'ENOSPC' || code === 'EDQUOT' ? new Failure('storage_full', { cause: error }) : error;
};
