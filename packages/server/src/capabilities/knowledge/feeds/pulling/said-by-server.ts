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

/** The beginning of what a server says of its failure, as one line without the header that we sent. */
export const saidByServer = async (answer: Answer, secret: string | undefined): Promise<string | undefined> => {
  const text = await beginningOf(answer).catch(() => '');
  const type = answer.headers['content-type'] ?? '';
  if (!/^(?:$|text\/|application\/(?:[a-z.+-]*json|[a-z.+-]*xml))/i.test(type) || text.includes(NO_TEXT))
    return undefined;
  const plain = storableText(withoutSecret(text, secret).replaceAll(MARKUP, ' ').replaceAll(UNSEEN, ' ').trim());
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

/** The whole value, and each word of it: `Bearer` may be repeated without what follows, and what follows without it. */
const withoutSecret = (text: string, secret: string | undefined): string =>
  secret === undefined
    ? text
    : [secret, ...secret.split(/\s+/).filter((word) => word.length >= LEAST_SECRET)].reduce(
        (hidden, word) => hidden.replaceAll(word, '[header]'),
        text,
      );

const LEAST_SECRET = 8;
