import type { Server } from 'node:http';

const EVERYWHERE = new Set(['0.0.0.0', '::']);
const LOOPBACK = new Set(['127.0.0.1', '::1']);

/** Tells whether a page is ours: exactly the public address, or, where none is set, the address we listen on. */
export const createOrigins = (publicUrl: URL | undefined, server: Server): ((origin: string) => boolean) => {
  if (publicUrl !== undefined) return (origin) => origin === publicUrl.origin;
  return (origin) => {
    const place = server.address();
    if (place === null || typeof place === 'string') return false;
    const { address, port } = place;
    const isLocal = EVERYWHERE.has(address) || LOOPBACK.has(address);
    const hosts = isLocal ? ['localhost', '127.0.0.1', '[::1]'] : [address.includes(':') ? `[${address}]` : address];
    return hosts.some((host) => origin === new URL(`http://${host}:${port}`).origin);
  };
};
