import { randomSecret } from '../crypto/random.ts';
import { isTurnedAway, type Arrival, type BeginningParts, type Guest } from './arrival.ts';
import type { Parked } from './parked.ts';
import { hashOf } from './secrets.ts';
import { createSession, type Session } from './session.ts';
import type { Served } from './sessions.ts';
import type { Waiting } from './unsent.ts';

const TOKEN_BYTES = 16;
const MS = 1000;

export const beginSession = (parts: BeginningParts, arrival: Arrival, outcome: 'new' | 'lost'): Served | undefined => {
  if (isTurnedAway(parts, arrival)) return undefined;
  const { guest, line } = arrival;
  const served = serve(parts, arrival, parts.makeId(), undefined);
  served.session.resume(line, 0, greet(parts, guest, served.session, outcome));
  served.open();
  return served;
};

/** A session of this node's own, new or left behind by another. */
export const serve = (
  { bounds, sessions, socketTelemetry }: BeginningParts,
  { guest: { serving, path, params }, authority }: Arrival,
  id: string,
  from: Parked | undefined,
): Served & { open(): void } => {
  const { contract } = serving;
  const session = createSession({
    id,
    contract,
    path,
    principal: authority.principal,
    slowMs: bounds.slowMs,
    resumeMs: bounds.resumeMs,
    onSent: () => socketTelemetry.messages(contract, 'out', 1),
    onDropped: (count) => socketTelemetry.dropped(contract, count),
    ...(from === undefined ? {} : { from }),
  });
  const handler = serving.begin(session, params, async () => {
    const refusal = await served.authority.check();
    session.principal = served.authority.principal;
    return refusal;
  });
  const served = { session, authority, handle: handler.handle, open: handler.open };
  sessions.add(served);
  return served;
};

/** Every resume needs a new token, which only its greeting says. */
export const greet = ({ bounds }: BeginningParts, { serving }: Guest, session: Session, outcome: string): Waiting => {
  const secret = randomSecret(TOKEN_BYTES);
  session.token = hashOf(secret);
  return serving.write({
    type: 'connection_established',
    connection_id: session.id,
    resume_token: secret,
    resume_within_s: Math.round(bounds.resumeMs / MS),
    outcome,
  });
};
