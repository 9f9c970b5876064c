import { useRouter } from '@tanstack/react-router';
import { useMemo } from 'react';
import type { Command } from '../commands/command.ts';
import {
  BESIDE,
  DECISIONS,
  type Destination,
  KNOWLEDGE,
  NAVIGATION,
  OPERATIONS,
  SETTINGS,
  TRACES,
} from '../routing/navigation.ts';
import { serverPaths } from '../routing/paths.ts';
import { useSession } from '../session/session-context.ts';
import { isOffered } from '../session/use-offered.ts';
import { useSignOut } from '../session/use-sign-out.ts';
import { theme, THEME_LABELS } from '../theme/theme.ts';

export type Overlay = 'none' | 'palette' | 'keys';

type Pages = readonly Pick<Destination, 'label' | 'path' | 'needs'>[];

/** The pages below those of the navigation. The first of some is the area's own. */
const AREAS: readonly (readonly [area: string, pages: Pages])[] = [
  ['You', BESIDE],
  ['Knowledge', KNOWLEDGE.slice(1)],
  ['Decisions', DECISIONS.slice(1)],
  ['Traces', TRACES.slice(1)],
  ['Operations', OPERATIONS],
  ['Settings', SETTINGS.flatMap(({ pages }) => pages)],
];

/** What can be done on every page. `show` must keep its identity. */
export const useShellCommands = (show: (overlay: Overlay) => void): readonly Command[] => {
  const router = useRouter();
  const session = useSession();
  const { run: signOut } = useSignOut();
  return useMemo(
    () => [
      ...NAVIGATION.filter((page) => isOffered(session, page)).map(({ label, path, key }): Command => ({
        id: `go-${key}`,
        label,
        group: 'Go to',
        keys: `g ${key}`,
        run: () => void router.navigate({ href: path }),
      })),
      ...AREAS.flatMap(([area, pages]) =>
        pages
          .filter((page) => isOffered(session, page))
          .map(({ label, path }): Command => ({
            id: `go-${path}`,
            label: `${area}: ${label}`,
            group: 'Go to',
            run: () => void router.navigate({ href: path }),
          })),
      ),
      ...(session.state === 'in'
        ? [{ id: 'sign-out', label: 'Sign out', group: 'You', run: signOut } satisfies Command]
        : []),
      ...theme.choices.map((choice): Command => ({
        id: `theme-${choice}`,
        label: THEME_LABELS[choice],
        group: 'Theme',
        run: () => theme.choose(choice),
      })),
      { id: 'palette', label: 'Find a page or an action', group: 'Help', keys: 'mod+k', run: () => show('palette') },
      { id: 'keys', label: 'Keys', group: 'Help', keys: '?', run: () => show('keys') },
      { id: 'docs', label: 'Documentation', group: 'Help', run: () => location.assign(serverPaths.docs()) },
      { id: 'openapi', label: 'OpenAPI', group: 'Help', run: () => location.assign(serverPaths.openApi()) },
    ],
    [router, session, signOut, show],
  );
};
