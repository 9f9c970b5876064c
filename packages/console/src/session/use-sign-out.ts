import { signOut } from '@holdfast/protocol/identity/sign-in';
import { useMutation } from '@tanstack/react-query';
import type { Act } from '../live/use-act.ts';
import { refusalWords } from '../live/refusal-words.ts';
import { useHoldfast } from '../server/holdfast-context.ts';
import { useSessionStore } from './session-context.ts';

/** Ends this sign-in; `run` keeps its identity. The gate does the rest once the server says that nobody is here. */
export const useSignOut = (): Act => {
  const holdfast = useHoldfast();
  const session = useSessionStore();
  const { mutate, isPending, error } = useMutation({
    networkMode: 'always',
    mutationFn: () => holdfast.call(signOut, {}),
    onSettled: () => void session.look(),
  });
  return { run: mutate, isRunning: isPending, refusal: error === null ? undefined : refusalWords(error) };
};
