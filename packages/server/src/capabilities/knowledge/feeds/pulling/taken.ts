import type { StoredFeed } from '../store/feeds.ts';

/** An import that failed or was stopped does not have all of the file: it is asked for anew, without a condition. */
const CAME_TO_NOTHING: ReadonlySet<string> = new Set(['failed', 'cancelled']);

/** The file that came last is taken. One that somebody has undone was, and does not come back until it is another. */
export const isTaken = ({ taken_status: status }: Pick<StoredFeed, 'taken_status'>): boolean =>
  status !== null && !CAME_TO_NOTHING.has(status);
