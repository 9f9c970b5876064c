import { SUBPROTOCOL, WITH_RESUME, WITH_TICKET } from '@holdfast/protocol/sockets/messages';
import type { IncomingMessage } from 'node:http';
import { fail } from '../failure.ts';

/** What a client says, before it is let in, that it will bring afterwards. */
export interface Handshake {
  readonly withTicket: boolean;
  readonly withResume: boolean;
}

const KEY = /^[A-Za-z0-9+/]{22}==$/;
const malformed = (detail: string): never => fail('malformed', { detail });

/** Everything about an upgrade that can be judged by its headers, but who sends it. */
export const readHandshake = ({ headers }: IncomingMessage, isOurs: (origin: string) => boolean): Handshake => {
  if (headers['sec-websocket-version'] !== '13') malformed('Send Sec-WebSocket-Version: 13.');
  if (!KEY.test(headers['sec-websocket-key'] ?? '')) malformed('Sec-WebSocket-Key must be 16 bytes in base64.');
  refuseForeignPages(headers.origin, headers.cookie, isOurs);

  const offered = (headers['sec-websocket-protocol'] ?? '').split(',').map((name) => name.trim());
  if (offered[0] !== '' && !offered.includes(SUBPROTOCOL))
    malformed(`This server speaks the subprotocol ${SUBPROTOCOL}. Offer it, or none.`);
  return { withTicket: offered.includes(WITH_TICKET), withResume: offered.includes(WITH_RESUME) };
};

/** A browser sends cookies wherever a page asks it to; only the page's origin tells whose page it is. */
const refuseForeignPages = (
  origin: string | undefined,
  cookie: string | undefined,
  isOurs: (origin: string) => boolean,
): void => {
  if (origin === undefined && cookie !== undefined)
    fail('forbidden', { detail: 'A socket that is signed in by a cookie must name its Origin.' });
  if (origin !== undefined && !isOurs(origin))
    fail('forbidden', {
      detail: 'This Origin is not where Holdfast is reached. Operators set HOLDFAST_PUBLIC_URL to the address in use.',
    });
};
