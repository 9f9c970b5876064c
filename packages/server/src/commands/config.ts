import { SETTINGS, SETTING_NAMES, type SettingName } from '../config/settings.ts';
import { EXIT, type Command, type CommandInput } from './command.ts';

export const configCommand: Command = {
  summary: 'Show every setting, its value and where the value comes from.',
  usage: 'config [--json]',
  help: `Reads the environment and the options as \`start\` would, and says what is wrong with them.
Secrets are shown as set or not set, never by value.

  --json  print JSON`,
  flags: { json: 'switch' },
  run: async (input) => {
    input.print(input.rest.includes('--json') ? asJson(input) : asTable(input));
    return EXIT.fine;
  },
};

const shown = ({ settings }: CommandInput, name: SettingName): string => {
  const text = settings.texts[name];
  if (text === '') return '(not set)';
  return 'secret' in SETTINGS[name] ? '(set, hidden)' : text;
};

const asTable = (input: CommandInput): string => {
  const rows = SETTING_NAMES.map((name) => ({
    name,
    value: shown(input, name),
    source: input.settings.sources[name],
    means: SETTINGS[name].means,
  }));
  const width = (pick: (row: (typeof rows)[number]) => string): number =>
    Math.max(...rows.map((row) => pick(row).length));
  const [names, values, sources] = [
    width(({ name }) => name),
    width(({ value }) => value),
    width(({ source }) => source),
  ];
  return rows
    .map(
      ({ name, value, source, means }) =>
        `${name.padEnd(names)}  ${value.padEnd(values)}  ${source.padEnd(sources)}  ${means}`,
    )
    .join('\n');
};

const asJson = (input: CommandInput): string =>
  JSON.stringify(
    Object.fromEntries(
      SETTING_NAMES.map((name) => [
        name,
        { value: shown(input, name), source: input.settings.sources[name], means: SETTINGS[name].means },
      ]),
    ),
    undefined,
    2,
  );
