import type { IncomingHttpHeaders } from 'node:http';
import { readBearer, readCookie, type Credential } from '../secrets/credential.ts';
import { cookieOf } from '../sign-ins/cookie.ts';

/** What a request shows. `nothing` is nobody, `nonsense` is somebody who tries. */
export type Shown = Credential | 'nothing' | 'nonsense';

/** A header counts before a cookie: only whoever wrote the request can have set it. */
export const readCredentials = (headers: IncomingHttpHeaders, cookieName: string): Shown => {
  if (headers.authorization !== undefined) return ofHeader(headers.authorization) ?? 'nonsense';
  const cookie = cookieOf(headers, cookieName);
  if (cookie === undefined || cookie === '') return 'nothing';
  return readCookie(cookie) ?? 'nonsense';
};

const ofHeader = (header: string): Credential | undefined => {
  const [, scheme = '', value = ''] = /^(\S+) +(\S+) *$/.exec(header) ?? [];
  if (scheme.toLowerCase() === 'bearer') return readBearer(value);
  if (scheme.toLowerCase() === 'basic') return ofBasic(value);
  return undefined;
};

/** Some clients know user and password only: the public id of a key, bare or as the console shows it, and the whole key. */
const ofBasic = (value: string): Credential | undefined => {
  const [user = '', password = ''] = Buffer.from(value, 'base64').toString('latin1').split(':', 2);
  const credential = readBearer(password);
  const shown = user.replace(/^hf_/, '');
  return credential?.kind === 'key' && credential.publicId === shown ? credential : undefined;
};
