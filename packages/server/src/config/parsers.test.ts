import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  asChoice,
  asInteger,
  asMailbox,
  asNetworks,
  asOrigin,
  asOutboundTargets,
  asPort,
  asSeconds,
  asServerUrl,
  asSmtpUrl,
  asText,
  asUrl,
  asWebUrl,
  optional,
} from './parsers.ts';
import { SettingProblem } from './setting.ts';

describe('a whole number', () => {
  test.each([
    ['2', 2],
    ['500', 500],
    ['0007', 7],
  ])('%s is taken', (text, value) => {
    expect(asInteger(2, 500)(text)).toBe(value);
  });

  test.each([
    '',
    ' ',
    '1',
    '501',
    '-3',
    '+3',
    '3.0',
    '3e1',
    '0x10',
    ' 3',
    '3 ',
    '3\n',
    '\u0663',
    'Infinity',
    'NaN',
    '99999999999',
  ])('%j is refused with its limits', (text) => {
    expect(() => asInteger(2, 500)(text)).toThrow(new SettingProblem('must be a whole number from 2 to 500'));
  });

  test('is read as it would be counted, whatever the text', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 65_535 }), (port) => asPort(String(port)) === port));
    fc.assert(
      fc.property(
        fc.string().filter((text) => !/^\d{1,10}$/.test(text)),
        (text) => {
          expect(() => asPort(text)).toThrow(SettingProblem);
        },
      ),
    );
    expect(() => asPort('65536')).toThrow(SettingProblem);
  });
});

describe('seconds', () => {
  test.each([
    ['0.1', 100],
    ['1', 1000],
    ['1.001', 1001],
    ['4.35', 4350],
    ['0.29', 290],
    ['600', 600_000],
  ])('%s are so many whole milliseconds', (text, milliseconds) => {
    expect(asSeconds(0.1, 600)(text)).toBe(milliseconds);
  });

  test.each(['', '0', '0.09', '600.001', '.5', '5.', '1,5', '-1', '1s', '1e2', '1.0001', 'Infinity'])(
    '%j is refused with its limits',
    (text) => {
      expect(() => asSeconds(0.1, 600)(text)).toThrow(
        new SettingProblem('must be a number of seconds from 0.1 to 600'),
      );
    },
  );

  test('are never a fraction of a millisecond', () => {
    fc.assert(
      fc.property(fc.integer({ min: 100, max: 600_000 }), (milliseconds) => {
        expect(asSeconds(0.1, 600)((milliseconds / 1000).toFixed(3))).toBe(milliseconds);
      }),
    );
  });
});

describe('a choice', () => {
  test.each(['json', 'readable'])('%s is taken', (text) => {
    expect(asChoice('json', 'readable')(text)).toBe(text);
  });

  test.each(['', 'JSON', 'json ', 'xml', 'constructor'])('%j is refused with what there is', (text) => {
    expect(() => asChoice('json', 'readable')(text)).toThrow(new SettingProblem('must be one of json, readable'));
  });
});

describe('a URL', () => {
  const asDatabase = asUrl('postgres:', 'postgresql:');

  test.each(['postgres://app:secret@db.example:5432/holdfast?sslmode=require', 'postgresql://db', 'POSTGRES://db/x'])(
    '%s is taken',
    (text) => {
      expect(asDatabase(text)).toBeInstanceOf(URL);
    },
  );

  test.each([
    '',
    'db',
    'db:5432',
    'http://db',
    'postgres:db',
    'postgres:/db',
    '//db',
    'javascript:alert(1)',
    'postgres//db',
  ])('%j is refused with how one begins', (text) => {
    expect(() => asDatabase(text)).toThrow(
      new SettingProblem('must be a URL that starts with postgres:// or postgresql://'),
    );
  });

  test.each(['http://user@here', 'https://user:pass@here/', 'http://:pass@here'])(
    '%s holds credentials that nothing would send',
    (text) => {
      expect(() => asWebUrl(text)).toThrow(new SettingProblem('must be a URL without a user or a password'));
    },
  );

  test.each(['http://127.0.0.1:4318/v1/traces', 'https://holdfast.example/agents?key=1'])(
    '%s is a web address',
    (text) => {
      expect(asWebUrl(text).href).toBe(text);
    },
  );
});

