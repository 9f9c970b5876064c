import { randomHex } from '../crypto/random.ts';

/** A place in a trace: W3C Trace Context. */
export interface TraceContext {
  readonly traceId: string;
  readonly spanId: string;
  readonly sampled: boolean;
}

const HEADER = /^([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?$/;

/** Undefined for a header that is missing or breaks the specification: the trace then starts here. */
export const readTraceparent = (header: string | string[] | undefined): TraceContext | undefined => {
  if (typeof header !== 'string') return undefined;
  const [, version = '', traceId = '', spanId = '', flags = '', more] = HEADER.exec(header.trim()) ?? [];
  const isValid = version !== '' && version !== 'ff' && !/^0+$/.test(traceId) && !/^0+$/.test(spanId);
  if (!isValid || (version === '00' && more !== undefined)) return undefined;
  return { traceId, spanId, sampled: (Number.parseInt(flags, 16) & 1) === 1 };
};

export const writeTraceparent = ({ traceId, spanId, sampled }: TraceContext): string =>
  `00-${traceId}-${spanId}-${sampled ? '01' : '00'}`;

/** A new place below another, or at the root of a new trace. */
export const descend = (parent: TraceContext | undefined): TraceContext => {
  const bytes = randomHex(parent === undefined ? 24 : 8);
  return { spanId: bytes.slice(0, 16), traceId: parent?.traceId ?? bytes.slice(16), sampled: parent?.sampled ?? true };
};
