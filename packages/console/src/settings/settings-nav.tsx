import { useRouterState } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { type DestinationGroup, SETTINGS } from '../routing/navigation.ts';
import { PageLink } from '../routing/page-link.tsx';
import { useOffered } from '../session/use-offered.ts';

const Group = ({ title, pages }: DestinationGroup) => (
  <li className="flex lg:grid lg:gap-0.5">
    <span className="self-center pr-1 pl-3 text-small whitespace-nowrap text-muted lg:px-2 lg:pb-1">{title}</span>
    <ul aria-label={title} className="flex lg:grid lg:gap-0.5">
      {pages.map(({ label, path }) => (
        <li key={path}>
          <PageLink
            to={path}
            className="block px-2 py-2 whitespace-nowrap text-muted -outline-offset-2 hover:text-ink aria-[current]:font-semibold aria-[current]:text-ink aria-[current]:shadow-[inset_0_-2px_0_var(--accent)] lg:rounded-control lg:py-1 lg:aria-[current]:bg-surface lg:aria-[current]:shadow-[inset_2px_0_0_var(--accent)]"
          >
            {label}
          </PageLink>
        </li>
      ))}
    </ul>
  </li>
);

/** Where it is a strip that scrolls, what is here is in sight. */
const useHereInSight = () => {
  const path = useRouterState({ select: ({ location }) => location.pathname });
  const strip = useRef<HTMLElement>(null);
  const seen = useRef('');
  useEffect(() => {
    const here = strip.current?.querySelector<HTMLElement>('[aria-current=page]') ?? null;
    if (seen.current === path || strip.current === null || here === null) return;
    seen.current = path;
    const [outer, inner] = [strip.current.getBoundingClientRect(), here.getBoundingClientRect()];
    strip.current.scrollLeft += inner.left + inner.width / 2 - outer.left - outer.width / 2;
  });
  return strip;
};

/** The way from one page of Settings to the others that are this person's to see. */
export const SettingsNav = () => {
  const isOffered = useOffered();
  const strip = useHereInSight();
  const groups = SETTINGS.map(({ title, pages }) => ({ title, pages: pages.filter(isOffered) }));
  return (
    <nav
      ref={strip}
      aria-label="Settings"
      className="overflow-x-auto border-b border-line bg-surface lg:border-r lg:border-b-0 lg:bg-bg lg:p-3 print:hidden"
    >
      <ul className="flex w-max lg:sticky lg:top-3 lg:grid lg:w-auto lg:gap-4">
        {groups
          .filter(({ pages }) => pages.length > 0)
          .map((group) => (
            <Group key={group.title} {...group} />
          ))}
      </ul>
    </nav>
  );
};
