import { isIP } from 'node:net';

/** Who was asked, by a request's Host: `localhost`, `192.0.2.7` or `::1`. Undefined where the header names nobody. */
export const hostNameOf = (header: string | undefined): string | undefined => {
  const [, inBrackets, plain] = HOST.exec(header ?? '') ?? [];
  return (inBrackets ?? plain)?.toLowerCase();
};

const HOST = /^(?:\[([\da-f:.]{2,45})\]|([\w.~%!$&'()*+,;=-]{1,255}))(?::\d{0,5})?$/i;

/**
 * Whether a request that came from this machine was meant for it. A page elsewhere can give its own name the address 127.0.0.1
 * and have a browser ask here; its Host then still is that name. An address or localhost can be nobody else's.
 */
export const isMeantForUs = (header: string | undefined, names: ReadonlySet<string>): boolean => {
  const name = hostNameOf(header);
  return name !== undefined && (isIP(name) !== 0 || name === 'localhost' || names.has(name));
};
