import { cancelImport, type ImportJob, undoImport } from '@holdfast/protocol/knowledge/imports';
import { type Deed, deed } from '../../deeds/deed.ts';
import { counted } from '../../text/count.ts';
import { isBeingUndone, isUnderWay, statusWord } from './import-mark.tsx';

/** What can be done with an import, what each does, and why not. */
interface Verdict {
  readonly sentence: string;
  readonly impossible: string | undefined;
}

export const cancelling = (job: ImportJob): Deed =>
  deed({
    act: 'Stop it',
    ask: (holdfast) => holdfast.bodyOf(cancelImport, { params: { import_id: job.id } }),
    done: () => 'The import is stopped. What it stored stays, and can be undone.',
    question: {
      title: `Stop importing ${job.filename}?`,
      keep: 'Let it go on',
      sentence: 'It ends within one batch. What it stored until then stays, and can be undone. It cannot go on later.',
    },
  });

/** How far an undo is, or what came of it. */
export const undoWords = ({ removed, restored, kept }: NonNullable<ImportJob['undo']>): string =>
  [
    `${counted(removed, 'pair')} removed`,
    `${counted(restored, 'pair')} as before`,
    ...(kept > 0 ? [`${counted(kept, 'pair')} kept, changed by somebody since`] : []),
  ].join(', ');

const undoneWords = (job: ImportJob): string =>
  job.undo === null || isBeingUndone(job)
    ? 'The import is being undone.'
    : `The import is undone: ${undoWords(job.undo)}.`;

export const undoing = (job: ImportJob): Deed =>
  deed({
    act: 'Undo it',
    ask: (holdfast) => holdfast.bodyOf(undoImport, { params: { import_id: job.id } }),
    done: undoneWords,
    question: {
      title: `Undo the import of ${job.filename}?`,
      keep: 'Keep what it did',
      sentence: `The ${counted(job.counts.added, 'pair')} it added ${job.counts.added === 1 ? 'is' : 'are'} removed, and the ${counted(job.counts.changed, 'pair')} it changed ${job.counts.changed === 1 ? 'gets its' : 'get their'} earlier text back. Pairs that somebody has changed since stay as they are. To have it again, the file must be imported again.`,
    },
  });

const isDone = (job: ImportJob): boolean => job.counts.added + job.counts.changed > 0;

export const undoVerdict = (job: ImportJob, mayWrite: boolean): Verdict => {
  const sentence = 'Takes back what it added and changed, all at once.';
  if (!mayWrite) return { sentence, impossible: 'This needs the permission knowledge:write.' };
  if (job.status === 'undone') return { sentence, impossible: 'It is undone already.' };
  if (isBeingUndone(job))
    return { sentence: 'It is being undone. Ask again if it stands still.', impossible: undefined };
  if (isUnderWay(job)) return { sentence, impossible: 'It is still under way. Stop it first, or wait.' };
  if (!isDone(job)) return { sentence, impossible: 'It changed nothing, so there is nothing to take back.' };
  return { sentence, impossible: undefined };
};

export const cancelVerdict = (job: ImportJob, mayWrite: boolean): Verdict => {
  const sentence = 'It ends within one batch; what it stored stays.';
  if (!mayWrite) return { sentence, impossible: 'This needs the permission knowledge:write.' };
  if (!isUnderWay(job)) return { sentence, impossible: `It is ${statusWord(job.status)}: nothing runs any more.` };
  return { sentence, impossible: undefined };
};
