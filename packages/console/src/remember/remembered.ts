/** A choice of this person on this device: it outlives the page and is the same in every tab. */
export interface Remembered<Choice extends string> {
  readonly choices: readonly Choice[];
  readonly current: () => Choice;
  readonly choose: (choice: Choice) => void;
  readonly subscribe: (listener: () => void) => () => void;
}

/** Storage may be forbidden or full. Then a choice lasts as long as the page. */
const read = (key: string): string | null => {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
};

const write = (key: string, value: string): void => {
  try {
    localStorage.setItem(key, value);
  } catch {
    // See above.
  }
};

export const remembered = <Choice extends string>(
  key: string,
  choices: readonly [Choice, ...Choice[]],
): Remembered<Choice> => {
  const listeners = new Set<() => void>();
  const known = (value: string | null): Choice => choices.find((choice) => choice === value) ?? choices[0];
  let current = known(read(key));

  const settle = (choice: Choice): void => {
    if (choice === current) return;
    current = choice;
    for (const listener of listeners) listener();
  };

  globalThis.addEventListener('storage', (event) => {
    if (event.key === key) settle(known(event.newValue));
  });

  return {
    choices,
    current: () => current,
    choose: (choice) => {
      write(key, choice);
      settle(choice);
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
};
