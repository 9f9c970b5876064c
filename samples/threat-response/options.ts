import { randomUUID } from 'node:crypto';
import { parseArgs } from 'node:util';

export interface Options {
  readonly url: string;
  readonly key: string;
  readonly hosts: readonly string[];
  /** Undefined: the simulated one of this folder is started. */
  readonly containment: string | undefined;
  readonly levelSeconds: number;
  readonly incident: string;
}

/** What was typed cannot be done; the message says what to type instead. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

export const HELP = `A simulated detector sees threats and asks Holdfast whether to contain the hosts; people decide in the console.

  npm run sample -- --key hf_...
  node samples/threat-response/main.ts --key hf_...      with Node 22.18 or newer

  --url <url>             where Holdfast is; http://127.0.0.1:4400
  --key <key>             an API key with decisions:submit, decisions:read and traces:write; or HOLDFAST_KEY
  --hosts <a,b,c>         the hosts on which something is seen; web-3
  --level-seconds <n>     how long an analyst has before it goes to an admin, who has twice as long; 300
  --incident <name>       the same name again goes on with the same decisions and traces; a new one each time
  --containment <url>     an API that isolates hosts; a simulated one is started unless you name another
  --help                  this text

Nothing is contained: detector and containment are simulations, everything between them is real.
`;

const HOST = /^[a-z0-9][a-z0-9.-]{0,62}$/i;
const NAME = /^[\w.:-]{1,100}$/;
const MOST_HOSTS = 20;
const MOST_SECONDS = 86_400;

/** Undefined where help was asked for. */
export const readOptions = (args: readonly string[], environment: NodeJS.ProcessEnv): Options | undefined => {
  const typed = readTyped(args);
  if (typed.help === true) return undefined;
  const key = typed.key ?? environment['HOLDFAST_KEY'] ?? '';
  if (key === '')
    throw new UsageError(
      'Give a key with --key or HOLDFAST_KEY. Make one in the console under Settings, API keys, with the scopes decisions:submit, decisions:read and traces:write.',
    );
  return {
    key,
    url: readUrl('--url', typed.url ?? 'http://127.0.0.1:4400'),
    hosts: readHosts(typed.hosts ?? 'web-3'),
    containment: typed.containment === undefined ? undefined : readUrl('--containment', typed.containment),
    levelSeconds: readSeconds(typed['level-seconds'] ?? '300'),
    incident: readIncident(typed.incident ?? randomUUID()),
  };
};

const TEXT = { type: 'string' } as const;

const readTyped = (args: readonly string[]) => {
  try {
    const options = {
      url: TEXT,
      key: TEXT,
      hosts: TEXT,
      'level-seconds': TEXT,
      incident: TEXT,
      containment: TEXT,
      help: { type: 'boolean' },
    } as const;
    return parseArgs({ args: [...args], options }).values;
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : String(error)} See --help.`, { cause: error });
  }
};

const readUrl = (option: string, text: string): string => {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol !== 'http:' && url?.protocol !== 'https:')
    throw new UsageError(`${option} is an address such as http://127.0.0.1:4400, and not ${text}.`);
  return url.href.replace(/\/$/, '');
};

const readHosts = (text: string): readonly string[] => {
  const hosts = [...new Set(text.split(',').map((host) => host.trim()))];
  if (hosts.length > MOST_HOSTS || !hosts.every((host) => HOST.test(host)))
    throw new UsageError(`--hosts takes 1 to ${MOST_HOSTS} names of hosts with commas between, such as web-3,db-1.`);
  return hosts;
};

const readSeconds = (text: string): number => {
  const seconds = Number(text);
  if (!Number.isInteger(seconds) || seconds < 1 || seconds > MOST_SECONDS)
    throw new UsageError(`--level-seconds is a whole number from 1 to ${MOST_SECONDS}.`);
  return seconds;
};

const readIncident = (text: string): string => {
  if (!NAME.test(text)) throw new UsageError('--incident is a name of 1 to 100 of A-Z a-z 0-9 _ . : -');
  return text;
};
