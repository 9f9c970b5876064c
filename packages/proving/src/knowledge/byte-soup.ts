import { gzipSync } from 'node:zlib';
import type { Random } from '../run/random.ts';
import { inEveryFormat } from './formats.ts';
import { numbered } from './tables.ts';

export interface Soup {
  readonly filename: string;
  readonly bytes: Buffer;
  readonly encoding: string | undefined;
}

const ENDINGS = ['.csv', '.tsv', '.json', '.jsonl', '.md', '.xlsx', '.zip', '.csv.gz', '.txt', ''];
const TEETH = [
  '"',
  '{',
  '}',
  '[',
  ']',
  ',',
  ';',
  ':',
  '\n',
  '\r',
  '\t',
  '#',
  '\\',
  'Q:',
  'A:',
  'a',
  ' ',
  'é',
  '<',
  '&',
];

const bytesOf = (random: Random, most: number): Buffer =>
  Buffer.from(Array.from({ length: random.between(1, most) }, () => random.between(0, 255)));

const teeth = (random: Random): Buffer =>
  Buffer.from(Array.from({ length: random.between(1, 2_000) }, () => random.pick(TEETH)).join(''));

/** A good file in which some bytes were changed, taken away or written twice. */
const spoiled = (random: Random, good: Buffer): Buffer => {
  let bytes = Buffer.from(good);
  for (let times = random.between(1, 8); times > 0; times -= 1) {
    const at = random.between(0, bytes.length - 1);
    const act = random.next() ** 2;
    if (act < 0.5) bytes[at] = random.between(0, 255);
    else if (act < 0.7) bytes = bytes.subarray(0, at + 1);
    else if (act < 0.85) bytes = Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + random.between(1, 50))]);
    else bytes = Buffer.concat([bytes.subarray(0, at), bytes.subarray(0, random.between(1, 100)), bytes.subarray(at)]);
    if (bytes.length === 0) return Buffer.from('x');
  }
  return bytes;
};

/** Bytes that nobody meant. */
export const byteSoup = (random: Random): Soup => {
  const kind = random.next();
  const encoding = random.pick([undefined, undefined, 'auto', 'auto', 'utf-16le', 'gb18030']);
  if (kind < 0.2) return { filename: `x${random.pick(ENDINGS)}`, bytes: bytesOf(random, 4_000), encoding };
  if (kind < 0.3) return { filename: 'x.gz', bytes: gzipSync(bytesOf(random, 4_000)), encoding };
  if (kind < 0.5) return { filename: `x${random.pick(ENDINGS)}`, bytes: teeth(random), encoding };
  const [filename, good] = random.pick([...inEveryFormat(numbered(20))]);
  return { filename, bytes: spoiled(random, Buffer.from(good)), encoding };
};
