import { describe, expect, test } from 'vitest';
import type { Environment } from '../config/environment.ts';
import { flagOf } from '../config/read-config.ts';
import { SETTING_NAMES } from '../config/settings.ts';
import { VERSION } from '../version.ts';
import { COMMANDS, runCommand } from './run-command.ts';

const run = async (words: readonly string[], environment: Environment = {}) => {
  const printed: string[] = [];
  const complained: string[] = [];
  const code = await runCommand(words, environment, {
    print: (line) => printed.push(line),
    complain: (line) => complained.push(line),
  });
  return { code, out: printed.join('\n'), err: complained.join('\n') };
};

const own = Object.entries(COMMANDS)
  .filter(([, { passThrough }]) => passThrough !== true)
  .map(([name]) => name);

test.each([[[]], [['help']], [['--help']], [['-h']]])('%j shows every command with what it does', async (words) => {
  const { code, out, err } = await run(words);
  expect([code, err]).toEqual([0, '']);
  for (const [name, { summary }] of Object.entries(COMMANDS))
    expect(out).toMatch(new RegExp(`^  ${name} +${summary.replaceAll(/[.()?]/g, String.raw`\$&`)}$`, 'm'));
});

test.each([['version'], ['--version'], ['-v']])('%s prints the version and nothing else', async (word) => {
  expect(await run([word])).toEqual({ code: 0, out: VERSION, err: '' });
});

test.each([
  ['strat', 'start'],
  ['doctr', 'doctor'],
])('the command %s does not exist, and %s is suggested', async (typed, meant) => {
  expect(await run([typed])).toEqual({
    code: 2,
    out: '',
    err: `There is no command ${typed}. Did you mean ${meant}? See \`npm run holdfast -- help\`.`,
  });
});

test.each(['frobnicate', 'constructor', '__proto__', 'toString', ''])(
  'the command %j does not exist',
  async (typed) => {
    expect(await run([typed])).toEqual({
      code: 2,
      out: '',
      err: `There is no command ${typed}. See \`npm run holdfast -- help\`.`,
    });
  },
);

test.each([
  [['postgres://u:hunter2@h/d'], 'The first word must be a command, not an address. See `npm run holdfast -- help`.'],
  [
    ['start', 'postgres://u:hunter2@h/d'],
    'An address without its option is not understood here: write --database-url before it, or what it is for. See `npm run holdfast -- start --help`.',
  ],
])('%j is not repeated, for it may hold a password', async (words, err) => {
  expect(await run(words)).toEqual({ code: 2, out: '', err });
});

describe.each(own)('%s', (name) => {
  test.each(['--help', '-h'])('%s says what it does and lists every option it takes', async (flag) => {
    const { code, out, err } = await run([name, flag]);
    expect([code, err]).toEqual([0, '']);
    expect(out).toContain(COMMANDS[name]?.summary);
    const flags = [...Object.keys(COMMANDS[name]?.flags ?? {}), ...SETTING_NAMES.map(flagOf)];
    expect(flags.filter((one) => !new RegExp(`^  --${one}\\b`, 'm').test(out))).toEqual([]);
  });

  test('an option that does not exist is wrong usage, before anything is done', async () => {
    const { code, out, err } = await run([name, '--frobnicate']);
    expect({ code, out, err }).toEqual({
      code: 2,
      out: '',
      err: `There is no option --frobnicate. See \`npm run holdfast -- ${name} --help\`.`,
    });
  });

  test('a wrong setting ends with 78 and one sentence, before anything is done', async () => {
    expect(await run([name, '--http-port', 'x'])).toEqual({
      code: 78,
      out: '',
      err: '--http-port must be a whole number from 0 to 65535, not "x".',
    });
    expect(await run([name], { HOLDFAST_HTTP_PROT: '1' })).toMatchObject({ code: 78, out: '' });
  });
});

describe('config', () => {
  const secret = 'canary-0123456789';
  const environment = {
    HOLDFAST_DATABASE_URL: `postgres://app:${secret}@db/x`,
    HOLDFAST_DATABASE_OWNER_URL: `postgres://owner:${secret}@db/x`,
    HOLDFAST_SECRET_KEY: secret,
    HOLDFAST_OTLP_EXPORT_URL: `https://otlp.example/?token=${secret}`,
    HOLDFAST_LOG_LEVEL: 'warn',
  };

  test('shows every setting with its value and where it comes from', async () => {
    const { code, out } = await run(['config', '--http-port', '5000'], environment);
    expect(code).toBe(0);
    expect(out.split('\n').map((line) => line.split(' ')[0])).toEqual(SETTING_NAMES);
    expect(out).toMatch(/^HOLDFAST_HTTP_PORT +5000 +flag +\S/m);
    expect(out).toMatch(/^HOLDFAST_LOG_LEVEL +warn +environment +\S/m);
    expect(out).toMatch(/^HOLDFAST_HOST +127\.0\.0\.1 +default +\S/m);
  });

  test.each([[[]], [['--json']]])('with %j says that a secret is set and never what it is', async (more) => {
    const { out, err } = await run(['config', ...more], environment);
    expect(out + err).not.toContain(secret);
    expect(out.match(/\(set, hidden\)/g)).toHaveLength(4);
    expect((await run(['config', ...more])).out).not.toContain('(set, hidden)');
  });

  test('as JSON can be read by programs', async () => {
    const settings = JSON.parse((await run(['config', '--json'], environment)).out) as Record<string, unknown>;
    expect(Object.keys(settings)).toEqual(SETTING_NAMES);
    expect(settings['HOLDFAST_HTTP_PORT']).toMatchObject({ value: '4400', source: 'default' });
  });
});

test('a mistake of ours is not dressed up as an operator\u2019s', async () => {
  const broken = async () =>
    runCommand(
      ['config'],
      {},
      {
        print: () => {
          throw new TypeError('broken');
        },
        complain: () => {},
      },
    );
  await expect(broken()).rejects.toThrow(TypeError);
});
