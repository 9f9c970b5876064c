import { storableText } from '../../imports/storable.ts';

const MOST_BYTES = 2_000;
const LONGEST = 300;
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\s]+/gu;
/** What stands for bytes that are no text. */
const NO_TEXT = '\ufffd';
const MARKUP = /<(script|style)\b[^<]*<\/\1>|<[^<>]{0,500}>/giu;

interface Answer {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: AsyncIterable<Buffer>;
  cancel(): void;
}

/** What of a request is for its server alone: viewers see neither its header nor the query of its URL. */
export interface Unsaid {
  readonly header: string | undefined;
  readonly url: string;
}

/** The beginning of what a server says of its failure, as one line without what is for it alone. */
export const saidByServer = async (answer: Answer, unsaid: Unsaid): Promise<string | undefined> => {
  const text = await beginningOf(answer).catch(() => '');
  const type = answer.headers['content-type'] ?? '';
  if (!/^(?:$|text\/|application\/(?:[a-z.+-]*json|[a-z.+-]*xml))/i.test(type) || text.includes(NO_TEXT))
    return undefined;
  const plain = storableText(withoutSecrets(text, unsaid).replaceAll(MARKUP, ' ').replaceAll(UNSEEN, ' ').trim());
  if (plain === '') return undefined;
  return plain.length > LONGEST ? `${plain.slice(0, LONGEST)} …` : plain;
};

const beginningOf = async ({ body, cancel }: Answer): Promise<string> => {
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const chunk of body) {
      chunks.push(chunk);
      bytes += chunk.length;
      if (bytes >= MOST_BYTES) break;
    }
  } finally {
    cancel();
  }
  // a letter that is cut off at the end is left out
  return new TextDecoder().decode(Buffer.concat(chunks).subarray(0, MOST_BYTES), { stream: true });
};

const withoutSecrets = (text: string, { header, url }: Unsaid): string =>
  hide(hide(text, headerSecrets(header), '[header]'), querySecrets(url), '[query]');

const hide = (text: string, secrets: readonly string[], shown: string): string =>
  secrets.reduce((hidden, secret) => withoutBeginning(hidden.replaceAll(secret, shown), secret), text);

/** What is read of an answer may end within a secret. */
const withoutBeginning = (text: string, secret: string): string => {
  for (let length = secret.length - 1; length >= LEAST_BEGINNING; length -= 1)
    if (text.endsWith(secret.slice(0, length))) return text.slice(0, -length);
  return text;
};

const LEAST_SECRET = 8;
const LEAST_BEGINNING = 4;
const isLong = ({ length }: string): boolean => length >= LEAST_SECRET;

/** The whole value, and each word of it: `Bearer` may be repeated without what follows, and what follows without it. */
const headerSecrets = (header: string | undefined): string[] =>
  header === undefined ? [] : [header, ...header.split(/\s+/).filter(isLong)];

/** All of it, and each value, as it is written and as it is meant. */
const querySecrets = (url: string): string[] => {
  const { search, searchParams } = new URL(url);
  const written = search.slice(1).split('&');
  const values = written.map((one) => one.slice(one.indexOf('=') + 1));
  return [search.slice(1), ...values, ...searchParams.values()].filter(isLong);
};
