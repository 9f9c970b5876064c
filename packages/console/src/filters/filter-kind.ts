/** One thing that a list can be narrowed by. */
export interface FilterKind {
  /** In the choice of what to filter by. */
  readonly label: string;
  /** Before the value on a chip. */
  readonly says: string;
  readonly unit?: string;
  readonly isNumber?: boolean;
  readonly hint?: string;
  /** Where there are only so many values. */
  readonly choices?: readonly (readonly [value: string, words: string])[];
  /** A value as it is said everywhere else, where that is not how it is written. */
  readonly words?: (value: string) => string;
  /** Whether anybody could ask so. */
  readonly takes: (word: string) => boolean;
}

/** What a list can be narrowed by, each by the name it has in the address. */
export type FilterKinds<Name extends string> = Readonly<Record<Name, FilterKind>>;

export const namesOf = <Name extends string>(kinds: FilterKinds<Name>): readonly Name[] => Object.keys(kinds) as Name[];

export const valueWords = ({ choices, words }: FilterKind, value: string): string =>
  choices?.find(([one]) => one === value)?.[1] ?? words?.(value) ?? value;

/** `took at least 2000 ms`. */
export const filterWords = (kind: FilterKind, value: string): string =>
  [kind.says, valueWords(kind, value), kind.unit ?? ''].filter((part) => part !== '').join(' ');
