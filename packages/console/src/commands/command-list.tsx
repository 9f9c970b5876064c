import type { Command } from './command.ts';
import { CommandOption } from './command-option.tsx';
import type { CommandsOfGroup } from './match-commands.ts';

interface CommandListProps {
  readonly id: string;
  readonly groups: readonly CommandsOfGroup[];
  readonly active: Command | undefined;
  readonly onRun: (command: Command) => void;
}

/** The choices under the palette's field. `active` is what Enter would run. */
export const CommandList = ({ id, groups, active, onRun }: CommandListProps) => (
  <div id={id} role="listbox" aria-label="Pages and actions" className="max-h-[64vh] overflow-auto p-2 empty:hidden">
    {groups.map(({ group, commands }, index) => (
      <div key={group} role="group" aria-labelledby={`${id}-${index}`}>
        <div id={`${id}-${index}`} className="px-2 pt-2 pb-1 text-small text-muted">
          {group}
        </div>
        {commands.map((command) => (
          <CommandOption
            key={command.id}
            id={`${id}-${command.id}`}
            command={command}
            isActive={command === active}
            onRun={onRun}
          />
        ))}
      </div>
    ))}
  </div>
);
