import { OperatorError } from '../platform/operator-error.ts';
import type { Environment } from './environment.ts';
import { SettingProblem, type Setting } from './setting.ts';
import { SETTINGS, SETTING_NAMES, type Config, type SettingName } from './settings.ts';
import { refuseUnknown } from './unknown.ts';

export type Source = 'default' | 'environment' | 'flag';

export interface ReadConfig {
  readonly config: Config;
  readonly sources: Readonly<Record<SettingName, Source>>;
  /** As it was written, for showing. */
  readonly texts: Readonly<Record<SettingName, string>>;
}

/** HOLDFAST_HTTP_PORT is given as `--http-port` on the command line. */
export const flagOf = (name: string): string => name.slice('HOLDFAST_'.length).toLowerCase().replaceAll('_', '-');

/** Flags win over the environment, the environment over defaults. An empty variable counts as not set. */
export const readConfig = (environment: Environment, flags: Environment = {}): ReadConfig => {
  refuseUnknown(environment);
  const config: Record<string, unknown> = {};
  const sources: Partial<Record<SettingName, Source>> = {};
  const texts: Partial<Record<SettingName, string>> = {};
  const problems: string[] = [];
  for (const name of SETTING_NAMES) {
    const [text, source] = find(name, environment, flags);
    texts[name] = text;
    sources[name] = source;
    try {
      config[name] = parse(name, text, source);
    } catch (error) {
      if (!(error instanceof OperatorError)) throw error;
      problems.push(error.message);
    }
  }
  refuse(problems);
  // every name of SETTINGS was set in the loop
  return {
    config: config as Config,
    sources: sources as Record<SettingName, Source>,
    texts: texts as Record<SettingName, string>,
  };
};

/** All that is wrong at once: whoever mends one and starts again should not meet the next. */
const refuse = (problems: readonly string[]): void => {
  if (problems.length === 0) return;
  const message =
    problems.length === 1
      ? problems.join('')
      : `${problems.length} settings must be changed:\n${problems.map((problem) => `- ${problem}`).join('\n')}`;
  throw new OperatorError(message, { exitCode: 78 });
};

const find = (name: SettingName, environment: Environment, flags: Environment): [string, Source] => {
  const flag = flags[flagOf(name)];
  if (flag !== undefined) return [flag, 'flag'];
  const variable = environment[name];
  if (variable !== undefined && variable !== '') return [variable, 'environment'];
  return [SETTINGS[name].default, 'default'];
};

/** An address with a user before its host, or with a query, which often holds a token. */
const mayHoldSecret = (text: string): boolean => text.includes('//') && /[@?#]/.test(text);

const CONTROL_CHARACTER = /\p{Cc}/u;

const parse = (name: SettingName, text: string, source: Source): unknown => {
  const definition: Setting<unknown> = SETTINGS[name];
  const where = source === 'flag' ? `--${flagOf(name)}` : name;
  // they are never meant, a parser of addresses drops some in silence, and a terminal obeys others
  if (CONTROL_CHARACTER.test(text))
    throw new OperatorError(`${where} holds a line break or another control character. Take it out.`, { exitCode: 78 });
  try {
    return definition.parse(text);
  } catch (error) {
    if (!(error instanceof SettingProblem)) throw error;
    const given = error.isWhole || definition.secret || mayHoldSecret(text) ? '' : `, not "${text}"`;
    throw new OperatorError(`${where} ${error.message}${given}.`, { exitCode: 78 });
  }
};
