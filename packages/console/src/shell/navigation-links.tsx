import { NAVIGATION } from '../routing/navigation.ts';
import { PageLink } from '../routing/page-link.tsx';

export const NavigationLinks = ({ onFollow }: { readonly onFollow?: () => void }) => (
  <ul className="grid gap-0.5">
    {NAVIGATION.map(({ label, path }) => (
      <li key={path}>
        <PageLink
          to={path}
          {...(onFollow !== undefined && { onFollow })}
          className="block rounded-control px-2 py-1.5 text-muted hover:text-ink aria-[current]:bg-surface aria-[current]:font-semibold aria-[current]:text-ink aria-[current]:shadow-[inset_2px_0_0_var(--accent)]"
        >
          {label}
        </PageLink>
      </li>
    ))}
  </ul>
);
