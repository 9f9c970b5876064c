import type { ReactNode } from 'react';
import { RowLink } from '../controls/row-link.tsx';
import { Mark, type MarkLook } from '../look/mark.tsx';

/** How something stands: it needs somebody, it does not, or it is not known. */
type Need = 'some' | 'none' | 'unknown';

const LOOKS: Readonly<Record<Need, MarkLook & { readonly words: string }>> = {
  some: { tone: 'warn', shape: 'triangle', words: 'look' },
  none: { tone: 'ok', shape: 'check', words: 'well' },
  unknown: { tone: 'none', shape: 'question', words: 'not known' },
};

/** Of so many that need somebody; undefined is not known. */
export const needOf = (count: number | undefined): Need => {
  if (count === undefined) return 'unknown';
  return count === 0 ? 'none' : 'some';
};

interface NeedLineProps {
  readonly label: string;
  readonly to: string;
  readonly need: Need;
  /** How it stands, in a few words. */
  readonly children: ReactNode;
}

/** One thing that may need somebody, and the way to it. */
export const NeedLine = ({ label, to, need, children }: NeedLineProps) => {
  const { words, ...look } = LOOKS[need];
  return (
    <li className="relative grid grid-cols-[96px_minmax(0,1fr)] items-baseline gap-x-4 gap-y-0.5 border-t border-line px-4 py-2.5 first:border-t-0 hover:bg-sunken sm:grid-cols-[96px_160px_minmax(0,1fr)]">
      <span>
        <Mark {...look}>{words}</Mark>
      </span>
      <span className="font-semibold">
        <RowLink to={to}>{label}</RowLink>
      </span>
      <span className="min-w-0 text-muted max-sm:col-start-2">{children}</span>
    </li>
  );
};
