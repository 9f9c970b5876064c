import type { ReactNode } from 'react';
import { Snippet } from '../controls/snippet.tsx';
import { StateFrame } from './state-frame.tsx';

interface EmptyStateProps {
  readonly title: string;
  readonly children: ReactNode;
  /** A command that makes it less empty, or that shows the same from a terminal. */
  readonly snippet: { readonly code: string; readonly what: string };
}

export const EmptyState = ({ title, children, snippet }: EmptyStateProps) => (
  <StateFrame title={title}>
    <p className="text-muted">{children}</p>
    <Snippet {...snippet} />
  </StateFrame>
);
