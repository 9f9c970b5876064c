import { fillPath } from './path.ts';

/** Where a socket is: beside the endpoints, and as safe as they are. */
export const socketUrl = (baseUrl: string, path: string, params: Readonly<Record<string, unknown>>): string => {
  const url = new URL(baseUrl);
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  url.pathname = url.pathname.replace(/\/$/u, '') + fillPath(path, params);
  url.search = '';
  return url.href;
};
