import { ProtobufReader } from '../protobuf/reader.ts';
import { judgeSpan } from '../request/judge-span.ts';
import type { RequestLimits } from '../request/limits.ts';
import { walkRequest } from '../request/walk-request.ts';
import { decodeSpan } from './decode-span.ts';
import { JsonText } from './json-text.ts';
import type { SpanRecord } from './span-record.ts';
import { surroundingsReader } from './surroundings-reader.ts';

/**
 * Hands over every span of a request that can be stored, by the same judgement that counted them when the request came in. Says
 * whether the request was readable.
 */
export const decodeRequest = (bytes: Buffer, limits: RequestLimits, onSpan: (span: SpanRecord) => void): boolean => {
  const reader = new ProtobufReader(bytes);
  const text = new JsonText();
  const read = surroundingsReader(bytes, text);
  let spans = 0;
  walkRequest(reader, limits, (around) => {
    spans += 1;
    if (spans > limits.spans) reader.fail();
    if (reader.failed) return;
    const { from, to } = reader;
    if (judgeSpan(reader, limits) !== undefined) return;
    const { at, end } = reader;
    const surroundings = read(around);
    [reader.from, reader.to] = [from, to];
    onSpan(decodeSpan(reader, text, surroundings));
    reader.resume(at, end);
  });
  return !reader.failed;
};
