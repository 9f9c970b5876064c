import { useEffect, useRef } from 'react';
import type { Command } from './command.ts';
import { KeyCaps } from './key-caps.tsx';

interface CommandOptionProps {
  readonly id: string;
  readonly command: Command;
  readonly isActive: boolean;
  readonly onRun: (command: Command) => void;
}

export const CommandOption = ({ id, command, isActive, onRun }: CommandOptionProps) => {
  const row = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (isActive) row.current?.scrollIntoView({ block: 'nearest' });
  }, [isActive]);
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the palette's field keeps the focus and has the keys
    <div
      id={id}
      ref={row}
      role="option"
      aria-selected={isActive}
      tabIndex={-1}
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => onRun(command)}
      className="flex min-h-9 cursor-pointer items-center justify-between gap-4 rounded-control px-2 hover:bg-sunken aria-selected:bg-accent-soft aria-selected:shadow-[inset_2px_0_0_var(--accent)]"
    >
      {command.label}
      {command.keys !== undefined && <KeyCaps keys={command.keys} />}
    </div>
  );
};
