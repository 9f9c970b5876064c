import { useId, useLayoutEffect, useRef } from 'react';
import { PAGE_TITLE_ID } from '../routing/use-arrival-focus.ts';

/** Names a dialog, so that it can be told from others that are open. */
const DIALOG = 'data-dialog';

/** Where the focus shall be after a dialog, when that depends on what came of it. What had it before is given where it is there. */
export type FocusAfter = (before: HTMLElement | undefined) => HTMLElement | null | undefined;

interface FocusReturn {
  /** For the dialog itself. */
  readonly named: Readonly<Record<typeof DIALOG, string>>;
  readonly goBack: () => HTMLElement | false;
}

const isThere = (element: Element | undefined): element is HTMLElement =>
  element instanceof HTMLElement && element.isConnected && element !== document.body;

/** Somebody has it already who is in no dialog, as the words that tell what came of it. */
const isTaken = (): boolean => {
  const focused = document.activeElement ?? undefined;
  return isThere(focused) && focused.closest(`[${DIALOG}]`) === null;
};

const isOtherOpen = (id: string): boolean =>
  [...document.querySelectorAll(`[${DIALOG}][data-open]`)].some((dialog) => dialog.getAttribute(DIALOG) !== id);

/**
 * The focus goes back to where it was when a dialog opened, read before anything in the dialog takes it, or to the title of
 * the page: never to nowhere. When one dialog leads to another it is for the other, and what has taken it meanwhile keeps it.
 */
export const useFocusBefore = (isOpen: boolean, after?: FocusAfter): FocusReturn => {
  const id = useId();
  const before = useRef<readonly Element[]>([]);
  useLayoutEffect(() => {
    const focused = document.activeElement;
    if (!isOpen || focused === null) return;
    // what is in a dialog may go with it: whoever comes back from that one goes where they came from at first
    const earlier = focused.closest(`[${DIALOG}]`) === null ? [] : before.current;
    before.current = [focused, ...earlier];
  }, [isOpen]);
  return {
    named: { [DIALOG]: id },
    goBack: () => {
      if (isOtherOpen(id) || isTaken()) return false;
      const last = before.current.find(isThere);
      return after?.(last) ?? last ?? document.getElementById(PAGE_TITLE_ID) ?? false;
    },
  };
};
