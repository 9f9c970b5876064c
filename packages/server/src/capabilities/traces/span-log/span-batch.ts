import type { WorkspaceId } from '@holdfast/protocol/ids';

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
  /** An ExportTraceServiceRequest in protobuf. Spans that were rejected are still in it: whoever decodes it judges again. */
  readonly bytes: Buffer;
}

/** Version, source, two bytes of nothing, the time in 8 bytes, the workspace in 16. All numbers are little-endian. */
const HEADER_BYTES = 28;
const VERSION = 1;
const AT = { version: 0, source: 1, receivedAt: 4, workspace: 12 } as const;

/** The parts of a record of the log, so that the bytes need not be copied. */
export const encodeSpanBatch = ({ workspace, receivedAt, source, bytes }: SpanBatch): readonly Buffer[] => {
  const header = Buffer.alloc(HEADER_BYTES);
  header.writeUInt8(VERSION, AT.version);
  header.writeUInt8(source === 'other' ? OTHER : SOURCES.indexOf(source), AT.source);
  header.writeBigUInt64LE(BigInt(receivedAt), AT.receivedAt);
  header.write(workspace.replaceAll('-', ''), AT.workspace, 'hex');
  return [header, bytes];
};

const OTHER = 255;

/** Undefined for a record that a newer version wrote, or nobody. */
export const decodeSpanBatch = (payload: Buffer): SpanBatch | undefined => {
  if (payload.length < HEADER_BYTES || payload.readUInt8(AT.version) !== VERSION) return undefined;
  return {
    workspace: uuidOf(payload.toString('hex', AT.workspace, HEADER_BYTES)),
    receivedAt: Number(payload.readBigUInt64LE(AT.receivedAt)),
    source: SOURCES[payload.readUInt8(AT.source)] ?? 'other',
    bytes: payload.subarray(HEADER_BYTES),
  };
};

/** What was written was a workspace's id. */
const uuidOf = (hex: string): WorkspaceId =>
  [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-') as WorkspaceId;
