import { displayNameOf, UNNAMED } from '../../../../platform/http/uploads/display-name.ts';
import { endingOf } from '../../reading/formats/find-format.ts';

type Headers = Readonly<Record<string, string>>;

/** Endings that say what a file is. */
const TELLING = new Set('csv tsv tab json jsonl ndjson md markdown mdown xlsx xlsm zip gz gzip'.split(' '));

const BY_TYPE: ReadonlyMap<string, string> = new Map(
  Object.entries({
    'text/csv': 'csv',
    'application/csv': 'csv',
    'text/tab-separated-values': 'tsv',
    'application/json': 'json',
    'application/x-ndjson': 'jsonl',
    'application/jsonl': 'jsonl',
    'text/markdown': 'md',
    'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'xlsx',
  }),
);

interface Answered {
  /** As it was asked for, and where the answer came from in the end. */
  readonly urls: readonly string[];
  readonly headers: Headers;
}

/** What the file is called: as the server says, as the URL ends, and with the ending of its type where neither tells one. */
export const nameOfAnswer = ({ urls, headers }: Answered): string => {
  const names = [attachedName(headers['content-disposition']), ...urls.map(lastOfPath)]
    .filter((name) => name !== undefined)
    .map((name) => displayNameOf(unpackedName(name, headers)))
    .filter((name) => name !== UNNAMED);
  const telling = names.find((name) => TELLING.has(endingOf(name)));
  if (telling !== undefined) return telling;
  const name = names[0] ?? 'feed';
  const ending = BY_TYPE.get(typeOf(headers));
  return ending === undefined ? name : displayNameOf(`${name}.${ending}`);
};

/** What was unpacked on the way is not packed any more, whatever it is called. */
const unpackedName = (name: string, headers: Headers): string =>
  headers['content-encoding'] === undefined ? name : name.replace(/\.gz(?:ip)?$/i, '');

const typeOf = (headers: Headers): string =>
  (headers['content-type'] ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';

const attachedName = (disposition = ''): string | undefined => {
  const encoded = /;\s*filename\*\s*=\s*utf-8''([^;\s]{1,1000})/i.exec(disposition)?.[1];
  return decoded(encoded) ?? /\bfilename="?([^";]{1,1000})/i.exec(disposition)?.[1];
};

const lastOfPath = (url: string): string | undefined => decoded(new URL(url).pathname.split('/').at(-1));

const decoded = (text: string | undefined): string | undefined => {
  if (text === undefined || text === '') return undefined;
  try {
    return decodeURIComponent(text);
  } catch {
    // not encoded after all: shown as it is
    return text;
  }
};
