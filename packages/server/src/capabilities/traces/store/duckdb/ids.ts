import type { WorkspaceId } from '@holdfast/protocol/ids';
import type { SpanId, TraceId } from '@holdfast/protocol/traces/ids';

/** Ids as numbers, which is how they are kept: half the bytes of their text. */
export const workspaceNumber = (id: WorkspaceId): bigint => BigInt(`0x${id.replaceAll('-', '')}`);
export const numberOf = (hex: string): bigint => BigInt(`0x${hex}`);

export const traceIdOf = (number: bigint): TraceId => number.toString(16).padStart(32, '0') as TraceId;
export const spanIdOf = (number: bigint): SpanId => number.toString(16).padStart(16, '0') as SpanId;
