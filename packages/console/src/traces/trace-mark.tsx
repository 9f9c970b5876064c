import type { TraceStatus } from '@holdfast/protocol/traces/trace';
import { Mark, type MarkLook } from '../look/mark.tsx';

const LOOKS: Readonly<Record<TraceStatus, MarkLook & { readonly word: string }>> = {
  ok: { tone: 'ok', shape: 'check', word: 'ok' },
  error: { tone: 'bad', shape: 'cross', word: 'failed' },
  open: { tone: 'info', shape: 'run', word: 'open' },
};

export const statusWord = (status: TraceStatus): string => LOOKS[status].word;

export const TraceMark = ({ status }: { readonly status: TraceStatus }) => {
  const { word, ...look } = LOOKS[status];
  return <Mark {...look}>{word}</Mark>;
};
