import { withoutCredentials } from './headers.ts';
import { OutboundFailure } from './failure.ts';
import { parseTarget } from './target.ts';

/** One request on its way, before or after a redirect. */
export interface Hop {
  readonly url: URL;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array | undefined;
}

const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

/** Where an answer sends us, or undefined when it is the last. */
export const nextHop = (hop: Hop, status: number, location: string | undefined): Hop | undefined => {
  if (!REDIRECTS.has(status) || location === undefined) return undefined;
  const url = URL.parse(location, hop.url);
  if (url === null) throw new OutboundFailure('broken', `${hop.url.origin} redirects to what is no URL.`);
  parseTarget(url);
  if (hop.url.protocol === 'https:' && url.protocol !== 'https:')
    throw new OutboundFailure('refused', `${hop.url.origin} redirects to an address without encryption.`);
  const elsewhere = url.origin !== hop.url.origin;
  const isRead = hop.method === 'GET' || hop.method === 'HEAD';
  if (isRead) return { ...hop, url, headers: elsewhere ? withoutCredentials(hop.headers) : hop.headers };
  if (status !== 303 && elsewhere)
    throw new OutboundFailure(
      'refused',
      `${hop.url.origin} redirects a ${hop.method} elsewhere, where its body does not belong.`,
    );
  if (status === 307 || status === 308) return { ...hop, url };
  const { 'content-type': _type, ...headers } = elsewhere ? withoutCredentials(hop.headers) : hop.headers;
  return { url, method: 'GET', headers, body: undefined };
};
