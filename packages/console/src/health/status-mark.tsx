import { Mark, type MarkLook } from '../look/mark.tsx';
import type { Status } from './health-watch.ts';

type MarkedStatus = Status | 'unknown';

const LOOKS: Readonly<Record<MarkedStatus, MarkLook>> = {
  ok: { tone: 'ok', shape: 'check' },
  degraded: { tone: 'warn', shape: 'triangle' },
  down: { tone: 'bad', shape: 'cross' },
  starting: { tone: 'info', shape: 'clock' },
  draining: { tone: 'info', shape: 'down' },
  unknown: { tone: 'none', shape: 'question' },
};

interface StatusMarkProps {
  readonly status: MarkedStatus;
  /** It was so when the server last answered, and may be otherwise now. */
  readonly isStale?: boolean;
}

export const StatusMark = ({ status, isStale = false }: StatusMarkProps) => (
  <Mark {...LOOKS[status]} {...(isStale && { tone: 'none' })}>
    {isStale ? `was ${status}` : status}
  </Mark>
);
