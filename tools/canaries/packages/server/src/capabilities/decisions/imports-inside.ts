// fails: layers
import type { Key } from '../identity/store.ts';
export type Held = Key;
