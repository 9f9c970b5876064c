import { useLayoutEffect } from 'react';
import type { Command } from './command.ts';
import { pressKey } from './key-sequence.ts';
import { singleKeys } from './single-keys.ts';

/** A `g` that nothing followed is forgotten after this time. */
const PENDING_MS = 1_500;

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof Element &&
  target.closest('input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable]') !== null;

/** A dialog has the keys to itself. */
const isInDialog = (): boolean => document.querySelector('[role=dialog]') !== null;

const bindingOf = (event: KeyboardEvent): string | undefined => {
  if (event.metaKey || event.ctrlKey) return `mod+${event.key.toLowerCase()}`;
  if (event.altKey || singleKeys.current() === 'off' || isTyping(event.target) || isInDialog()) return undefined;
  return event.key;
};

export const useCommandKeys = (commands: readonly Command[]): void => {
  useLayoutEffect(() => {
    let pending = '';
    let pendingSince = 0;
    const press = (event: KeyboardEvent): void => {
      const binding = event.defaultPrevented || event.repeat || event.isComposing ? undefined : bindingOf(event);
      if (binding === undefined) return;
      if (event.timeStamp - pendingSince > PENDING_MS) pending = '';
      const bindings = commands.flatMap((command) => command.keys ?? []);
      const pressed = pressKey(bindings, pending, binding);
      pending = pressed.pending;
      pendingSince = event.timeStamp;
      if (pressed.done === undefined) return;
      event.preventDefault();
      commands.findLast((command) => command.keys === pressed.done)?.run();
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [commands]);
};
