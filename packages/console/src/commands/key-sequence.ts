export interface KeyPress {
  /** What the pressed key does, as it is written in a command. */
  readonly done: string | undefined;
  /** The keys pressed so far, when more are needed. */
  readonly pending: string;
}

/** What a key does after the pending ones. A key that leads nowhere after them is read as a first one. */
export const pressKey = (bindings: readonly string[], pending: string, key: string): KeyPress => {
  const tries = pending === '' ? [key] : [`${pending} ${key}`, key];
  for (const keys of tries) {
    if (bindings.includes(keys)) return { done: keys, pending: '' };
    if (bindings.some((binding) => binding.startsWith(`${keys} `))) return { done: undefined, pending: keys };
  }
  return { done: undefined, pending: '' };
};
