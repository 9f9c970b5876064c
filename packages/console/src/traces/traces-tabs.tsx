import { useRouterState } from '@tanstack/react-router';
import { TRACES } from '../routing/navigation.ts';
import { PageLink } from '../routing/page-link.tsx';
import { paths } from '../routing/paths.ts';

/** The way from one page of Traces to the others. */
export const TracesTabs = () => {
  const pathname = useRouterState({ select: ({ location }) => location.pathname });
  const isHere = (path: string): boolean =>
    path === paths.traces() ? pathname === path : pathname === path || pathname.startsWith(`${path}/`);
  return (
    <nav aria-label="Traces" className="overflow-x-auto border-b border-line bg-surface px-2 md:px-4">
      <ul className="flex w-max">
        {TRACES.map(({ label, path }) => (
          <li key={path}>
            <PageLink
              to={path}
              isHere={isHere(path)}
              className="flex items-center px-2 py-2 text-muted -outline-offset-2 hover:text-ink aria-[current]:font-semibold aria-[current]:text-ink aria-[current]:shadow-[inset_0_-2px_0_var(--accent)]"
            >
              {label}
            </PageLink>
          </li>
        ))}
      </ul>
    </nav>
  );
};
