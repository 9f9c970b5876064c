/** Somebody is asked to show a secret before an act goes on. */
export interface ProofAsker {
  /** Settles when it was shown, or when the person would rather not. Acts that wait at once wait for one answer. */
  readonly ask: () => Promise<boolean>;
  readonly answer: (isShown: boolean) => void;
  readonly isAsking: () => boolean;
  readonly subscribe: (listener: () => void) => () => void;
}

export const createProofAsker = (): ProofAsker => {
  const listeners = new Set<() => void>();
  let asked: PromiseWithResolvers<boolean> | undefined;
  const tell = (): void => {
    for (const listener of listeners) listener();
  };
  return {
    ask: () => {
      asked ??= Promise.withResolvers<boolean>();
      tell();
      return asked.promise;
    },
    answer: (isShown) => {
      asked?.resolve(isShown);
      asked = undefined;
      tell();
    },
    isAsking: () => asked !== undefined,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
};
