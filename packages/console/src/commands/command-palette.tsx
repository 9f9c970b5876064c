import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { Modal } from '../controls/modal.tsx';
import type { Command } from './command.ts';
import { CommandList } from './command-list.tsx';
import { matchCommands } from './match-commands.ts';

interface CommandPaletteProps {
  readonly commands: readonly Command[];
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

const STEPS: Readonly<Record<string, (at: number, count: number) => number>> = {
  ArrowDown: (at, count) => (at + 1) % count,
  ArrowUp: (at, count) => (at - 1 + count) % count,
  Home: () => 0,
  End: (_, count) => count - 1,
};

const Finder = ({ commands, onClose }: Omit<CommandPaletteProps, 'isOpen'>) => {
  const [typed, setTyped] = useState('');
  const [at, setAt] = useState(0);
  const listId = useId();
  const field = useRef<HTMLInputElement>(null);
  // The dialog gives the focus a frame later, and the first letters of who types fast would be lost.
  useEffect(() => field.current?.focus(), []);
  const groups = matchCommands(commands, typed);
  const found = groups.flatMap((group) => group.commands);
  const active = found[at];

  const run = (command: Command): void => {
    onClose();
    command.run();
  };

  const press = (event: KeyboardEvent): void => {
    const step = STEPS[event.key];
    if (step !== undefined && found.length > 0) setAt(step(at, found.length));
    else if (event.key === 'Enter' && active !== undefined && !event.nativeEvent.isComposing) run(active);
    else return;
    event.preventDefault();
  };

  return (
    <>
      <input
        ref={field}
        role="combobox"
        aria-label="Find a page or an action"
        aria-expanded="true"
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={active === undefined ? undefined : `${listId}-${active.id}`}
        autoComplete="off"
        spellCheck={false}
        placeholder="Find a page or an action"
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value);
          setAt(0);
        }}
        onKeyDown={press}
        className="w-full border-b border-line bg-transparent px-4 py-3 outline-none placeholder:text-faint"
      />
      <CommandList id={listId} groups={groups} active={active} onRun={run} />
      <p role="status" className={found.length === 0 ? 'px-4 py-6 text-center text-muted' : 'sr-only'}>
        {found.length === 0 ? `Nothing is called “${typed}”. Try fewer letters.` : `${found.length} found`}
      </p>
    </>
  );
};

export const CommandPalette = ({ commands, isOpen, onClose }: CommandPaletteProps) => (
  <Modal title="Command palette" isTitleHidden isOpen={isOpen} onClose={onClose}>
    <Finder commands={commands} onClose={onClose} />
  </Modal>
);
