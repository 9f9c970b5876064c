import { Failure } from '../failure.ts';
import type { BeginningParts, Guest } from './arrival.ts';
import type { Authority } from './authority.ts';
import { beginSession } from './begin-session.ts';
import type { Line } from './line.ts';
import type { Places } from './places.ts';
import { resumeSession, type Resume } from './resume-session.ts';
import type { Served } from './sessions.ts';
import type { Tickets } from './tickets.ts';

export interface OpeningParts extends BeginningParts {
  readonly tickets: Tickets;
  readonly places: Places;
}

/** What comes before a session: a ticket, and what is to be resumed, where the handshake announced them. */
export interface Opening {
  /** The session, when nothing has to be waited for. */
  begin(): Served | undefined;
  /** Takes a message; gives the session when it was the last that was needed. */
  take(text: string): Promise<Served | undefined>;
  /** What gives back the place that was taken, once there is one. */
  givePlaceBack(): (() => void) | undefined;
}

export const createOpening = (parts: OpeningParts, guest: Guest, line: () => Line): Opening => {
  const { serving, handshake, path } = guest;
  const { contract } = serving;
  let place = guest.givePlaceBack;
  let authority: Authority | undefined =
    guest.principal === undefined ? undefined : parts.authorityOf(serving, guest.principal, guest.credentials);

  const begin = (): Served | undefined =>
    authority === undefined || handshake.withResume
      ? undefined
      : beginSession(parts, { guest, line: line(), authority }, 'new');

  const takeTicket = async (ticket: string): Promise<Served | undefined> => {
    const holder = await parts.tickets.take(ticket);
    if (holder === undefined) return refuse(line(), 'not_signed_in');
    const { principal, issuedAt } = holder;
    const refusal = parts.revocations.refusalSince(principal, issuedAt);
    if (refusal !== undefined) return refuse(line(), refusal);
    const isAllowed = principal.workspace !== undefined && principal.permissions.has(contract.permission);
    if (!isAllowed) return refuse(line(), 'forbidden');
    // whoever left while its ticket was looked at needs no place
    if (!line().isOpen) return undefined;
    place = parts.places.take(contract, path, principal);
    if (place === undefined) return refuse(line(), 'too_many');
    authority = parts.authorityOf(serving, principal, undefined);
    return begin();
  };

  const takeOne = async (text: string): Promise<Served | undefined> => {
    const { type, fields } = serving.read(text);
    if (authority === undefined)
      return type === 'ticket' ? takeTicket((fields as { ticket: string }).ticket) : refuse(line(), 'not_signed_in');
    if (type !== 'resume') return refuse(line(), 'not_understood');
    const arrival = { guest, line: line(), authority };
    return (await resumeSession(parts, arrival, fields as Resume)) ?? beginSession(parts, arrival, 'lost');
  };

  return {
    begin,
    take: (text) =>
      takeOne(text).catch((error: unknown) => {
        if (!(error instanceof Failure)) throw error;
        return refuse(line(), authority === undefined ? 'not_signed_in' : 'not_understood');
      }),
    givePlaceBack: () => place,
  };
};

const refuse = (line: Line, reason: Parameters<Line['close']>[0]): undefined => {
  line.close(reason);
  return undefined;
};
