import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { OperatorError } from '../platform/operator-error.ts';
import { flagOf, readConfig } from './read-config.ts';
import type { Setting } from './setting.ts';
import { SETTINGS, SETTING_NAMES } from './settings.ts';

const refusal = (environment: Record<string, string>, flags: Record<string, string> = {}): OperatorError => {
  try {
    readConfig(environment, flags);
  } catch (error) {
    if (error instanceof OperatorError) return error;
    throw error;
  }
  throw new Error('It was taken');
};

test('without any setting everything has its default, and says so', () => {
  const { config, sources } = readConfig({ PATH: '/bin', HOME: '/root', HOLDFASTER: 'no setting of ours' });
  expect(config).toMatchObject({
    HOLDFAST_HTTP_PORT: 4400,
    HOLDFAST_HOST: '127.0.0.1',
    HOLDFAST_DATABASE_URL: undefined,
    HOLDFAST_TRUSTED_PROXIES: [],
    HOLDFAST_REQUEST_TIMEOUT: 30_000,
  });
  expect(new Set(Object.values(sources))).toEqual(new Set(['default']));
});

test('a flag wins over the environment, the environment over the default', () => {
  const { config, sources } = readConfig(
    { HOLDFAST_HTTP_PORT: '5000', HOLDFAST_LOG_LEVEL: 'warn' },
    { 'http-port': '6000' },
  );
  expect([config.HOLDFAST_HTTP_PORT, sources.HOLDFAST_HTTP_PORT]).toEqual([6000, 'flag']);
  expect([config.HOLDFAST_LOG_LEVEL, sources.HOLDFAST_LOG_LEVEL]).toEqual(['warn', 'environment']);
  expect([config.HOLDFAST_HOST, sources.HOLDFAST_HOST]).toEqual(['127.0.0.1', 'default']);
});

test('an empty variable counts as not set', () => {
  const { config, sources } = readConfig({ HOLDFAST_HTTP_PORT: '', HOLDFAST_DATABASE_URL: '' });
  expect([config.HOLDFAST_HTTP_PORT, sources.HOLDFAST_HTTP_PORT, config.HOLDFAST_DATABASE_URL]).toEqual([
    4400,
    'default',
    undefined,
  ]);
});

test('an empty flag takes away what the environment says, where a setting may be absent', () => {
  expect(
    readConfig({ HOLDFAST_DATABASE_URL: 'postgres://db' }, { 'database-url': '' }).config.HOLDFAST_DATABASE_URL,
  ).toBeUndefined();
  expect(refusal({}, { data: '' }).message).toBe('--data must not be empty, not "".');
});

test('a wrong setting is named as it was given, with its value, and ends with the code for configuration', () => {
  expect(refusal({ HOLDFAST_HTTP_PORT: 'http' })).toMatchObject({
    message: 'HOLDFAST_HTTP_PORT must be a whole number from 0 to 65535, not "http".',
    exitCode: 78,
  });
  expect(refusal({}, { 'http-port': '70000' }).message).toBe(
    '--http-port must be a whole number from 0 to 65535, not "70000".',
  );
});

describe('what nobody knows', () => {
  test.each([
    ['HOLDFAST_HTTP_PROT', 'HOLDFAST_HTTP_PORT'],
    ['HOLDFAST_PORT', 'HOLDFAST_HTTP_PORT'],
    ['HOLDFAST_DATABSE_URL', 'HOLDFAST_DATABASE_URL'],
    ['HOLDFAST_LOGLEVEL', 'HOLDFAST_LOG_LEVEL'],
  ])('%s is refused and %s is suggested', (name, suggestion) => {
    const { message, exitCode } = refusal({ [name]: 'a value that may be a secret' });
    expect(message).toContain(`There is no setting ${name}.`);
    expect(message).toBe(`There is no setting ${name}. Did you mean ${suggestion}?`);
    expect(message).not.toContain('a value that may be a secret');
    expect(exitCode).toBe(78);
  });

  test('is refused also in other letters', () => {
    expect(refusal({ HOLDFAST_http_port: '4400' }).message).toContain('There is no setting HOLDFAST_http_port.');
  });

  test('is told about with the way to all settings when nothing is near', () => {
    expect(refusal({ HOLDFAST_FROBNICATION_DEPTH: '3' }).message).toBe(
      'There is no setting HOLDFAST_FROBNICATION_DEPTH. See `npm run holdfast -- config` for all settings.',
    );
  });
});

