// fails: import/no-cycle
import type { A } from './cycle-type-a.ts';
export interface B {
  a: A;
}
