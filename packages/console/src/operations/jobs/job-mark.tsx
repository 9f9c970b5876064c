import type { JobState } from '@holdfast/protocol/work/job';
import { Mark, type MarkLook } from '../../look/mark.tsx';

const LOOKS: Readonly<Record<JobState, MarkLook>> = {
  waiting: { tone: 'none', shape: 'ring' },
  delayed: { tone: 'warn', shape: 'clock' },
  running: { tone: 'info', shape: 'run' },
  done: { tone: 'ok', shape: 'check' },
  dead: { tone: 'bad', shape: 'cross' },
  cancelled: { tone: 'none', shape: 'slash' },
};

export const JobMark = ({ state }: { readonly state: JobState }) => <Mark {...LOOKS[state]}>{state}</Mark>;
