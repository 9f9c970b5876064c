/** Something a person can do: the palette lists it, and if it has keys they do it too. */
export interface Command {
  readonly id: string;
  readonly label: string;
  readonly group: CommandGroup;
  /** As in `g h` (one after the other), `?` or `mod+k` (command on a Mac, control elsewhere). */
  readonly keys?: string;
  readonly run: () => void;
}

export const COMMAND_GROUPS = ['This page', 'Go to', 'You', 'Theme', 'Help'] as const;
export type CommandGroup = (typeof COMMAND_GROUPS)[number];
