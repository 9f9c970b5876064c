// fails: layers
import { createIdentity } from '../identity/index.ts';
export const made = createIdentity;
