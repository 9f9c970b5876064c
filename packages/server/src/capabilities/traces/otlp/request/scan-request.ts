import { ProtobufReader } from '../protobuf/reader.ts';
import { describeSpan } from './describe-span.ts';
import type { SpanDescription } from './describe-span.ts';
import { judgeSpan } from './judge-span.ts';
import type { Fault } from './judge-span.ts';
import type { RequestLimits } from './limits.ts';
import { walkRequest } from './walk-request.ts';

export interface Rejection extends SpanDescription {
  readonly fault: Fault;
}

export type Scan =
  | { readonly kind: 'malformed' }
  | { readonly kind: 'too_many_spans' }
  | {
      readonly kind: 'readable';
      readonly spans: number;
      /** From and to of each accepted span, one after the other. */
      readonly accepted: readonly number[];
      readonly rejected: number;
      /** The first of them, described; the others are only counted. */
      readonly rejections: readonly Rejection[];
      readonly faults: Faults;
    };

/** How many spans were rejected, by what was wrong with them. */
export type Faults = ReadonlyMap<Fault, number>;

/** As many are named to the sender. */
export const MOST_DESCRIBED = 10;

/** Says which spans of a request can be stored, before anything is stored or decoded. */
export const scanRequest = (bytes: Buffer, limits: RequestLimits): Scan => {
  const reader = new ProtobufReader(bytes);
  const accepted: number[] = [];
  const rejections: Rejection[] = [];
  const faults = new Map<Fault, number>();
  let spans = 0;
  walkRequest(reader, limits, () => {
    spans += 1;
    if (spans > limits.spans) reader.fail();
    if (reader.failed) return;
    const { from, to } = reader;
    const fault = judgeSpan(reader, limits);
    if (fault === undefined) {
      accepted.push(from, to);
      return;
    }
    faults.set(fault, (faults.get(fault) ?? 0) + 1);
    if (rejections.length < MOST_DESCRIBED) rejections.push({ fault, ...describeSpan(bytes.subarray(from, to)) });
  });
  if (spans > limits.spans) return { kind: 'too_many_spans' };
  if (reader.failed) return { kind: 'malformed' };
  return { kind: 'readable', spans, accepted, rejected: spans - accepted.length / 2, rejections, faults };
};
