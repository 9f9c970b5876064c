import { COMMAND_GROUPS, type Command, type CommandGroup } from './command.ts';

export interface CommandsOfGroup {
  readonly group: CommandGroup;
  readonly commands: readonly Command[];
}

/** The commands that have every word that was typed, by group. */
export const matchCommands = (commands: readonly Command[], typed: string): readonly CommandsOfGroup[] => {
  const words = typed.toLowerCase().split(/\s+/u);
  const matches = commands.filter((command) => {
    const text = `${command.group} ${command.label}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
  return COMMAND_GROUPS.map((group) => ({
    group,
    commands: matches.filter((command) => command.group === group),
  })).filter(({ commands: found }) => found.length > 0);
};
