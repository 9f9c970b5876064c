import type { PatchPlace } from '@holdfast/protocol/workflows/workflow';

/** To the microsecond: which of two was first is what one looks for. */
export const timeWords = ({ time }: Pick<PatchPlace, 'time'>): string =>
  `${time.slice(0, 10)} ${time.slice(11, -1)} UTC`;

export const placeName = ({ node, sequence }: Pick<PatchPlace, 'node' | 'sequence'>): string => `${node} ${sequence}`;
