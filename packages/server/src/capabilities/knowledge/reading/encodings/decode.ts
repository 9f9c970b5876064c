import type { ByteSource } from '../byte-source.ts';
import { UnreadableFile } from '../unreadable-file.ts';
import { isUtf16 } from './encoding-names.ts';
import type { Encoding } from './encoding.ts';
import { lineAt } from './line-at.ts';
import { nulCharacter } from './nul-character.ts';
import { wholeCharacters } from './utf8-validity.ts';

/** Undefined where the bytes cannot be decoded. */
type Decode = (bytes: Buffer, last: boolean) => string | undefined;

/** The text of a file, piece by piece. What cannot be decoded is refused with its place, and so is NUL. */
export async function* textOf(source: ByteSource, encoding: Encoding): AsyncGenerator<string> {
  const decode = decoderOf(encoding.name);
  let skip = encoding.markBytes;
  let offset = 0;
  const decoded = async (bytes: Buffer, last: boolean): Promise<string> => {
    const text = decode(bytes, last);
    if (text === undefined) throw await undecodable(source, encoding, offset + placeOf(encoding.name, bytes));
    if (text.includes('\u0000')) throw await nulIn(source, encoding, offset);
    return text;
  };
  for await (const chunk of source.chunks()) {
    const bytes = chunk.subarray(Math.min(skip, chunk.length));
    offset += chunk.length - bytes.length;
    skip -= chunk.length - bytes.length;
    const text = await decoded(bytes, false);
    offset += bytes.length;
    if (text !== '') yield text;
  }
  const end = await decoded(Buffer.alloc(0), true);
  if (end !== '') yield end;
}

const decoderOf = (name: string): Decode => {
  if (name === 'utf-8') return utf8Decoder();
  if (name === 'iso-8859-1') return (bytes) => bytes.toString('latin1');
  if (isUtf16(name)) return utf16Decoder(name === 'utf-16be');
  const decoder = new TextDecoder(name, { fatal: true, ignoreBOM: true });
  return (bytes, last) => {
    try {
      return decoder.decode(bytes, { stream: !last });
    } catch {
      return undefined;
    }
  };
};

/** Of bytes that were looked at before: Buffer decodes ten times faster than a decoder that must check. */
const utf8Decoder = (): Decode => {
  let rest: Buffer = Buffer.alloc(0);
  return (chunk, last) => {
    const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    const whole = last ? bytes.length : wholeCharacters(bytes);
    rest = Buffer.from(bytes.subarray(whole));
    return bytes.toString('utf8', 0, whole);
  };
};

const isHighSurrogate = (unit: number): boolean => unit >= 0xd800 && unit <= 0xdbff;

const utf16Decoder = (bigEndian: boolean): Decode => {
  let rest: Buffer = Buffer.alloc(0);
  return (chunk, last) => {
    const bytes = Buffer.concat([rest, chunk]);
    let whole = bytes.length - (bytes.length % 2);
    const unit = whole < 2 ? 0 : bigEndian ? bytes.readUInt16BE(whole - 2) : bytes.readUInt16LE(whole - 2);
    if (!last && isHighSurrogate(unit)) whole -= 2;
    rest = Buffer.from(bytes.subarray(whole));
    if (last && rest.length > 0) return undefined;
    const units = bytes.subarray(0, whole);
    const text = (bigEndian ? units.swap16() : units).toString('utf16le');
    return text.isWellFormed() ? text : undefined;
  };
};

/** Where in the bytes the decoder stops, as near as can be said without what came before them. */
const placeOf = (name: string, bytes: Buffer): number => {
  let good = 0;
  let bad = bytes.length;
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    if (decoderOf(name)(bytes.subarray(0, middle), false) === undefined) bad = middle;
    else good = middle;
  }
  // half a character is found by what follows it
  return isUtf16(name) ? Math.max(0, good - 3) & ~1 : good;
};

const undecodable = async (source: ByteSource, { name, by, markBytes }: Encoding, offset: number) => {
  const line = await lineAt(source, offset, { name, markBytes });
  const said = by === 'mark' ? 'its byte-order mark says so' : by === 'declared' ? 'the request says so' : 'a guess';
  return new UnreadableFile(
    'wrong_encoding',
    `The file was read as ${name} (${said}), and near byte ${offset}, in line ${line}, it is not. Name its true encoding, or save it as UTF-8.`,
    { line, offset, entry: source.entry, ...(by === 'mark' ? {} : { field: 'encoding' as const }) },
  );
};

const nulIn = async (source: ByteSource, encoding: Encoding, from: number): Promise<UnreadableFile> => {
  const wide = isUtf16(encoding.name);
  let before = 0;
  let offset = from;
  for await (const chunk of source.chunks()) {
    const found = before + chunk.length <= from ? -1 : indexOfNul(chunk, Math.max(0, from - before), wide, before);
    before += chunk.length;
    if (found < 0) continue;
    offset = before - chunk.length + found;
    break;
  }
  return nulCharacter(source, offset, encoding);
};

const indexOfNul = (chunk: Buffer, from: number, wide: boolean, before: number): number => {
  if (!wide) return chunk.indexOf(0, from);
  for (let at = from + ((from + before) % 2); at + 1 < chunk.length; at += 2)
    if (chunk[at] === 0 && chunk[at + 1] === 0) return at;
  return -1;
};
