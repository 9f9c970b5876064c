import type { ReactNode } from 'react';
import { PageLink } from '../routing/page-link.tsx';

const LOOKS = {
  primary: 'border-accent bg-accent font-semibold text-on-accent',
  plain: 'border-line-strong bg-surface text-ink hover:bg-sunken',
} as const;

interface LinkButtonProps {
  readonly to: string;
  readonly look?: keyof typeof LOOKS;
  readonly children: ReactNode;
}

/** The way to the page where something is made, in the place of a button. */
export const LinkButton = ({ to, look = 'primary', children }: LinkButtonProps) => (
  <PageLink
    to={to}
    isHere={false}
    className={`inline-flex min-h-8 items-center rounded-control border px-3 whitespace-nowrap ${LOOKS[look]}`}
  >
    {children}
  </PageLink>
);
