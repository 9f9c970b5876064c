import type { WorkspaceId } from '@holdfast/protocol/ids';
import { USUAL_LIMITS, type RequestLimits } from '../otlp/request/limits.ts';

/** How spans came. The number of each is on disks: new ones are added behind. */
export const SOURCES = ['http', 'grpc', 'langfuse', 'own'] as const;
export type Source = (typeof SOURCES)[number];

/** What was acknowledged at once: one request of one workspace, as it was judged. */
export interface SpanBatch {
  readonly workspace: WorkspaceId;
  /** Microseconds since 1970. */
  readonly receivedAt: number;
  /** `other` was written by a newer version. */
  readonly source: Source | 'other';
  /** The most bytes that a span might have when it came: larger ones were rejected. */
  readonly spanBytes: number;
  /** An ExportTraceServiceRequest in protobuf. Spans that were rejected are still in it: whoever decodes it judges again. */
  readonly bytes: Buffer;
}

/** Version, source, two bytes of nothing, the time in 8 bytes, the workspace in 16, the most bytes of a span in 4. All numbers are little-endian. */
const HEADER_BYTES = 32;
const VERSION = 1;
const AT = { version: 0, source: 1, receivedAt: 4, workspace: 12, spanBytes: 28 } as const;

/** The parts of a record of the log, so that the bytes need not be copied. */
export const encodeSpanBatch = ({ workspace, receivedAt, source, spanBytes, bytes }: SpanBatch): readonly Buffer[] => {
  const header = Buffer.alloc(HEADER_BYTES);
  header.writeUInt8(VERSION, AT.version);
  header.writeUInt8(source === 'other' ? OTHER : SOURCES.indexOf(source), AT.source);
  header.writeBigUInt64LE(BigInt(receivedAt), AT.receivedAt);
  header.write(workspace.replaceAll('-', ''), AT.workspace, 'hex');
  header.writeUInt32LE(spanBytes, AT.spanBytes);
  return [header, bytes];
};

const OTHER = 255;

/** Undefined for a record that a newer version wrote, or nobody. */
export const decodeSpanBatch = (payload: Buffer): SpanBatch | undefined => {
  if (payload.length < HEADER_BYTES || payload.readUInt8(AT.version) !== VERSION) return undefined;
  return {
    workspace: uuidOf(payload.toString('hex', AT.workspace, AT.spanBytes)),
    receivedAt: Number(payload.readBigUInt64LE(AT.receivedAt)),
    source: SOURCES[payload.readUInt8(AT.source)] ?? 'other',
    spanBytes: payload.readUInt32LE(AT.spanBytes),
    bytes: payload.subarray(HEADER_BYTES),
  };
};

/** What was written was a workspace's id. */
const uuidOf = (hex: string): WorkspaceId =>
  [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-') as WorkspaceId;

/** By what the spans of a batch were judged when they came, whatever is set now. */
export const limitsOf = ({ spanBytes }: Pick<SpanBatch, 'spanBytes'>): RequestLimits => ({
  ...USUAL_LIMITS,
  spanBytes,
});
