import type { SocketContract } from './socket-contract.ts';

/** Every socket with a contract. There is none yet: the first will be the assistant's. */
export const SOCKETS: readonly SocketContract[] = [];
