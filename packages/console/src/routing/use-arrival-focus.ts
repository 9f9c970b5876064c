import { useRouter } from '@tanstack/react-router';
import { useEffect } from 'react';

/** On a list that stays while one goes from one of its things to the next. */
export const KEEPS_FOCUS = 'data-keeps-focus';

export const PAGE_TITLE_ID = 'page-title';

/**
 * After a change of page the focus goes to its title: a screen reader says where one is, and Tab goes on from there. A form
 * that has taken it already keeps it, so does a list that shows beside it what one chooses of it, and what only led here was no page.
 */
export const useArrivalFocus = (): void => {
  const router = useRouter();
  useEffect(() => {
    let wasPage = false;
    return router.subscribe('onRendered', ({ fromLocation, pathChanged }) => {
      const title = document.getElementById(PAGE_TITLE_ID);
      const isArrival = wasPage && fromLocation !== undefined && pathChanged;
      wasPage = title !== null;
      const { activeElement: focused } = document;
      const keepsIt = focused instanceof HTMLInputElement || focused?.matches(`[${KEEPS_FOCUS}] *`) === true;
      if (isArrival && !keepsIt) title?.focus();
    });
  }, [router]);
};
