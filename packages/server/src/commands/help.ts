import { flagOf } from '../config/read-config.ts';
import { SETTINGS, SETTING_NAMES } from '../config/settings.ts';
import type { Command } from './command.ts';

export const generalHelp = (commands: Readonly<Record<string, Command>>): string => {
  const width = Math.max(...Object.keys(commands).map((name) => name.length));
  const lines = Object.entries(commands).map(([name, { summary }]) => `  ${name.padEnd(width)}  ${summary}`);
  return `Holdfast, the backend an AI agent runs on in production.

Usage: npm run holdfast -- <command> [options]

Commands:
${lines.join('\n')}
  ${'version'.padEnd(width)}  Print the version.

Every command takes --help. Settings are environment variables (HOLDFAST_HTTP_PORT=4500)
or options (--http-port 4500); \`npm run holdfast -- config\` shows them all.
Exit codes: 0 fine, 1 failed, 2 wrong usage, 78 something must be changed first.`;
};

export const helpOf = ({ summary, usage, help }: Command): string => `${summary}

Usage: npm run holdfast -- ${usage}

${help}

Settings, which every command takes:

${settingLines()}`;

const settingLines = (): string => {
  const width = Math.max(...SETTING_NAMES.map((name) => flagOf(name).length));
  return SETTING_NAMES.map((name) => `  --${flagOf(name).padEnd(width)}  ${SETTINGS[name].means}`).join('\n');
};
