import { getLatestProofs } from '@holdfast/protocol/proofs/latest';
import type { ProofsReport } from '@holdfast/protocol/proofs/report';
import { useLive } from '../live/use-live.ts';

const KEY = ['proofs'] as const;

/** A report grows by nothing but another run: it is read once and when somebody asks. */
export const useProofs = () =>
  useLive<ProofsReport>({
    key: KEY,
    ask: (holdfast, signal) => holdfast.call(getLatestProofs, {}, { signal }),
    isResting: () => true,
  });
