import { useRouterState } from '@tanstack/react-router';
import type { Destination } from '../routing/navigation.ts';
import { PageLink } from '../routing/page-link.tsx';
import { useOffered } from '../session/use-offered.ts';

interface PageTabsProps {
  readonly label: string;
  readonly pages: readonly Pick<Destination, 'label' | 'path' | 'needs'>[];
}

/** The way from one page of an area to the others. The first is the area's own address, and what lies below none of the others. One that is not for whoever is here is there only while they are on it. */
export const PageTabs = ({ label, pages }: PageTabsProps) => {
  const pathname = useRouterState({ select: ({ location }) => location.pathname });
  const isOffered = useOffered();
  const isAt = (path: string): boolean => pathname === path || pathname.startsWith(`${path}/`);
  const here = pages.slice(1).find(({ path }) => isAt(path)) ?? pages[0];
  return (
    <nav aria-label={label} className="overflow-x-auto border-b border-line bg-surface px-2 md:px-4">
      <ul className="flex w-max">
        {pages
          .filter((page) => page === here || isOffered(page))
          .map(({ label: name, path }) => (
            <li key={path}>
              <PageLink
                to={path}
                isHere={path === here?.path}
                className="flex items-center px-2 py-2 text-muted -outline-offset-2 hover:text-ink aria-[current]:font-semibold aria-[current]:text-ink aria-[current]:shadow-[inset_0_-2px_0_var(--accent)]"
              >
                {name}
              </PageLink>
            </li>
          ))}
      </ul>
    </nav>
  );
};
