// fails: import/no-cycle
import type { B } from './cycle-type-b.ts';
export interface A {
  b: B;
}
