import type { Client } from '@holdfast/client/client';
import type { ReactNode } from 'react';

/** Something to be done to one thing of many, as a page proposes it. */
export interface Deed<Answer = unknown> {
  /** On the button that does it, as "Shut out". */
  readonly act: string;
  readonly ask: (holdfast: Client) => Promise<Answer>;
  /** What is so afterwards. */
  readonly done: (answer: Answer) => ReactNode;
  /** Asked before, where it takes something away. Without it the deed is done at once. */
  readonly question?: { readonly title: string; readonly keep: string; readonly sentence: ReactNode };
  /** What takes it back, where that is possible. */
  readonly undo?: (answer: Answer) => Deed;
}

/** The same, to take back what was done a moment ago: nothing is asked. */
export const undoing = ({ question: _, ...rest }: Deed): Deed => ({ ...rest, act: 'Undo' });

/** Keeps the type of the answer between what asks and what says that it is done. */
export const deed = <Answer>(definition: Deed<Answer>): Deed => definition as Deed;