describe('the address of a server', () => {
  const asRedis = asServerUrl('redis:', 'rediss:');

  test.each(['hun/ter', 'hun#ter', 'hun?ter', '12/34', '12#34', '12?34', '100%', 'a[b/c'])(
    'with the password %s as it is is refused with what to encode, and not repeated',
    (password) => {
      const problem = (() => {
        try {
          return asRedis(`redis://me:${password}@cache:6379/0`);
        } catch (error) {
          return error;
        }
      })();
      expect(problem).toBeInstanceOf(SettingProblem);
      expect(String(problem)).toMatch(/must be a URL with its user and password percent-encoded \(\/ as %2F/);
      expect(String(problem)).not.toContain(password);
    },
  );

  test('with a password that is encoded is taken', () => {
    expect(decodeURIComponent(asRedis('redis://me:a%2Fb%40c%23d%3Fe@cache').password)).toBe('a/b@c#d?e');
    // the last @ ends it
    expect(decodeURIComponent(asRedis('redis://me:a@b@cache').password)).toBe('a@b');
  });

  test('with a port that is none says so', () => {
    expect(() => asRedis('redis://cache:port')).toThrow(/with a port that is a number$/);
  });
});

describe('an origin', () => {
  test.each(['https://holdfast.example', 'http://127.0.0.1:4400/', 'HTTPS://HOLDFAST.example:443'])(
    '%s is taken',
    (text) => {
      expect(asOrigin(text)).toEqual(new URL(text));
    },
  );

  test.each([
    'https://holdfast.example/agents',
    'https://holdfast.example//',
    'https://h/?',
    'https://h?x=1',
    'https://h/#a',
  ])('%s has a path, at which nothing would answer', (text) => {
    expect(() => asOrigin(text)).toThrow(
      new SettingProblem(
        'must be a URL without a path, a query or a fragment: Holdfast answers at the root of its host',
      ),
    );
  });

  test('is a web address', () => {
    expect(() => asOrigin('ftp://h')).toThrow(SettingProblem);
    expect(() => asOrigin('https://me@h')).toThrow(SettingProblem);
  });
});

describe('networks', () => {
  test.each([
    ['', []],
    ['10.0.0.0/8', ['10.0.0.0/8']],
    [' 10.0.0.1 , ::1,, fd00::/8 ', ['10.0.0.1', '::1', 'fd00::/8']],
    ['0.0.0.0/0,::/0', ['0.0.0.0/0', '::/0']],
  ])('%j are read', (text, networks) => {
    expect(asNetworks(text)).toEqual(networks);
  });

  test.each([
    '10.0.0',
    '10.0.0.0/33',
    '10.0.0.0/',
    '10.0.0.0/-1',
    '10.0.0.0/8/9',
    '10.0.0.0/255.0.0.0',
    '::1/129',
    'localhost',
    '010.0.0.1',
    '10.0.0.1;10.0.0.2',
    '*',
  ])('%s is named as none', (text) => {
    expect(() => asNetworks(`127.0.0.1,${text}`)).toThrow(
      new SettingProblem(`must be addresses or networks separated by commas, and ${text} is none`, { isWhole: true }),
    );
  });
});

test('an optional setting that is empty is not set, and otherwise is read as usual', () => {
  expect(optional(asPort)('')).toBeUndefined();
  expect(optional(asPort)('80')).toBe(80);
  expect(() => optional(asPort)(' ')).toThrow(SettingProblem);
});

test.each(['', ' ', '\t'])('text of %j would name the folder one happens to stand in, and is refused', (text) => {
  expect(() => asText(text)).toThrow(new SettingProblem('must not be empty'));
  expect(asText('holdfast data')).toBe('holdfast data');
});

describe('places that may be reached although not public', () => {
  test('are read one by one', () => {
    expect(asOutboundTargets(' api.internal:8080 , 10.0.0.0/8:443,, [::1]:80 ')).toHaveLength(3);
    expect(asOutboundTargets('')).toEqual([]);
  });

  test.each([
    ['crm.internal', 'must name a port with each place: crm.internal lacks one, as in crm.internal:443'],
    ['crm.internal:', 'must name a port with each place: crm.internal: lacks one, as in crm.internal:443'],
    ['10.0.0.0/8', 'must name a port with each place: 10.0.0.0/8 lacks one, as in 10.0.0.0/8:443'],
    ['[::1]', 'must name a port with each place: [::1] lacks one, as in [::1]:443'],
    ['*.internal:443', 'must name each host by itself, as in crm.internal:443: *.internal:443 holds a wildcard'],
    ['10.0.0.0/33:443', 'must name networks with a prefix from /0 to /32: 10.0.0.0/33:443 has another'],
    ['10.0.0.0/33', 'must name networks with a prefix from /0 to /32: 10.0.0.0/33 has another'],
    ['[fd00::/129]:443', 'must name networks with a prefix from /0 to /128: [fd00::/129]:443 has another'],
    ['crm.internal:0', 'must name ports from 1 to 65535: crm.internal:0 has another'],
    ['crm.internal:https', 'must name ports from 1 to 65535: crm.internal:https has another'],
    ['::1:80', 'must write IPv6 in brackets with a port after them, as in [fd00::1]:443: ::1:80 is not so written'],
    [
      'crm internal:80',
      'must name hosts or networks with their port, as in crm.internal:443: crm internal:80 is neither',
    ],
  ])('%s is told what it lacks', (text, sentence) => {
    expect(() => asOutboundTargets(`127.0.0.1:80,${text}`)).toThrow(new SettingProblem(sentence, { isWhole: true }));
  });

  test.each(['https://me:hunter2@crm.internal', 'me:hunter2@crm.internal:80'])('%s is not repeated', (text) => {
    expect(() => asOutboundTargets(text)).toThrow(
      new SettingProblem('must name hosts and not URLs: write the host and its port alone, as in crm.internal:443', {
        isWhole: true,
      }),
    );
  });
});

describe('a mail server', () => {
  test.each(['smtp://mail.example.com', 'smtps://me%40x:p%3Aw@mail.example.com:465/'])('%s is one', (text) => {
    expect(asSmtpUrl(text).href).toBe(text);
  });

  test.each([
    ['mail.example.com', 'must be a URL that starts with smtp:// or smtps://'],
    ['https://mail.example.com', 'must be a URL that starts with smtp:// or smtps://'],
    ['smtp://', 'must name the host of the mail server'],
    ['smtp://mail.example.com/x', 'must end after the host and port of the mail server'],
    ['smtp://mail.example.com?pool=true', 'must end after the host and port of the mail server'],
  ])('%s %s', (text, sentence) => {
    expect(() => asSmtpUrl(text)).toThrow(new SettingProblem(sentence));
  });

  test('is from an address, with a name or without', () => {
    expect(asMailbox('Holdfast <holdfast@example.com>')).toEqual({ name: 'Holdfast', address: 'holdfast@example.com' });
    expect(() => asMailbox('Holdfast')).toThrow(SettingProblem);
  });
});
