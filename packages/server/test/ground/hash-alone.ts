import { hash, verify } from '@node-rs/argon2';

/** A password's hash as the product makes it, with nothing around it: what a bench measures the rest against. */
export const hashAlone = (password: string): Promise<string> =>
  hash(password, { memoryCost: 47_104, timeCost: 1, parallelism: 1 });

export const verifyAlone = (stored: string, password: string): Promise<boolean> => verify(stored, password);
