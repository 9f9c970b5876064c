import { useLayoutEffect, useRef } from 'react';

/** Where the focus was when a dialog opened, read before anything in the dialog takes it. */
export const useFocusBefore = (isOpen: boolean): (() => HTMLElement | true) => {
  const before = useRef<Element>(null);
  useLayoutEffect(() => {
    if (isOpen) before.current = document.activeElement;
  }, [isOpen]);
  // What is no longer there, because one dialog led to another, is left to the dialog's own memory.
  return () => (before.current instanceof HTMLElement && before.current.isConnected ? before.current : true);
};
