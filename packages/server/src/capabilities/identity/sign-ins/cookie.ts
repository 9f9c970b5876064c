import type { IncomingHttpHeaders } from 'node:http';

/** Where people reach Holdfast decides what a browser may be told to keep. */
export interface Cookies {
  /** No script can read it, and no other site has it sent along. */
  readonly signIn: string;
  /** Kept for half a year. */
  readonly device: string;
  /** For as long as somebody is at this issuer. */
  issuer(id: string): string;
  set(name: string, value: string, seconds?: number): string;
  clear(name: string): string;
}

/** A browser keeps a name with this prefix only from this very host, over TLS. */
export const createCookies = (overTls: boolean): Cookies => {
  const prefix = overTls ? '__Host-' : '';
  const rest = `; Path=/; HttpOnly; SameSite=Lax${overTls ? '; Secure' : ''}`;
  return {
    signIn: `${prefix}hf_signin`,
    device: `${prefix}hf_device`,
    issuer: (id) => `${prefix}hf_oidc_${id}`,
    set: (name, value, seconds) =>
      `${name}=${value}${seconds === undefined ? '' : `; Max-Age=${Math.floor(seconds)}`}${rest}`,
    clear: (name) => `${name}=; Max-Age=0${rest}`,
  };
};

/** The first cookie of a name. A browser sends the one of the longest path first, and ours has the shortest: two are one too many. */
export const cookieOf = ({ cookie = '' }: IncomingHttpHeaders, name: string): string | undefined => {
  const found = cookie
    .split(';')
    .map((pair) => pair.trim())
    .filter((pair) => pair.startsWith(`${name}=`));
  return found.length === 1 ? found[0]?.slice(name.length + 1) : undefined;
};
