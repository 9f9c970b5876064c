import { isUtf8 } from 'node:buffer';
import type { Rejection } from '../request/scan-request.ts';
import { fitsJsonLimits, type JsonLimits } from './json-size.ts';
import { writeRequest } from './json-fields.ts';
import { createJsonWriting, isObject, type JsonWriting } from './json-writing.ts';

export interface Malformed {
  readonly kind: 'malformed';
  readonly why: string;
}

export type FromJson =
  | Malformed
  /** It would become more, or lie deeper, than this process wants to hold. */
  | { readonly kind: 'too_large' }
  | {
      readonly kind: 'written';
      readonly bytes: Buffer;
      /** Spans that were left out, of which the first are described. */
      readonly rejected: number;
      readonly rejections: readonly Rejection[];
      /** What was ignored, where that is hardly what was meant. */
      readonly warning: string | undefined;
    };

/**
 * Writes a request in OTLP/JSON as protobuf. From there on it is judged, stored and decoded as every other, so that both can
 * never mean different things.
 */
export const fromJson = (bytes: Buffer, limits: JsonLimits): FromJson => {
  if (!fitsJsonLimits(bytes, limits)) return { kind: 'too_large' };
  const parsed = parse(bytes);
  if (parsed === undefined) return { kind: 'malformed', why: 'it is no JSON in UTF-8' };
  const writing = createJsonWriting();
  writeRequest(writing, parsed.value);
  if (writing.failed) return { kind: 'malformed', why: otherType(writing) };
  const { rejected, rejections } = writing;
  return {
    kind: 'written',
    bytes: writing.writer.finish(),
    rejected,
    rejections,
    warning: warningOf(writing, parsed.value),
  };
};

const otherType = ({ failedAt }: JsonWriting): string =>
  failedAt === undefined ? 'it is no object' : `${JSON.stringify(failedAt)} is not what OTLP says it is`;

const warningOf = ({ misspelt }: JsonWriting, request: unknown): string | undefined => {
  if (misspelt !== undefined) {
    const { written, meant } = misspelt;
    return `${JSON.stringify(written)} was ignored: in OTLP/JSON it is written ${JSON.stringify(meant)}.`;
  }
  const isMeantEmpty = !isObject(request) || 'resourceSpans' in request || Object.keys(request).length === 0;
  return isMeantEmpty ? undefined : 'Nothing was stored: the body has no "resourceSpans".';
};

const parse = (bytes: Buffer): { readonly value: unknown } | undefined => {
  if (!isUtf8(bytes)) return undefined;
  try {
    return { value: JSON.parse(bytes.toString('utf8')) as unknown };
  } catch {
    // what is wrong in it is the sender's to find, and may be anything he wrote
    return undefined;
  }
};
