import { HoldfastError } from '@holdfast/client/holdfast-error';
import { HoldfastUnreachable } from '@holdfast/client/holdfast-unreachable';
import { createHoldfast, type Holdfast } from '@holdfast/client/holdfast';
import { describeKey } from '@holdfast/protocol/identity/keys';
import { startContainmentApi } from './containment-api.ts';
import { detect } from './detector.ts';
import { HELP, readOptions, UsageError, type Options } from './options.ts';
import { respond } from './respond.ts';
import { createSendSpan } from './spans.ts';

const NEEDED = ['decisions:submit', 'decisions:read', 'traces:write'] as const;
const USAGE = 2;

const say = (line: string): void => console.log(`${new Date().toLocaleTimeString('en-GB')}  ${line}`);

/** Before anything is seen, so that a wrong key is said at once and not in the middle. */
const expectKey = async (holdfast: Holdfast): Promise<void> => {
  const { permissions, name } = await holdfast.bodyOf(describeKey, {}).catch(orNoKey);
  const missing = NEEDED.filter((scope) => !permissions.includes(scope));
  if (missing.length > 0)
    throw new UsageError(`The key ${name} may not do ${missing.join(', ')}. Make one that has these scopes.`);
};

/** Whoever is signed in has no key to describe. */
const orNoKey = (error: unknown): never => {
  if (error instanceof HoldfastError && error.code === 'conflict')
    throw new UsageError('What --key or HOLDFAST_KEY holds is the token of a sign-in. Give an API key: hf_...', {
      cause: error,
    });
  throw error;
};

const run = async (options: Options): Promise<boolean> => {
  const holdfast = createHoldfast({ baseUrl: options.url, token: options.key });
  await expectKey(holdfast);
  const leaving = new AbortController();
  process.once('SIGINT', () => leaving.abort(new Error('interrupted')));
  const own =
    options.containment === undefined
      ? await startContainmentApi((host) => say(`containment (simulated): ${host} is isolated.`))
      : undefined;
  const parts = {
    holdfast,
    say,
    signal: leaving.signal,
    now: Date.now,
    levelSeconds: options.levelSeconds,
    containment: options.containment ?? own?.url ?? '',
    sendSpan: createSendSpan(options.url, options.key, say),
  };
  say(`Incident ${options.incident}. Decide at ${options.url}/decisions, as somebody who did not make this key.`);
  const threats = detect(options.incident, options.hosts);
  const ended = await Promise.allSettled(threats.map((threat) => respond(parts, threat)));
  await own?.close();
  if (leaving.signal.aborted) {
    say(`Decisions wait on. Go on with --incident ${options.incident} and the same hosts.`);
    return false;
  }
  for (const [index, one] of ended.entries())
    if (one.status === 'rejected') console.error(`${threats[index]?.host ?? ''}: ${sentenceOf(one.reason)}`);
  return ended.every(({ status }) => status === 'fulfilled');
};

const sentenceOf = (error: unknown): string => {
  if (error instanceof HoldfastUnreachable)
    return `${error.message} Start it with \`npm start\`, or name it with --url.`;
  if (error instanceof HoldfastError && error.status === 401)
    return 'Holdfast does not know this key. Make one in the console under Settings, API keys.';
  return error instanceof Error ? error.message : String(error);
};

try {
  const options = readOptions(process.argv.slice(2), process.env);
  if (options === undefined) process.stdout.write(HELP);
  else if (!(await run(options))) process.exitCode = 1;
} catch (error) {
  console.error(sentenceOf(error));
  process.exitCode = error instanceof UsageError ? USAGE : 1;
}
