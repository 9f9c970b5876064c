import type { Client } from '@holdfast/client/client';
import { useMutation } from '@tanstack/react-query';
import { useHoldfast } from '../server/holdfast-context.ts';
import { refusalWords } from './refusal-words.ts';

export interface Act {
  readonly run: () => void;
  readonly isRunning: boolean;
  /** Why it was not done the last time. */
  readonly refusal: string | undefined;
}

interface ActOptions<Answer> {
  readonly ask: (holdfast: Client) => Promise<Answer>;
  readonly onAnswer: (answer: Answer) => void;
  /** Looks again, whether it was done or not: what is shown is always the server's word. */
  readonly lookAgain: () => void;
}

/** Asks the server to do something, once at a time. Nothing is shown as done before the server has said so. */
export const useAct = <Answer>({ ask, onAnswer, lookAgain }: ActOptions<Answer>): Act => {
  const holdfast = useHoldfast();
  const { mutate, isPending, error } = useMutation({
    networkMode: 'always',
    mutationFn: () => ask(holdfast),
    onSuccess: onAnswer,
    onSettled: lookAgain,
  });
  return {
    run: () => {
      if (!isPending) mutate();
    },
    isRunning: isPending,
    refusal: error === null ? undefined : refusalWords(error),
  };
};
