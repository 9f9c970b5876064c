import { useMutation } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { refusalWords } from '../live/refusal-words.ts';
import { useHoldfast } from '../server/holdfast-context.ts';
import type { Deed } from './deed.ts';

export interface Deeds {
  /** Asks first where the deed has a question, else does it. */
  readonly propose: (deed: Deed) => void;
  readonly isRunning: boolean;
  readonly asked: Deed | undefined;
  readonly confirm: () => void;
  readonly leave: () => void;
  readonly said: ReactNode;
  readonly undo: Deed | undefined;
  readonly refusal: string | undefined;
}

/**
 * Does one deed at a time and keeps what came of it. `lookAgain` shows what is so now, whatever came of it; until it is shown nothing
 * more is done, since it would name a version that is not there any more.
 */
export const useDeeds = (lookAgain: () => Promise<unknown>): Deeds => {
  const holdfast = useHoldfast();
  const [asked, setAsked] = useState<Deed | undefined>(undefined);
  const { mutate, isPending, error, data } = useMutation<{ said: ReactNode; undo: Deed | undefined }, Error, Deed>({
    networkMode: 'always',
    mutationFn: async (deed) => {
      const answer = await deed.ask(holdfast);
      return { said: deed.done(answer), undo: deed.undo?.(answer) };
    },
    onSettled: lookAgain,
  });
  const run = (deed: Deed): void => {
    if (!isPending) mutate(deed);
  };
  return {
    propose: (deed) => (deed.question === undefined ? run(deed) : setAsked(deed)),
    isRunning: isPending,
    asked,
    confirm: () => {
      if (asked !== undefined) run(asked);
    },
    leave: () => setAsked(undefined),
    said: data?.said,
    undo: data?.undo,
    refusal: error === null ? undefined : refusalWords(error),
  };
};
