import type { Random } from '../run/random.ts';

/** Text as nobody would type it and somebody does send it. */
const ODD_TEXTS = [
  '',
  ' ',
  '\u0000',
  'a\u0000b',
  '\uD800',
  'x\uDFFFy',
  '\u202Eright to left',
  '\uFEFF',
  '\u200B',
  '\r\nSet-Cookie: a=b',
  'e\u0301\u0327'.repeat(200),
  '😀'.repeat(100),
  "admin'--",
  "' OR '1'='1",
  '"; drop table auth.accounts; --',
  '<img src=x onerror=alert(1)>',
  '../../../../etc/passwd',
  '..%2f..%2f',
  '%00',
  '%ff%fe',
  '${jndi:ldap://x}',
  '{{7*7}}',
  '__proto__',
  'constructor',
  'null',
  'NaN',
  '1e309',
  '-0',
  'x'.repeat(100_000),
];

/** Written as they stand: JSON has numbers that JavaScript has not. */
const ODD_NUMBERS = [
  '1e400',
  '-1e400',
  '9007199254740993',
  '1e-400',
  '-0',
  '0.1',
  '99999999999999999999999999',
  '1E+2',
];

const OTHER_TYPES: readonly unknown[] = [null, true, 0, -1, 1.5, 'text', [], {}, [[]], { a: { b: 1 } }];

/** Stands for JSON that has to be put in as text. */
const MARK = '@@as-it-stands@@';

export const SPOILINGS = ['wrong type', 'missing', 'extra', 'odd text', 'odd number', 'deep', 'no json'] as const;
export type Spoiling = (typeof SPOILINGS)[number];

export const oddText = (random: Random): string => random.pick(ODD_TEXTS);

/** The text of a body that has one thing wrong with it, or is still right by chance. */
export const spoil = (body: unknown, spoiling: Spoiling, random: Random): string => {
  const text = JSON.stringify(body);
  if (spoiling === 'no json') {
    return random.pick([
      text.slice(0, -1),
      '',
      ' ',
      '\uFEFF' + text,
      `${text}${text}`,
      "{'a':1}",
      'undefined',
      '{"a":1,}',
      '[',
      'null',
    ]);
  }
  if (spoiling === 'extra') return JSON.stringify(withExtra(body, random));
  if (spoiling === 'missing') return JSON.stringify(withoutOne(body, random));
  const raw = {
    'wrong type': () => JSON.stringify(random.pick(OTHER_TYPES)),
    'odd text': () => JSON.stringify(oddText(random)),
  };
  const put =
    spoiling === 'odd number' ? random.pick(ODD_NUMBERS) : spoiling === 'deep' ? nested(random) : raw[spoiling]();
  return JSON.stringify(replaceOne(body, random)).replace(`"${MARK}"`, () => put);
};

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const withExtra = (body: unknown, random: Random): unknown =>
  isObject(body)
    ? { ...body, [random.pick(['a_field_that_nobody_knows', 'workspace_id', 'operator', 'id'])]: oddText(random) }
    : [body];

const withoutOne = (body: unknown, random: Random): unknown => {
  if (!isObject(body) || Object.keys(body).length === 0) return {};
  const gone = random.pick(Object.keys(body));
  return Object.fromEntries(Object.entries(body).filter(([name]) => name !== gone));
};

const nested = (random: Random): string => {
  const depth = random.pick([20, 1_000, 20_000]);
  return random.next() < 0.5 ? '['.repeat(depth) + ']'.repeat(depth) : '{"a":'.repeat(depth) + '1' + '}'.repeat(depth);
};

const replaceOne = (body: unknown, random: Random): unknown => {
  if (!isObject(body) || Object.keys(body).length === 0) return MARK;
  const name = random.pick(Object.keys(body));
  return { ...body, [name]: random.next() < 0.3 ? replaceOne(body[name], random) : MARK };
};
