import type { ByteSource } from '../byte-source.ts';
import { UnreadableFile } from '../unreadable-file.ts';
import type { Encoding } from './encoding.ts';
import { encodingNamed, isUtf16 } from './encoding-names.ts';
import { guessEncoding } from './guess-encoding.ts';
import { lineAt } from './line-at.ts';
import { nulCharacter } from './nul-character.ts';
import { createUtf8Check } from './utf8-validity.ts';

/**
 * What the bytes are. A mark counts, then validity: text that is valid UTF-8 without a NUL is hardly ever anything else. Only then
 * what the request says, and a guess only where the request asks for it.
 */
export const findEncoding = async (source: ByteSource, declared: string | undefined): Promise<Encoding> => {
  const said = declared === undefined || declared === 'auto' ? undefined : encodingNamed(declared);
  const looked = await lookAt(source);
  if (looked.mark !== undefined && isUtf16(looked.mark.name)) return looked.mark;
  if (looked.invalidAt === undefined && looked.nulAt === undefined)
    return looked.mark ?? { name: 'utf-8', by: 'validity', markBytes: 0 };
  if (looked.mark !== undefined) throw await brokenUtf8(source, looked);
  if (said !== undefined && said !== 'utf-8') return { name: said, by: 'declared', markBytes: 0 };
  const guess = guessEncoding(looked.sample);
  if (looked.invalidAt === undefined && !isUtf16(guess)) throw await nulCharacter(source, looked.nulAt ?? 0, UTF_8);
  if (declared === 'auto') return { name: guess, by: 'guess', markBytes: 0 };
  throw unclear(source, guess, looked.sample);
};

interface Looked {
  readonly mark: Encoding | undefined;
  readonly invalidAt: number | undefined;
  readonly nulAt: number | undefined;
  /** What is around the first byte that is no UTF-8. */
  readonly sample: Buffer;
}

const UTF_8 = { name: 'utf-8', markBytes: 0 };
const SAMPLE_BYTES = 64 * 1024;
const BEFORE_BYTES = 256;

const lookAt = async (source: ByteSource): Promise<Looked> => {
  const check = createUtf8Check();
  let mark: Encoding | undefined;
  let nulAt: number | undefined;
  let before = 0;
  let sample: Buffer = Buffer.alloc(0);
  for await (const chunk of source.chunks()) {
    if (before === 0) {
      mark = markOf(chunk, source.entry);
      sample = Buffer.from(chunk.subarray(0, SAMPLE_BYTES));
      if (mark !== undefined && isUtf16(mark.name)) break;
    }
    const nul = nulAt === undefined ? chunk.indexOf(0) : -1;
    if (nul !== -1) nulAt = before + nul;
    const invalidAt = check.look(chunk);
    if (invalidAt !== undefined) return { mark, invalidAt, nulAt, sample: around(chunk, invalidAt - before) };
    before += chunk.length;
  }
  return { mark, invalidAt: mark !== undefined && isUtf16(mark.name) ? undefined : check.end(), nulAt, sample };
};

/** From an even place, so that halves of UTF-16 stay together. */
const around = (chunk: Buffer, at: number): Buffer => {
  const from = Math.max(0, at - BEFORE_BYTES) & ~1;
  return Buffer.from(chunk.subarray(from, from + SAMPLE_BYTES));
};

const markOf = (chunk: Buffer, entry: string | undefined): Encoding | undefined => {
  const [a, b, c, d] = chunk;
  const wide = (a === 0xff && b === 0xfe && c === 0 && d === 0) || (a === 0 && b === 0 && c === 0xfe && d === 0xff);
  if (wide) throw new UnreadableFile('wrong_encoding', 'The file is UTF-32. Save it as UTF-8.', { entry });
  if (a === 0xef && b === 0xbb && c === 0xbf) return { name: 'utf-8', by: 'mark', markBytes: 3 };
  if (a === 0xff && b === 0xfe) return { name: 'utf-16le', by: 'mark', markBytes: 2 };
  if (a === 0xfe && b === 0xff) return { name: 'utf-16be', by: 'mark', markBytes: 2 };
  return undefined;
};

const brokenUtf8 = async (source: ByteSource, { invalidAt, nulAt: nul }: Looked): Promise<UnreadableFile> => {
  if (invalidAt === undefined) return nulCharacter(source, nul ?? 0, UTF_8);
  const line = await lineAt(source, invalidAt, UTF_8);
  return new UnreadableFile(
    'wrong_encoding',
    `The file begins as UTF-8 does, and byte ${invalidAt}, in line ${line}, is none. Save it as UTF-8 once more.`,
    { line, offset: invalidAt, entry: source.entry },
  );
};

const PREVIEW_CHARACTERS = 300;

const unclear = (source: ByteSource, guess: string, sample: Buffer): UnreadableFile =>
  new UnreadableFile(
    'encoding_unclear',
    `The file is not valid UTF-8. It may be ${guess}. Send it again with its encoding, or with "auto" to take the guess.`,
    {
      code: 'encoding_unclear',
      entry: source.entry,
      guess,
      preview: new TextDecoder(guess)
        .decode(sample.subarray(0, PREVIEW_CHARACTERS * 2), { stream: true })
        .slice(0, PREVIEW_CHARACTERS),
    },
  );
