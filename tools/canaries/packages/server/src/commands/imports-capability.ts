// fails: layers
import { createIdentity } from '../capabilities/identity/index.ts';
export const made = createIdentity;
