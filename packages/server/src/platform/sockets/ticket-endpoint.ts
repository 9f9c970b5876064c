import { createTicket } from '@holdfast/protocol/sockets/create-ticket';
import { Timestamp } from '@holdfast/protocol/time';
import { on, type Endpoint } from '../http/endpoint.ts';
import type { Tickets } from './tickets.ts';

export const ticketEndpoint = (tickets: Tickets): Endpoint =>
  on(createTicket, async ({ principal }) => {
    const { ticket, expiresAt } = await tickets.issue(principal);
    return { ticket, expires_at: Timestamp.parse(new Date(expiresAt).toISOString().replace('Z', '000Z')) };
  });
