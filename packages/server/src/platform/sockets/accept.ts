import { SUBPROTOCOL } from '@holdfast/protocol/sockets/messages';
import type { IncomingMessage } from 'node:http';
import { WebSocketServer, type ServerOptions, type WebSocket } from 'ws';
import { MOST_MESSAGE_BYTES } from './bounds.ts';
import type { Upgrade } from './upgrades.ts';

/** Pieces of one message, and of the network's, that are put together at most. */
const MOST_FRAGMENTS = 32;
const MOST_CHUNKS = 1000;
/** Pings that wait for their pong: more than the rate of messages lets through at once. */
const MOST_PINGS = 100;

/** Answers 101, and gives the socket. False when the client has left meanwhile. */
export type Accept = (request: IncomingMessage, upgrade: Upgrade, welcome: (socket: WebSocket) => void) => boolean;

export const createAcceptor = (closeMs: number): Accept => {
  // its types do not know its newest limits yet
  const options: ServerOptions & Readonly<Record<string, unknown>> = {
    noServer: true,
    clientTracking: false,
    // compression costs memory for each socket, and lets who can add to a message guess the rest of it
    perMessageDeflate: false,
    maxPayload: MOST_MESSAGE_BYTES,
    maxFragments: MOST_FRAGMENTS,
    maxBufferedChunks: MOST_CHUNKS,
    maxPendingAutoPongs: MOST_PINGS,
    closeTimeout: closeMs,
    skipUTF8Validation: false,
    handleProtocols: (offered) => (offered.has(SUBPROTOCOL) ? SUBPROTOCOL : false),
  };
  const server = new WebSocketServer(options);
  return (request, { socket, head }, welcome) => {
    let isThere = false;
    server.handleUpgrade(request, socket, head, (accepted) => {
      isThere = true;
      welcome(accepted);
    });
    return isThere;
  };
};
