import type { ReactNode } from 'react';

const TONES = {
  ok: 'bg-ok-soft text-ok',
  warn: 'bg-warn-soft text-warn',
  bad: 'bg-bad-soft text-bad',
  info: 'bg-info-soft text-info',
  none: 'bg-sunken text-muted',
} as const;

const SHAPES = {
  check: <path d="m2.5 6.5 2.5 2.5 4.5-6" />,
  triangle: <path d="M6 1.5 11 10.5H1zM6 5v2.2M6 8.9v.1" />,
  cross: <path d="m2.5 2.5 7 7M9.5 2.5l-7 7" />,
  down: <path d="M6 1.5v8M2.5 6.5 6 10l3.5-3.5" />,
  question: <path d="M4 4.2C4 1.3 8 1.6 8 4.2 8 5.8 6 5.8 6 7.4M6 9.9v.1" />,
  ring: <path d="M6 10a4 4 0 1 0 0-8 4 4 0 0 0 0 8Z" />,
  clock: <path d="M6 11A5 5 0 1 0 6 1a5 5 0 0 0 0 10ZM6 3.5V6l1.8 1.2" />,
  run: <path d="M3.5 2v8L10 6Z" />,
  slash: <path d="M6 11A5 5 0 1 0 6 1a5 5 0 0 0 0 10ZM2.6 9.4l6.8-6.8" />,
  back: <path d="M10 9.5V7a2.5 2.5 0 0 0-2.5-2.5H2M4.5 2 2 4.5 4.5 7" />,
  bolt: <path d="M7 1 2.5 7H6l-1 4 4.5-6H6Z" />,
  dash: <path d="M2.5 6h7" />,
  waves: (
    <path d="M6 6v.1M3.8 8.4a3.3 3.3 0 0 1 0-4.8M8.2 3.6a3.3 3.3 0 0 1 0 4.8M2 10.2a6 6 0 0 1 0-8.4M10 1.8a6 6 0 0 1 0 8.4" />
  ),
} as const satisfies Readonly<Record<string, ReactNode>>;

export interface MarkLook {
  readonly tone: keyof typeof TONES;
  readonly shape: keyof typeof SHAPES;
}

/** A state as shape, word and colour together. */
export const Mark = ({ tone, shape, children }: MarkLook & { readonly children: ReactNode }) => (
  <span
    className={`inline-flex items-center gap-1.5 rounded-full px-2 text-small leading-5 whitespace-nowrap ${TONES[tone]}`}
  >
    <svg
      aria-hidden="true"
      viewBox="0 0 12 12"
      className="size-3 fill-none stroke-current"
      strokeWidth="1.5"
      strokeLinecap="round"
      strokeLinejoin="round"
    >
      {SHAPES[shape]}
    </svg>
    {children}
  </span>
);
