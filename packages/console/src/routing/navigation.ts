import { paths } from './paths.ts';

export interface Destination {
  readonly label: string;
  readonly path: string;
  /** After `g`: `h` makes it `g h`. */
  readonly key: string;
}

/** The pages there are, in the order they are shown. A page that is not built is not here. */
export const NAVIGATION: readonly Destination[] = [{ label: 'Health', path: paths.health(), key: 'h' }];
