// fails: determinism
import { randomUUID as id } from 'node:crypto';
export const make = id;
