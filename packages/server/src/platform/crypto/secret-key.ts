import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { writeAtomically } from '../files/atomic-write.ts';
import { codeOf, meaningOf } from '../files/system-error.ts';
import { OperatorError } from '../operator-error.ts';
import { SECRET_KEY_BYTES } from './secret-box.ts';

/** The key from the setting, else the one in the data folder, which is made when it is missing. */
export const readSecretKey = async (setting: string | undefined, file: string): Promise<Buffer> => {
  const found = await findSecretKey(setting, file);
  if (found !== undefined) return found;
  const made = randomBytes(SECRET_KEY_BYTES);
  await writeAtomically(file, `${made.toString('base64')}\n`, 0o600);
  return made;
};

/** The same without making one: undefined where the first start will. */
export const findSecretKey = async (setting: string | undefined, file: string): Promise<Buffer | undefined> => {
  if (setting !== undefined) {
    return (
      decode(setting) ??
      refuse(
        `HOLDFAST_SECRET_KEY must hold ${SECRET_KEY_BYTES} bytes in base64. \`openssl rand -base64 32\` makes such a key.`,
      )
    );
  }
  const kept = await readFile(file, 'utf8').catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw new OperatorError(
      `The secret key ${file} cannot be read: ${meaningOf(error)}. Give this user the right to read it.`,
      { cause: error },
    );
  });
  if (kept === undefined) return undefined;
  return (
    decode(kept.trim()) ??
    refuse(
      `${file} is damaged: restore it from a backup of the data folder. A new key cannot open what the old one has sealed.`,
    )
  );
};

const decode = (text: string): Buffer | undefined => {
  const key = Buffer.from(text, 'base64');
  // Buffer skips what is no base64, so that almost any sentence would be some key
  return key.length === SECRET_KEY_BYTES && isBase64Of(key, text.trim()) ? key : undefined;
};

const refuse = (sentence: string): never => {
  throw new OperatorError(sentence, { exitCode: 78 });
};

const isBase64Of = (key: Buffer, text: string): boolean =>
  [key.toString('base64'), key.toString('base64url')].some(
    (form) => form.replaceAll('=', '') === text.replaceAll('=', ''),
  );
