import { createTicket } from '@holdfast/protocol/sockets/create-ticket';
import { timestampOf } from '../clock/timestamp.ts';
import { on, type Endpoint } from '../http/endpoint.ts';
import type { Tickets } from './tickets.ts';

export const ticketEndpoint = (tickets: Tickets): Endpoint =>
  on(createTicket, async ({ principal }) => {
    const { ticket, expiresAt } = await tickets.issue(principal);
    return { ticket, expires_at: timestampOf(expiresAt) };
  });
