import { OutboundFailure } from './failure.ts';

export type Headers = Readonly<Record<string, string>>;

/** Said by the connection or by us, never by whoever asked; and what proxies before us said of our own callers. */
const OURS: ReadonlySet<string> = new Set([
  'host',
  'connection',
  'keep-alive',
  'te',
  'trailer',
  'transfer-encoding',
  'content-length',
  'upgrade',
  'expect',
  'forwarded',
  'x-real-ip',
  'via',
  'accept-encoding',
  'traceparent',
  'tracestate',
]);
const OUR_PREFIXES = ['proxy-', 'x-forwarded-', 'holdfast-'] as const;
const isOurs = (name: string): boolean => OURS.has(name) || OUR_PREFIXES.some((prefix) => name.startsWith(prefix));

/** All that goes to another origin than the one it was meant for. Which other header holds a secret is for nobody to guess. */
const HARMLESS: ReadonlySet<string> = new Set([
  'accept',
  'accept-language',
  'content-type',
  'user-agent',
  'traceparent',
]);

const NAME = /^[!#$%&'*+\-.^_`|~0-9a-z]+$/;
const VALUE = /^[\t\u0020-\u007e\u0080-\u00ff]*$/;

export const outgoingHeaders = (given: Headers): Record<string, string> => {
  const headers: Record<string, string> = { 'user-agent': 'Holdfast' };
  for (const [name, value] of Object.entries(given)) {
    const lower = name.toLowerCase();
    if (!NAME.test(lower) || !VALUE.test(value))
      throw new OutboundFailure(
        'refused',
        `The header ${JSON.stringify(name)} has characters that no header can have.`,
      );
    if (!isOurs(lower)) headers[lower] = value;
  }
  return headers;
};

export const withoutCredentials = (headers: Headers): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => HARMLESS.has(name)));

/** What came back, each name once. */
export const incomingHeaders = (raw: Readonly<Record<string, string | string[] | undefined>>): Headers =>
  Object.fromEntries(
    Object.entries(raw).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, Array.isArray(value) ? value.join(', ') : value]],
    ),
  );
