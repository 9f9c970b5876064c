import { isTurnedAway, type Arrival, type BeginningParts } from './arrival.ts';
import { greet, serve } from './begin-session.ts';
import type { Parked } from './parked.ts';
import { hashOf } from './secrets.ts';
import type { Session } from './session.ts';
import type { Served } from './sessions.ts';

export interface Resume {
  readonly connection_id: string;
  readonly resume_token: string;
  readonly seq: number;
}

/** Undefined when there is nothing to resume, or not all of it: then it begins anew. */
export const resumeSession = async (
  parts: BeginningParts,
  arrival: Arrival,
  { connection_id: id, resume_token: secret, seq }: Resume,
): Promise<Served | undefined> => {
  const token = hashOf(secret);
  const here = parts.sessions.get(id);
  const parked = here === undefined ? await parts.parkingLot.take(id, token) : undefined;
  if (isTurnedAway(parts, arrival)) return undefined;
  if (here?.session.token === token) return resumeHere(parts, arrival, here, seq);
  return parked === undefined ? undefined : resumeParked(parts, arrival, { id, parked }, seq);
};

const resumeHere = (parts: BeginningParts, arrival: Arrival, here: Served, seq: number): Served | undefined => {
  const { session } = here;
  const { authority } = arrival;
  if (!isTheSame(arrival, ownerOf(session))) return undefined;
  here.authority = authority;
  session.principal = authority.principal;
  parts.sessions.goOn(here);
  return goOn(parts, arrival, here, seq);
};

/** What another node has left behind goes on as a session of this one. */
const resumeParked = (
  parts: BeginningParts,
  arrival: Arrival,
  { id, parked }: { readonly id: string; readonly parked: Parked },
  seq: number,
): Served | undefined => {
  if (!isTheSame(arrival, parked)) return undefined;
  const served = serve(parts, arrival, id, parked);
  const resumed = goOn(parts, arrival, served, seq);
  if (resumed !== undefined) served.open();
  return resumed;
};

/** One that cannot go on has ended for good. */
const goOn = (parts: BeginningParts, { guest, line }: Arrival, served: Served, seq: number): Served | undefined => {
  if (served.session.resume(line, seq, greet(parts, guest, served.session, 'resumed'))) return served;
  parts.sessions.end(served);
  return undefined;
};

/** Whose session it is, and on which socket. */
type Owner = Pick<Parked, 'contract' | 'path' | 'principal' | 'workspace'>;

const ownerOf = ({ contract, path, principal: { id, workspace } }: Session): Owner => ({
  contract: contract.name,
  path,
  principal: id,
  workspace,
});

const isTheSame = ({ guest: { serving, path }, authority: { principal } }: Arrival, owner: Owner): boolean =>
  owner.contract === serving.contract.name &&
  owner.path === path &&
  owner.principal === principal.id &&
  owner.workspace === principal.workspace;
