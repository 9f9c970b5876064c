import { fromJson, type Malformed } from '../json/from-json.ts';
import { USUAL_JSON_LIMITS } from '../json/json-size.ts';
import type { RequestLimits } from './limits.ts';
import { MOST_DESCRIBED, scanRequest } from './scan-request.ts';
import type { Faults, Rejection } from './scan-request.ts';

export type MediaType = 'protobuf' | 'json';

export type ReadRequest =
  | Malformed
  | { readonly kind: 'too_large' }
  | {
      readonly kind: 'readable';
      /** Protobuf, whatever came in: what is stored, and what `decodeRequest` reads later. */
      readonly bytes: Buffer;
      readonly accepted: number;
      readonly rejected: number;
      readonly rejections: readonly Rejection[];
      readonly faults: Faults;
      /** What was ignored, where that is hardly what was meant. */
      readonly warning?: string | undefined;
    };

/** A request as it came, uncompressed: which of its spans can be stored. Nothing at all is a request without spans. */
export const readRequest = (type: MediaType, body: Buffer, limits: RequestLimits): ReadRequest => {
  const written =
    type === 'protobuf'
      ? ({ kind: 'written', bytes: body, rejected: 0, rejections: [], warning: undefined } as const)
      : fromJson(body, USUAL_JSON_LIMITS);
  if (written.kind !== 'written') return written;
  const scan = scanRequest(written.bytes, limits);
  if (scan.kind === 'malformed')
    return { kind: 'malformed', why: 'it is cut off, or something in it is of another type' };
  if (scan.kind !== 'readable') return { kind: 'too_large' };
  return {
    kind: 'readable',
    bytes: written.bytes,
    accepted: scan.accepted.length / 2,
    rejected: written.rejected + scan.rejected,
    faults: withMalformed(scan.faults, written.rejected),
    warning: written.warning,
    rejections: [...written.rejections, ...scan.rejections].slice(0, MOST_DESCRIBED),
  };
};

/** What could not be written as protobuf was malformed. */
const withMalformed = (faults: Faults, count: number): Faults =>
  count === 0 ? faults : new Map([...faults, ['malformed', (faults.get('malformed') ?? 0) + count]]);
