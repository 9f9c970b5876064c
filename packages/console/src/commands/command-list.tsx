import { useEffect, useRef } from 'react';
import type { Command } from './command.ts';
import { KeyCaps } from './key-caps.tsx';
import type { CommandsOfGroup } from './match-commands.ts';

interface CommandListProps {
  readonly id: string;
  readonly groups: readonly CommandsOfGroup[];
  readonly active: Command | undefined;
  readonly onRun: (command: Command) => void;
}

/** The choices under the palette's field. The field keeps the focus; `active` is what Enter would run. */
export const CommandList = ({ id, groups, active, onRun }: CommandListProps) => {
  const activeRow = useRef<HTMLDivElement>(null);
  useEffect(() => {
    activeRow.current?.scrollIntoView({ block: 'nearest' });
  }, [active]);
  return (
    <div id={id} role="listbox" aria-label="Pages and actions" className="max-h-[64vh] overflow-auto p-2 empty:hidden">
      {groups.map(({ group, commands }, index) => (
        <div key={group} role="group" aria-labelledby={`${id}-${index}`}>
          <div id={`${id}-${index}`} className="px-2 pt-2 pb-1 text-small text-muted">
            {group}
          </div>
          {commands.map((command) => (
            <div
              key={command.id}
              id={`${id}-${command.id}`}
              ref={command === active ? activeRow : undefined}
              role="option"
              aria-selected={command === active}
              tabIndex={-1}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => onRun(command)}
              className="flex min-h-9 cursor-pointer items-center justify-between gap-4 rounded-control px-2 hover:bg-sunken aria-selected:bg-accent-soft aria-selected:shadow-[inset_2px_0_0_var(--accent)]"
            >
              {command.label}
              {command.keys !== undefined && <KeyCaps keys={command.keys} />}
            </div>
          ))}
        </div>
      ))}
    </div>
  );
};
