import { createIds } from '../ids/uuid7.ts';
import { systemClock } from '../clock/clock.ts';
import { readFile } from 'node:fs/promises';
import { OperatorError } from '../operator-error.ts';
import { createAtomically } from './atomic-write.ts';
import { codeOf, meaningOf } from './system-error.ts';

/** Grows when an older Holdfast could no longer read what is in the data folder. */
export const FORMAT = 1;

interface Identity {
  readonly format: number;
  readonly instance_id: string;
  /** The Holdfast that introduced the format, so that an older one can say what is needed. */
  readonly needs?: string;
}

/** The instance's id out of `holdfast.json`; the first start writes it. */
export async function readOrCreateIdentity(path: string): Promise<string> {
  const found = await read(path);
  if (found !== undefined) return found.instance_id;
  const fresh: Identity = { format: FORMAT, instance_id: createIds(systemClock)() };
  // two first starts may race: whoever loses takes the winner's id
  const won = await createAtomically(path, `${JSON.stringify(fresh, undefined, 2)}\n`);
  return won ? fresh.instance_id : ((await read(path)) ?? fresh).instance_id;
}

/** Undefined where no node has started yet. */
export const readFolderId = async (path: string): Promise<string | undefined> => (await read(path))?.instance_id;

async function read(path: string): Promise<Identity | undefined> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw new OperatorError(`Holdfast cannot read ${path}: ${meaningOf(error)}.`, { cause: error });
  }
  const identity = parse(text);
  if (identity === undefined) {
    throw new OperatorError(`${path} is damaged: restore it from a backup of the data folder.`, { exitCode: 78 });
  }
  if (identity.format > FORMAT) {
    const needed =
      identity.needs === undefined
        ? `a Holdfast that reads format ${identity.format}`
        : `Holdfast ${identity.needs} or newer`;
    throw new OperatorError(
      `The data folder was written by a newer Holdfast (format ${identity.format}, this version reads ${FORMAT}): ` +
        `install ${needed}, or set HOLDFAST_DATA to another folder.`,
      { exitCode: 78 },
    );
  }
  return identity;
}

function parse(text: string): Identity | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isIdentity(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

const isIdentity = (value: unknown): value is Identity =>
  typeof value === 'object' &&
  value !== null &&
  'format' in value &&
  Number.isInteger(value.format) &&
  'instance_id' in value &&
  typeof value.instance_id === 'string';
