import { LockIcon } from '../look/icons.tsx';
import { OPERATIONS } from '../routing/navigation.ts';
import { PageLink } from '../routing/page-link.tsx';
import { useForbiddenTabs } from './forbidden-tabs.ts';

/** The way from one page of Operations to the others. One that may not be seen says so, and can be tried again. */
export const OperationsTabs = () => {
  const forbidden = useForbiddenTabs();
  return (
    <nav aria-label="Operations" className="overflow-x-auto border-b border-line bg-surface px-2 md:px-4">
      <ul className="flex w-max">
        {OPERATIONS.map(({ label, path }) => (
          <li key={path}>
            <PageLink
              to={path}
              className="flex items-center gap-1 px-2 py-2 text-muted -outline-offset-2 hover:text-ink aria-[current]:font-semibold aria-[current]:text-ink aria-[current]:shadow-[inset_0_-2px_0_var(--accent)]"
            >
              {label}
              {forbidden.includes(path) && (
                <>
                  <LockIcon />
                  <span className="sr-only"> (locked for you)</span>
                </>
              )}
            </PageLink>
          </li>
        ))}
      </ul>
    </nav>
  );
};
