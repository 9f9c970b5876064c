import type { Patch } from '@holdfast/protocol/workflows/patches';
import type { WorkflowId } from '@holdfast/protocol/workflows/workflow';
import { useState } from 'react';
import { useSettled, useStateAt } from './use-state-at.ts';

/** With what a state is compared. */
export type With = 'before' | 'held' | 'nothing';

export interface Looking {
  readonly id: WorkflowId;
  readonly patches: readonly Patch[];
  readonly place: number;
  /** When the workflow got its last patch, which may have come late and lie before all this. */
  readonly updated: string;
}

const EMPTY: Readonly<Record<string, unknown>> = {};

/** The state after the patch somebody has come to rest at, and the one with which it is compared. */
export const useComparison = ({ id, patches, place, updated }: Looking) => {
  const [compared, compareWith] = useState<With>('before');
  const [held, setHeld] = useState<Patch>();
  const at = useSettled(place);
  const patch = patches[at];
  const other = { before: patches[at - 1], held, nothing: undefined }[compared];
  const now = useStateAt(id, patch, updated);
  const then = useStateAt(id, other, updated);
  const state = now.data ?? EMPTY;
  // before the first patch there was nothing
  const earlier = other === undefined ? EMPTY : (then.data ?? state);
  return {
    patch,
    other,
    state,
    before: compared === 'nothing' ? state : earlier,
    isLoading: now.data === undefined && now.isFetching,
    error: now.error ?? then.error,
    compared,
    compareWith,
    hasHeld: held !== undefined,
    hold: () => {
      setHeld(patch);
      compareWith('held');
    },
  };
};

export type Comparison = ReturnType<typeof useComparison>;
