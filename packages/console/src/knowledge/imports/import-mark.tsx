import type { ImportJob } from '@holdfast/protocol/knowledge/imports';
import { Mark, type MarkLook } from '../../look/mark.tsx';

const LOOKS: Readonly<Record<ImportJob['status'], MarkLook & { readonly word: string }>> = {
  pending: { tone: 'none', shape: 'clock', word: 'pending' },
  processing: { tone: 'info', shape: 'run', word: 'processing' },
  completed: { tone: 'ok', shape: 'check', word: 'completed' },
  completed_with_errors: { tone: 'warn', shape: 'triangle', word: 'completed with errors' },
  cancelled: { tone: 'none', shape: 'slash', word: 'cancelled' },
  failed: { tone: 'bad', shape: 'cross', word: 'failed' },
  undone: { tone: 'none', shape: 'back', word: 'undone' },
};

export const statusWord = (status: ImportJob['status']): string => LOOKS[status].word;

export const ImportMark = ({ status }: { readonly status: ImportJob['status'] }) => {
  const { word, ...look } = LOOKS[status];
  return <Mark {...look}>{word}</Mark>;
};

/** Whether rows are still worked on, or will be. */
export const isUnderWay = ({ status }: Pick<ImportJob, 'status'>): boolean =>
  status === 'pending' || status === 'processing';

/** Somebody has asked for it, and not all of it is taken back yet. */
export const isBeingUndone = ({ status, undo }: Pick<ImportJob, 'status' | 'undo'>): boolean =>
  undo !== null && status !== 'undone';
