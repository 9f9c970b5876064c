import { z } from 'zod';
import { contract } from '../contract.ts';
import { Timestamp } from '../time.ts';

export const createTicket = contract({
  name: 'sockets.create_ticket',
  method: 'POST',
  path: '/api/v1/ws-ticket',
  summary: 'A ticket that signs in one socket, for clients that can set no headers on it. It counts once, for 30 s.',
  permission: { signedIn: 'a ticket allows nothing that its owner may not; the socket asks for its own permission' },
  answers: { 201: z.strictObject({ ticket: z.string(), expires_at: Timestamp }) },
});
