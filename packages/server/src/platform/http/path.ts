import type { Contract } from '@holdfast/protocol/contract';

/** The path of a request without its query. */
export const pathOf = ({ url }: { readonly url: string }): string => {
  const [path = url] = url.split('?', 1);
  // a client may name the whole address, as it would to a proxy
  return path.startsWith('/') ? path : (URL.parse(path)?.pathname ?? path);
};

/** Where nothing is served: whoever looks for the console on another port finds nothing, in whatever path they wrote. */
export const NOWHERE = '/not-served-on-this-port';

/** The one path that a call has however its URL was written: the contract's, filled with what was parsed. */
export const fillPath = (path: string, params: unknown): string => {
  const values = (params ?? {}) as Readonly<Record<string, unknown>>;
  return path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(values[name])));
};

/** As the router writes it. */
export const urlOf = ({ path }: Pick<Contract, 'path'>): string => path.replaceAll(/\{(\w+)\}/g, ':$1');
