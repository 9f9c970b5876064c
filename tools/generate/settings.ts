import { SETTINGS } from '../../packages/server/src/config/settings.ts';
import { code, generatedFrom, table } from './markdown.ts';

interface Described {
  readonly default: string;
  readonly means: string;
  readonly secret?: true;
}

const flagOf = (name: string): string => `--${name.replace('HOLDFAST_', '').toLowerCase().replaceAll('_', '-')}`;

export const settingsPage = (): string => `# Settings

${generatedFrom('packages/server/src/config/settings.ts')}

Each is an environment variable or a flag of the command line; the flag wins. There is no configuration file. A \`HOLDFAST_\`
name that is not in this list is an error.

${table(
  ['setting', 'flag', 'default', 'means'],
  Object.entries<Described>(SETTINGS).map(([name, { default: value, means, secret }]) => [
    code(name),
    code(flagOf(name)),
    value === '' ? '' : code(value),
    secret ? `${means} Secret: never shown, never logged.` : means,
  ]),
)}
`;
