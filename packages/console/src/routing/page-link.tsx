import { useRouter, useRouterState } from '@tanstack/react-router';
import type { MouseEvent, ReactNode } from 'react';

export interface PageLinkProps {
  readonly to: string;
  readonly className?: string;
  readonly onFollow?: () => void;
  /** For a link that is one choice of several on a page; otherwise the address decides. */
  readonly isHere?: boolean;
  readonly children: ReactNode;
}

const wantsAnotherTab = (event: MouseEvent): boolean =>
  event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey;

const currentOf = (isHere: boolean | undefined, isAtAddress: boolean) => {
  if (isHere ?? isAtAddress) return { 'aria-current': isHere === undefined ? ('page' as const) : ('true' as const) };
  return {};
};

/** A link to a page of the console, to a path that `paths` made. It says when it points to where one is. */
export const PageLink = ({ to, className, onFollow, isHere, children }: PageLinkProps) => {
  const router = useRouter();
  const isAtAddress = useRouterState({
    select: ({ location }) => location.pathname === to || location.pathname.startsWith(`${to}/`),
  });
  const follow = (event: MouseEvent): void => {
    if (wantsAnotherTab(event)) return;
    event.preventDefault();
    onFollow?.();
    // One choice of several changes what is in front of the person, who wants to stay there.
    void router.navigate({ href: to, resetScroll: isHere === undefined });
  };
  return (
    <a href={to} className={className} onClick={follow} {...currentOf(isHere, isAtAddress)}>
      {children}
    </a>
  );
};
