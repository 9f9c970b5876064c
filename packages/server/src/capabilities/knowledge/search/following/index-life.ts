import type { Space } from '../../embedding/store/spaces.ts';
import type { Intake } from './intake.ts';
import type { Moment } from './store.ts';

/** How far an index has followed, while its thread lives. */
export interface IndexLife {
  space(): Space | undefined;
  isUpTo(moment: Moment, current: Space | undefined): boolean;
  /** Not twice at the same time. */
  advance(moment: Moment, current: Space | undefined): Promise<void>;
}

interface Holding {
  readonly space: Space | undefined;
  /** All vectors of the space up to this change are there. */
  to: number;
}

export const createIndexLife = (intake: Intake): IndexLife => {
  let pairsTo = 0;
  /** Undefined until a space was looked for. */
  let holding: Holding | undefined;
  /** Another space is being read, while the one before still answers. */
  let turning: Promise<void> | undefined;

  const hold = async (space: Space | undefined, to: number): Promise<void> => {
    if (space !== undefined) await intake.vectors({ from: 0, to }, space);
    holding = { space, to };
    await intake.keepSpace(space);
  };
  const turnTo = (space: Space | undefined, to: number): void => {
    turning ??= hold(space, to)
      // whoever asks next begins again
      .catch(() => {})
      .finally(() => {
        turning = undefined;
      });
  };
  const keepVectors = async (held: Holding, to: number): Promise<void> => {
    if (held.space !== undefined && held.to < to) await intake.vectors({ from: held.to, to }, held.space);
    held.to = Math.max(held.to, to);
  };

  return {
    space: () => holding?.space,
    isUpTo: ({ change }, current) =>
      pairsTo >= change &&
      holding !== undefined &&
      holding.to >= change &&
      (holding.space?.id === current?.id || turning !== undefined),
    async advance({ change }, current) {
      if (pairsTo < change) await intake.pairs({ from: pairsTo, to: change }, holding?.space);
      pairsTo = Math.max(pairsTo, change);
      if (holding === undefined) {
        await hold(current, change);
        return;
      }
      if (holding.space?.id !== current?.id) turnTo(current, change);
      await keepVectors(holding, change);
    },
  };
};
