import type { ReactNode } from 'react';
import { PageLink } from '../routing/page-link.tsx';

export const DoorLink = ({ to, children }: { readonly to: string; readonly children: ReactNode }) => (
  <PageLink to={to} isHere={false} className="rounded-control text-accent underline underline-offset-2">
    {children}
  </PageLink>
);
