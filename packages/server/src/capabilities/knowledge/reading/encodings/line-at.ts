import type { ByteSource } from '../byte-source.ts';
import { isUtf16 } from './encoding-names.ts';
import type { Encoding } from './encoding.ts';

const LINE_FEED = 0x0a;

/** In which line a byte stands. The file is read once more for it: nobody needs it of a file that is well. */
export const lineAt = async (
  source: ByteSource,
  offset: number,
  { name, markBytes }: Pick<Encoding, 'name' | 'markBytes'>,
): Promise<number> => {
  const wide = isUtf16(name);
  // a line feed in UTF-16 has its other byte zero, before it or behind it
  const second = name === 'utf-16be' ? 1 : 0;
  let line = 1;
  let before = 0;
  let last = 0;
  for await (const chunk of source.chunks()) {
    for (let at = chunk.indexOf(LINE_FEED); at !== -1; at = chunk.indexOf(LINE_FEED, at + 1)) {
      if (before + at >= offset) return line;
      if (!wide || ((before + at - markBytes) % 2 === second && other(chunk, at, second, last) === 0)) line += 1;
    }
    last = chunk[chunk.length - 1] ?? last;
    before += chunk.length;
    if (before >= offset) return line;
  }
  return line;
};

const other = (chunk: Buffer, at: number, second: number, last: number): number =>
  second === 1 ? (at === 0 ? last : (chunk[at - 1] ?? 1)) : (chunk[at + 1] ?? 0);
