import { useRouter } from '@tanstack/react-router';
import { useEffect } from 'react';

export const PAGE_TITLE_ID = 'page-title';

/** After a change of page the focus goes to its title: a screen reader says where one is, and Tab goes on from there. */
export const useArrivalFocus = (): void => {
  const router = useRouter();
  useEffect(
    () =>
      router.subscribe('onRendered', ({ fromLocation, pathChanged }) => {
        if (fromLocation !== undefined && pathChanged) document.getElementById(PAGE_TITLE_ID)?.focus();
      }),
    [router],
  );
};
