import { paths } from './paths.ts';

export interface Destination {
  readonly label: string;
  readonly path: string;
  /** After `g`: `h` makes it `g h`. Of a page of Operations: its number there. */
  readonly key: string;
}

/** The pages there are, in the order they are shown. A page that is not built is not here. */
export const NAVIGATION: readonly Destination[] = [
  { label: 'Operations', path: paths.operations(), key: 'o' },
  { label: 'Proofs', path: paths.proofs(), key: 'p' },
  { label: 'Health', path: paths.health(), key: 'h' },
];

/** The pages of Operations, each reached from the palette and, on any of them, by its number. */
export const OPERATIONS: readonly Destination[] = [
  { label: 'Queues', path: paths.queues(), key: '1' },
  { label: 'Jobs', path: paths.jobs(), key: '2' },
  { label: 'Dead letters', path: paths.deadLetters(), key: '3' },
  { label: 'Schedules', path: paths.schedules(), key: '4' },
  { label: 'Nodes', path: paths.nodes(), key: '5' },
  { label: 'Stores', path: paths.stores(), key: '6' },
];
