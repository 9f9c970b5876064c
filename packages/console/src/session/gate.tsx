import { useRouterState } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { GoTo } from '../routing/go-to.tsx';
import { isDoor, paths } from '../routing/paths.ts';
import { LoadingState } from '../states/loading-state.tsx';
import { CodeNeeded } from './code-needed.tsx';
import { useSession } from './session-context.ts';

/** Shown to everybody: whoever stands before a broken server must be able to see what is the matter. */
const OPEN: ReadonlySet<string> = new Set([paths.health()]);

/** About one's own account: there the second factor is set up that everything else waits for. */
const OWN: ReadonlySet<string> = new Set([paths.profile(), paths.signIns(), paths.secondFactor()]);

/** Lets in whom it knows; sends others to the door, and back afterwards. */
export const Gate = ({ children }: { readonly children: ReactNode }) => {
  const session = useSession();
  const { pathname, href, shown } = useRouterState({
    select: ({ location, matches }) => ({
      pathname: location.pathname,
      href: location.href,
      shown: matches.at(-1)?.pathname ?? location.pathname,
    }),
    structuralSharing: true,
  });
  if (OPEN.has(shown)) return children;
  // on the way to the door the address is there already
  if (session.state === 'asking' || isDoor(pathname)) return <LoadingState />;
  if (session.state === 'out') {
    return (
      <GoTo path={session.setup.done ? paths.signIn(pathname === paths.home() ? undefined : href) : paths.setUp()} />
    );
  }
  const lacks = session.state === 'in' ? session.me.lacks : null;
  if (lacks === 'second_factor_code') return <CodeNeeded />;
  // the page that is left is still here while its successor is loaded, and home would lead elsewhere
  if (lacks === 'second_factor' && !OWN.has(shown)) return <GoTo path={paths.secondFactor(href)} />;
  return children;
};