test('what Kubernetes sets for services named holdfast is tolerated', () => {
  const injected = {
    HOLDFAST_SERVICE_HOST: '10.96.0.7',
    HOLDFAST_SERVICE_PORT: '4400',
    HOLDFAST_SERVICE_PORT_HTTP: '4400',
    HOLDFAST_SERVICE_PORT_OTLP_GRPC: '4317',
    HOLDFAST_PORT: 'tcp://10.96.0.7:4400',
    HOLDFAST_PORT_4400_TCP: 'tcp://10.96.0.7:4400',
    HOLDFAST_PORT_4400_TCP_PROTO: 'tcp',
    HOLDFAST_PORT_4400_TCP_PORT: '4400',
    HOLDFAST_PORT_4400_TCP_ADDR: '10.96.0.7',
    HOLDFAST_POSTGRES_SERVICE_HOST: '10.96.0.8',
    HOLDFAST_POSTGRES_PORT: 'tcp://10.96.0.8:5432',
    HOLDFAST_POSTGRES_PORT_5432_TCP: 'tcp://10.96.0.8:5432',
  };
  expect(readConfig(injected).config).toEqual(readConfig({}).config);
});

test.each([
  ['HOLDFAST_PORT', '4400'],
  ['HOLDFAST_SERVICE', 'x'],
  ['HOLDFAST_PORT_4400', 'tcp://x'],
])('%s=%s only looks like Kubernetes and is refused', (name, value) => {
  expect(refusal({ [name]: value }).message).toContain(`There is no setting ${name}.`);
});

test('no secret is ever repeated in a sentence about it', () => {
  const secrets = SETTING_NAMES.filter(
    (name) => (SETTINGS[name] as Setting<unknown>).secret && name !== 'HOLDFAST_SECRET_KEY',
  );
  expect(secrets).toContain('HOLDFAST_DATABASE_URL');
  fc.assert(
    fc.property(
      fc.constantFrom(...secrets),
      fc.stringMatching(/^[a-z0-9]{12,30}$/),
      fc.boolean(),
      (name, canary, asFlag) => {
        const text = `mysql://app:${canary}@db/x`;
        const { message } = asFlag ? refusal({}, { [flagOf(name)]: text }) : refusal({ [name]: text });
        expect(message).toContain('must be a URL');
        expect(message).not.toContain(canary);
      },
    ),
  );
});

test('a password that somebody put into a public address is not repeated either', () => {
  expect(refusal({ HOLDFAST_PUBLIC_URL: 'https://me:canary@holdfast.example' }).message).toBe(
    'HOLDFAST_PUBLIC_URL must be a URL without a user or a password.',
  );
});

describe.each(SETTING_NAMES)('%s', (name) => {
  const definition: Setting<unknown> = SETTINGS[name];

  test('has a default that its own parser takes', () => {
    expect(() => definition.parse(definition.default)).not.toThrow();
  });

  test('says what it means in a sentence', () => {
    expect(definition.means).toMatch(/^\S.*\.$/);
  });

  test('has a flag that can be typed', () => {
    expect(flagOf(name)).toMatch(/^[a-z]+(-[a-z]+)*$/);
  });
});

test('nor is a query, which may hold a token', () => {
  expect(refusal({ HOLDFAST_PUBLIC_URL: 'https://holdfast.example/?token=canary' }).message).toBe(
    'HOLDFAST_PUBLIC_URL must be a URL without a path, a query or a fragment: Holdfast answers at the root of its host.',
  );
});

test('a control character is in no setting, and is not printed', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...SETTING_NAMES),
      fc.constantFrom('\n', '\r', '\t', '\0', '\u001B[2J', '\u007F', '\u009B'),
      fc.constantFrom('', 'https://holdfast.example/', '127.0.0.1', 'postgres://app@db/x', '/srv/data'),
      fc.boolean(),
      (name, control, text, atEnd) => {
        const { message, exitCode } = refusal({ [name]: atEnd ? text + control : control + text });
        expect(message).toBe(`${name} holds a line break or another control character. Take it out.`);
        expect(exitCode).toBe(78);
      },
    ),
  );
  expect(refusal({}, { data: 'a\nb' }).message).toMatch(/^--data holds a line break/);
});

test('what names the part that is wrong does not repeat the whole', () => {
  expect(refusal({ HOLDFAST_OUTBOUND_ALLOW: 'a:1,crm.internal' }).message).toBe(
    'HOLDFAST_OUTBOUND_ALLOW must name a port with each place: crm.internal lacks one, as in crm.internal:443.',
  );
  expect(refusal({ HOLDFAST_TRUSTED_PROXIES: '10.0.0.1, proxy' }).message).toBe(
    'HOLDFAST_TRUSTED_PROXIES must be addresses or networks separated by commas, and proxy is none.',
  );
});

test('all wrong settings are told at once', () => {
  expect(refusal({ HOLDFAST_HTTP_PORT: 'x', HOLDFAST_ROLE: 'chief' }).message).toBe(
    [
      '2 settings must be changed:',
      '- HOLDFAST_HTTP_PORT must be a whole number from 0 to 65535, not "x".',
      '- HOLDFAST_ROLE must be one of all, api, worker, not "chief".',
    ].join('\n'),
  );
});
