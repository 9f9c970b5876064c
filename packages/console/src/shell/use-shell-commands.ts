import { useRouter } from '@tanstack/react-router';
import { useMemo } from 'react';
import type { Command } from '../commands/command.ts';
import { NAVIGATION, OPERATIONS } from '../routing/navigation.ts';
import { serverPaths } from '../routing/paths.ts';
import { theme, THEME_LABELS } from '../theme/theme.ts';

export type Overlay = 'none' | 'palette' | 'keys';

/** What can be done on every page. `show` must keep its identity. */
export const useShellCommands = (show: (overlay: Overlay) => void): readonly Command[] => {
  const router = useRouter();
  return useMemo(
    () => [
      ...NAVIGATION.map(({ label, path, key }): Command => ({
        id: `go-${key}`,
        label,
        group: 'Go to',
        keys: `g ${key}`,
        run: () => void router.navigate({ href: path }),
      })),
      ...OPERATIONS.map(({ label, path }): Command => ({
        id: `go-${path}`,
        label: `Operations: ${label}`,
        group: 'Go to',
        run: () => void router.navigate({ href: path }),
      })),
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
    [router, show],
  );
};
