import type { EventOf } from '@holdfast/protocol/contract';
import type { followImport, ImportJob } from '@holdfast/protocol/knowledge/imports';
import type { ImportId } from '@holdfast/protocol/knowledge/ids';
import { pause } from '../../../platform/clock/pause.ts';
import type { Context } from '../../../platform/http/context.ts';
import { find } from './looking.ts';
import type { ImportsParts } from './parts.ts';

const LOOK_EVERY_MS = 400;

/** What an import is whenever it is other than it was, on whichever node somebody works on it; ends when it has ended. */
export async function* follow(
  parts: ImportsParts,
  { db, signal }: Pick<Context, 'db' | 'signal'>,
  { id, first, seen, leave }: Following,
): AsyncGenerator<EventOf<typeof followImport>, void, void> {
  let [job, last] = [first, seen];
  try {
    for (;;) {
      const mark = markOf(job);
      if (mark !== last) yield { id: mark, event: 'changed', data: job };
      last = mark;
      if (isOver(job) || signal.aborted) return;
      await pause(LOOK_EVERY_MS, signal);
      job = await find(parts, { db }, id);
    }
  } finally {
    leave();
  }
}

interface Following {
  readonly id: ImportId;
  readonly first: ImportJob;
  readonly seen: string | undefined;
  /** Gives back the place that its follower has taken. */
  readonly leave: () => void;
}

const markOf = ({ version, counts, undo }: ImportJob): string =>
  [version, counts.rows, undo === null ? 'none' : undo.removed + undo.restored + undo.kept].join('.');

const isOver = ({ status, undo }: ImportJob): boolean =>
  status === 'undone' || (status !== 'pending' && status !== 'processing' && undo === null);
