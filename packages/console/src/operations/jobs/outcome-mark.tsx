import { Mark, type MarkLook } from '../../look/mark.tsx';
import type { Try } from './tries.ts';

const LOOKS: Readonly<Record<Try['outcome'], MarkLook & { readonly word: string }>> = {
  running: { tone: 'info', shape: 'run', word: 'running' },
  done: { tone: 'ok', shape: 'check', word: 'done' },
  failed: { tone: 'bad', shape: 'cross', word: 'failed' },
  timed_out: { tone: 'bad', shape: 'clock', word: 'timed out' },
  lost: { tone: 'bad', shape: 'bolt', word: 'worker lost' },
  invalid: { tone: 'bad', shape: 'triangle', word: 'invalid' },
  handed_back: { tone: 'none', shape: 'back', word: 'handed back' },
  cancelled: { tone: 'none', shape: 'slash', word: 'cancelled' },
};

export const OutcomeMark = ({ outcome }: { readonly outcome: Try['outcome'] }) => {
  const { word, ...look } = LOOKS[outcome];
  return <Mark {...look}>{word}</Mark>;
};
