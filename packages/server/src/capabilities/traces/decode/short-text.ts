import { BEGINNING_BYTES, WHOLE_BYTES, wholeCharacters } from './cutting.ts';
import type { Side } from './cutting.ts';
import { sharedText } from '../otlp/records/shared-texts.ts';
import { shortJson } from './short-json.ts';

const OPENING = new Set([0x22, 0x5b, 0x7b]);

/**
 * Text from its bytes, or what is needed of a long one: of JSON, JSON with the message that is wanted and with long strings cut; of
 * anything else its beginning.
 */
export const shortText = (bytes: Buffer, from: number, to: number, side: Side): string => {
  if (to - from <= WHOLE_BYTES) return sharedText(bytes, from, to);
  const text = bytes.subarray(from, to);
  const json = OPENING.has(text[0] ?? 0) ? shortJson(text, side) : undefined;
  return json ?? beginningOf(text);
};

const beginningOf = (text: Buffer): string => text.toString('utf8', 0, wholeCharacters(text, BEGINNING_BYTES));
