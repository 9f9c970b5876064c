import { useLayoutEffect, useRef } from 'react';
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
  // outlives a change of what can be done: a page may learn something between the two keys of a sequence
  const typed = useRef({ pending: '', since: 0 });
  useLayoutEffect(() => {
    const press = (event: KeyboardEvent): void => {
      const binding = event.defaultPrevented || event.repeat || event.isComposing ? undefined : bindingOf(event);
      if (binding === undefined) return;
      const { pending, since } = typed.current;
      const bindings = commands.flatMap((command) => command.keys ?? []);
      const pressed = pressKey(bindings, event.timeStamp - since > PENDING_MS ? '' : pending, binding);
      typed.current = { pending: pressed.pending, since: event.timeStamp };
      if (pressed.done === undefined) return;
      event.preventDefault();
      commands.findLast((command) => command.keys === pressed.done)?.run();
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [commands]);
};
