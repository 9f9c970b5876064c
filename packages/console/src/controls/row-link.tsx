import type { ReactNode } from 'react';
import { PageLink } from '../routing/page-link.tsx';

/** Opens what a row is about; a press anywhere on the row follows it. */
export const RowLink = ({ to, children }: { readonly to: string; readonly children: ReactNode }) => (
  <PageLink
    to={to}
    className="text-accent underline-offset-2 after:absolute after:inset-0 after:content-[''] hover:underline"
  >
    {children}
  </PageLink>
);
