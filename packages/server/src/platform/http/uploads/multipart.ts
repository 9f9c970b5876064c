import { fail } from '../../failure.ts';
import { createByteSource, EndedEarly, type ByteSource } from './byte-source.ts';
import { readPartHead, type PartHead } from './part-head.ts';

export interface Part extends PartHead {
  /** Read to its end before the next part is asked for. */
  readonly content: AsyncIterable<Buffer>;
}

const LONGEST_BOUNDARY = 70;
const BOUNDARY = /^[\w'()+,./:=? -]*[\w'()+,./:=?-]$/u;
/** Of the headers of one part, and of what may stand before the first. */
const HEAD_BYTES = 8 * 1024;
const LONGEST_NAME = 100;
const MOST_PARTS = 32;
const LINE_END = Buffer.from('\r\n');
const HEAD_END = Buffer.from('\r\n\r\n');

/** The parts of a multipart/form-data body, one after the other, as they come. What follows the last is not read. */
export async function* readParts(body: AsyncIterable<Buffer>, boundary: string): AsyncGenerator<Part, void, void> {
  if (boundary.length > LONGEST_BOUNDARY || !BOUNDARY.test(boundary))
    malformed(`The boundary of the form must be 1 to ${LONGEST_BOUNDARY} characters that RFC 2046 allows.`);
  const source = createByteSource(body);
  const delimiter = Buffer.from(`\r\n--${boundary}`);
  try {
    // the first boundary may be the very beginning of the body
    source.giveBack(LINE_END);
    await within(source.until(delimiter), HEAD_BYTES, 'The form does not begin with its boundary.');
    for (let count = 1; !(await isLast(source)); count += 1) {
      if (count > MOST_PARTS) malformed(`A form may have ${MOST_PARTS} parts.`);
      const head = await readHead(source);
      yield { ...head, content: source.until(delimiter) };
    }
  } catch (error) {
    if (error instanceof EndedEarly) malformed('The form ends before its last boundary.');
    throw error;
  }
}

/** Two hyphens behind a boundary end the form; else its line ends there, perhaps after blanks. */
const isLast = async (source: ByteSource): Promise<boolean> => {
  const two = await source.take(2);
  if (two.equals(Buffer.from('--'))) return true;
  source.giveBack(two);
  const padding = await within(source.until(LINE_END), HEAD_BYTES, 'A boundary of the form stands within a line.');
  if (/[^ \t]/u.test(padding.toString('latin1'))) malformed('A boundary of the form stands within a line.');
  return false;
};

const readHead = async (source: ByteSource): Promise<PartHead> => {
  source.giveBack(LINE_END);
  const bytes = await within(source.until(HEAD_END), HEAD_BYTES, `The headers of a part may have ${HEAD_BYTES} bytes.`);
  const head = readPartHead(bytes) ?? malformed('A part of the form has no Content-Disposition with a name in UTF-8.');
  if (head.name.length > LONGEST_NAME) malformed(`The name of a part may have ${LONGEST_NAME} characters.`);
  return head;
};

/** All of it together, as long as it is not larger than this. */
export const within = async (content: AsyncIterable<Buffer>, mostBytes: number, why: string): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of content) {
    bytes += chunk.length;
    if (bytes > mostBytes) malformed(why);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
};

const malformed = (detail: string): never => fail('malformed', { detail });
