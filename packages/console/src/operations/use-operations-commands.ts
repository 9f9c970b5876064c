import { useRouter } from '@tanstack/react-router';
import { useMemo } from 'react';
import type { Command } from '../commands/command.ts';
import { useOffer } from '../commands/command-store.ts';
import { OPERATIONS } from '../routing/navigation.ts';

/** On a page of Operations its number opens each of the others. */
export const useOperationsCommands = (): void => {
  const router = useRouter();
  const commands = useMemo(
    () =>
      OPERATIONS.map(({ label, path, key }): Command => ({
        id: `operations-${key}`,
        label: `Show ${label.toLowerCase()}`,
        group: 'This page',
        keys: key,
        run: () => void router.navigate({ href: path }),
      })),
    [router],
  );
  useOffer(commands);
};
