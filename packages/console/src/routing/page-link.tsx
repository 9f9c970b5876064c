import { useRouter, useRouterState } from '@tanstack/react-router';
import type { MouseEvent, ReactNode } from 'react';

export interface PageLinkProps {
  readonly to: string;
  readonly className?: string;
  readonly onFollow?: () => void;
  readonly children: ReactNode;
}

const wantsAnotherTab = (event: MouseEvent): boolean =>
  event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey;

/** A link to a page of the console, to a path that `paths` made. It says when it points to where one is. */
export const PageLink = ({ to, className, onFollow, children }: PageLinkProps) => {
  const router = useRouter();
  const isHere = useRouterState({
    select: ({ location }) => location.pathname === to || location.pathname.startsWith(`${to}/`),
  });
  const follow = (event: MouseEvent): void => {
    if (wantsAnotherTab(event)) return;
    event.preventDefault();
    onFollow?.();
    void router.navigate({ href: to });
  };
  return (
    <a href={to} className={className} onClick={follow} {...(isHere && { 'aria-current': 'page' as const })}>
      {children}
    </a>
  );
};
