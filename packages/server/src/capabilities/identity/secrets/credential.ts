import { SignInId } from '@holdfast/protocol/identity/account';
import { crc32 } from 'node:zlib';
import { inLetters, SECRET_PATTERN } from './secret.ts';

/**
 * What clients carry: `hf_<public id>_<secret><check>` is an API key, `hfs_<id>_<secret><check>` a sign-in. Who looks for leaked
 * secrets knows them by their beginning, and a wrong letter is found by the check without asking the database.
 */
export type Credential =
  | { readonly kind: 'key'; readonly publicId: string; readonly secret: string }
  | { readonly kind: 'sign-in'; readonly id: SignInId; readonly secret: string };

const CHECK_LENGTH = 6;
export const PUBLIC_ID_LENGTH = 16;

const SECRET = `(${SECRET_PATTERN})`;
const KEY = new RegExp(`^hf_([0-9A-Za-z]{${PUBLIC_ID_LENGTH}})_${SECRET}[0-9A-Za-z]{${CHECK_LENGTH}}$`);
const TOKEN = new RegExp(`^hfs_([0-9a-f]{32})_${SECRET}[0-9A-Za-z]{${CHECK_LENGTH}}$`);
const COOKIE = new RegExp(`^([0-9a-f]{32})\\.${SECRET}$`);

export const writeKey = (publicId: string, secret: string): string => withCheck(`hf_${publicId}_${secret}`);

export const writeToken = (id: SignInId, secret: string): string => withCheck(`hfs_${short(id)}_${secret}`);

export const writeCookie = (id: SignInId, secret: string): string => `${short(id)}.${secret}`;

/** Undefined for what nobody of us has made. */
export const readBearer = (text: string): Credential | undefined => {
  const body = text.slice(0, -CHECK_LENGTH);
  if (withCheck(body) !== text) return undefined;
  const [, publicId, keySecret] = KEY.exec(text) ?? [];
  if (publicId !== undefined && keySecret !== undefined) return { kind: 'key', publicId, secret: keySecret };
  return signInOf(TOKEN.exec(text));
};

export const readCookie = (text: string): Credential | undefined => signInOf(COOKIE.exec(text));

const signInOf = (match: RegExpExecArray | null): Credential | undefined => {
  const [, id, secret] = match ?? [];
  return id === undefined || secret === undefined ? undefined : { kind: 'sign-in', id: long(id), secret };
};

const withCheck = (body: string): string => body + inLetters(crc32(body), CHECK_LENGTH);

const short = (id: SignInId): string => id.replaceAll('-', '');

const long = (hex: string): SignInId =>
  SignInId.parse(hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5'));
