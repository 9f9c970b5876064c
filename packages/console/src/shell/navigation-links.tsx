import { NAVIGATION } from '../routing/navigation.ts';
import { PageLink } from '../routing/page-link.tsx';
import { paths } from '../routing/paths.ts';
import { useMe } from '../session/use-me.ts';
import { useOffered } from '../session/use-offered.ts';
import { WaitingCount } from './waiting-count.tsx';

export const NavigationLinks = ({ onFollow }: { readonly onFollow?: () => void }) => {
  const isOffered = useOffered();
  const mayReadDecisions = useMe()?.permissions.includes('decisions:read') === true;
  return (
    <ul className="grid gap-0.5">
      {NAVIGATION.filter(isOffered).map(({ label, path }) => (
        <li key={path}>
          <PageLink
            to={path}
            {...(onFollow !== undefined && { onFollow })}
            className="flex justify-between rounded-control px-2 py-1.5 text-muted hover:text-ink aria-[current]:bg-surface aria-[current]:font-semibold aria-[current]:text-ink aria-[current]:shadow-[inset_2px_0_0_var(--accent)]"
          >
            {label}
            {path === paths.decisions() && mayReadDecisions && <WaitingCount />}
          </PageLink>
        </li>
      ))}
    </ul>
  );
};
