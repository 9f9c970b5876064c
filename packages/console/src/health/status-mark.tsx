import type { ReactNode } from 'react';
import type { Status } from './health-watch.ts';

type MarkedStatus = Status | 'unknown';

const SHAPES: Readonly<Record<MarkedStatus, ReactNode>> = {
  ok: <path d="m2.5 6.5 2.5 2.5 4.5-6" />,
  degraded: <path d="M6 1.5 11 10.5H1zM6 5v2.2M6 8.9v.1" />,
  down: <path d="m2.5 2.5 7 7M9.5 2.5l-7 7" />,
  draining: <path d="M6 1.5v8M2.5 6.5 6 10l3.5-3.5" />,
  unknown: <path d="M4 4.2C4 1.3 8 1.6 8 4.2 8 5.8 6 5.8 6 7.4M6 9.9v.1" />,
};

const TONES: Readonly<Record<MarkedStatus, string>> = {
  ok: 'bg-ok-soft text-ok',
  degraded: 'bg-warn-soft text-warn',
  down: 'bg-bad-soft text-bad',
  draining: 'bg-info-soft text-info',
  unknown: 'bg-sunken text-muted',
};

interface StatusMarkProps {
  readonly status: MarkedStatus;
  /** It was so when the server last answered, and may be otherwise now. */
  readonly isStale?: boolean;
}

/** A status as shape, word and colour together. */
export const StatusMark = ({ status, isStale = false }: StatusMarkProps) => (
  <span
    className={`inline-flex items-center gap-1.5 rounded-full px-2 text-small leading-5 whitespace-nowrap ${isStale ? 'bg-sunken text-muted' : TONES[status]}`}
  >
    <svg
      aria-hidden="true"
      viewBox="0 0 12 12"
      className="size-3 fill-none stroke-current"
      strokeWidth="1.5"
      strokeLinecap="round"
      strokeLinejoin="round"
    >
      {SHAPES[status]}
    </svg>
    {isStale ? `was ${status}` : status}
  </span>
);
