import { readFile } from 'node:fs/promises';
import { randomSecret } from '../crypto/random.ts';
import { createAtomically } from '../files/atomic-write.ts';
import { codeOf } from '../files/system-error.ts';
import { OperatorError } from '../operator-error.ts';

/** Of the three roles, by what each may do. */
export interface Passwords {
  readonly admin: string;
  readonly owner: string;
  readonly app: string;
}

/** Reads them; makes them while there is no database yet that they would have to fit. */
export async function readOrCreatePasswords(path: string, clusterExists: boolean): Promise<Passwords> {
  const found = await readPasswords(path);
  if (found !== undefined) return found;
  if (clusterExists) {
    throw new OperatorError(
      `The passwords of the embedded database are missing: restore ${path} from a backup of the data folder.`,
      {
        exitCode: 78,
      },
    );
  }
  const fresh: Passwords = { admin: generate(), owner: generate(), app: generate() };
  await createAtomically(path, `${JSON.stringify(fresh, undefined, 2)}\n`);
  return fresh;
}

async function readPasswords(path: string): Promise<Passwords | undefined> {
  try {
    const value: unknown = JSON.parse(await readFile(path, 'utf8'));
    if (isPasswords(value)) return value;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
  }
  throw new OperatorError(`${path} cannot be read as passwords: restore it from a backup of the data folder.`, {
    exitCode: 78,
  });
}

const generate = (): string => randomSecret(24);

const isPasswords = (value: unknown): value is Passwords =>
  typeof value === 'object' &&
  value !== null &&
  (['admin', 'owner', 'app'] as const).every(
    (role) => typeof (value as Partial<Record<string, unknown>>)[role] === 'string',
  );
