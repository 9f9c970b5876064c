import { expect, it } from 'vitest';
import type { Command } from './command.ts';
import { matchCommands } from './match-commands.ts';

const command = (group: Command['group'], label: string): Command => ({
  id: label,
  label,
  group,
  run: () => undefined,
});
const commands = [
  command('Help', 'Keys'),
  command('Go to', 'Health'),
  command('Theme', 'Dark'),
  command('Go to', 'Decisions'),
];

const found = (typed: string): readonly string[] =>
  matchCommands(commands, typed).map(
    ({ group, commands: of }) => `${group}: ${of.map(({ label }) => label).join(', ')}`,
  );

it('gives all by group when nothing is typed', () => {
  expect(found('')).toEqual(['Go to: Health, Decisions', 'Theme: Dark', 'Help: Keys']);
});

it('wants every word, in label or group, in any case', () => {
  expect(found('GO he')).toEqual(['Go to: Health']);
  expect(found('dark theme')).toEqual(['Theme: Dark']);
  expect(found('nothing like it')).toEqual([]);
});
