import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';

/** Encrypts secrets at rest. The context says what a secret belongs to, so that it cannot be moved to another row. */
export interface SecretBox {
  seal(plain: string, context: string): string;
  open(sealed: string, context: string): string;
  /** Which key a sealed text needs; a text under an older key is sealed anew by rotation. */
  readonly keyId: string;
}

const FORMAT = 'v1';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
export const SECRET_KEY_BYTES = 32;

export class SecretUnreadable extends Error {
  override readonly name = 'SecretUnreadable';
}

/** AES-256-GCM under the first key; the others only open what was sealed before a rotation. */
export const createSecretBox = (current: Buffer, earlier: readonly Buffer[] = []): SecretBox => {
  const keys = new Map([current, ...earlier].map((key) => [idOf(key), key]));
  const keyId = idOf(current);
  return {
    keyId,
    seal(plain, context) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv('aes-256-gcm', current, nonce);
      cipher.setAAD(Buffer.from(context));
      const sealed = Buffer.concat([nonce, cipher.update(plain, 'utf8'), cipher.final(), cipher.getAuthTag()]);
      return [FORMAT, keyId, sealed.toString('base64url')].join('.');
    },
    open(sealed, context) {
      const [format, id = '', body = ''] = sealed.split('.');
      const key = keys.get(id);
      if (format !== FORMAT || key === undefined) {
        throw new SecretUnreadable(`A stored secret needs the key ${id}, which this node does not have.`);
      }
      return decrypt(key, Buffer.from(body, 'base64url'), context);
    },
  };
};

const decrypt = (key: Buffer, bytes: Buffer, context: string): string => {
  if (bytes.length < NONCE_BYTES + TAG_BYTES) throw new SecretUnreadable('A stored secret is cut short.');
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE_BYTES));
  decipher.setAAD(Buffer.from(context));
  decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
  try {
    const plain = decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES));
    return Buffer.concat([plain, decipher.final()]).toString('utf8');
  } catch {
    throw new SecretUnreadable('A stored secret was altered or belongs to something else.');
  }
};

const idOf = (key: Buffer): string =>
  createHash('sha256').update('holdfast key id').update(key).digest('hex').slice(0, 8);
