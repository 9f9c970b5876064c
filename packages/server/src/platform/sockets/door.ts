import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Clock } from '../clock/clock.ts';
import { fail } from '../failure.ts';
import { admit } from '../http/admit.ts';
import type { Authenticate } from '../http/authenticate.ts';
import type { Principal } from '../http/context.ts';
import { requestParser } from '../http/parse.ts';
import { pathOf } from '../http/path.ts';
import type { HttpServer } from '../http/server.ts';
import type { Limits } from '../limits/limits.ts';
import { createAcceptor } from './accept.ts';
import { credentialsOf } from './authority.ts';
import type { SocketBounds } from './bounds.ts';
import { readHandshake, type Handshake } from './handshake.ts';
import { createHandshakeRate } from './handshake-rate.ts';
import type { House } from './house.ts';
import { asEndpoint } from './message-visit.ts';
import { createOrigins } from '../http/origins.ts';
import type { Places } from './places.ts';
import type { Serving } from './serve-socket.ts';
import { routeUpgrades } from './upgrades.ts';

export interface DoorParts {
  readonly http: HttpServer;
  readonly authenticate: Authenticate;
  readonly limits: Limits;
  readonly publicUrl: URL | undefined;
  readonly clock: Clock;
  readonly bounds: SocketBounds;
  readonly house: House;
  readonly places: Places;
}

/** Where sockets come in. Whoever is not let in gets a problem, as from any endpoint. */
export interface Door {
  open(serving: Serving): void;
}

export const createDoor = (parts: DoorParts): Door => {
  const { http, publicUrl, clock, bounds } = parts;
  const paths: RegExp[] = [];
  http.upgradeWhere((request) => paths.some((path) => path.test(pathOf({ url: request.url ?? '' }))));
  const frame: Frame = {
    ...parts,
    isOurs: createOrigins(publicUrl, http.app.server),
    rate: createHandshakeRate(clock, bounds.handshakes),
    upgrades: routeUpgrades(http.app),
    accept: createAcceptor(bounds.closeMs),
  };

  return {
    open(serving) {
      const { path } = serving.contract;
      paths.push(new RegExp(`^${path.replaceAll('.', String.raw`\.`).replaceAll(/\{\w+\}/g, '[^/]+')}$`));
      http.app.route({
        method: 'GET',
        url: path.replaceAll(/\{(\w+)\}/g, ':$1'),
        exposeHeadRoute: false,
        handler: comeIn(frame, serving),
      });
    },
  };
};

interface Frame extends DoorParts {
  readonly isOurs: ReturnType<typeof createOrigins>;
  readonly rate: ReturnType<typeof createHandshakeRate>;
  readonly upgrades: ReturnType<typeof routeUpgrades>;
  readonly accept: ReturnType<typeof createAcceptor>;
}

/** From the request for an upgrade to the socket, in the order of every request. */
const comeIn = (frame: Frame, serving: Serving) => {
  const { http, authenticate, clock, house, isOurs, rate, upgrades, accept } = frame;
  const { contract } = serving;
  const asked = asEndpoint(contract);
  const limit = frame.limits.of(asked);
  const parse = requestParser({ ...asked, ...(contract.params === undefined ? {} : { params: contract.params }) });

  return async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const visit = http.entrance.enter(request, reply, asked);
    const since = clock.now();
    void reply.header('sec-websocket-version', '13');
    const upgrade =
      upgrades.of(request.raw) ??
      fail('malformed', { detail: 'This path speaks WebSocket: send a GET of HTTP/1.1 that asks for an upgrade.' });
    const address = request.ip;
    if (!rate.take(address)) fail('rate_limited', { detail: SLOWER, retryAfterSeconds: 1 });
    const handshake = readHandshake(request.raw, isOurs);
    const credentials = credentialsOf({ headers: request.headers, address });
    const letIn = (): Promise<Principal | undefined> =>
      admit(asked, credentials, {
        authenticate,
        limit: (asking) => limit({ principal: asking, address }, visit.tell),
        now: clock.now(),
      });
    const principal = comesLater(handshake, request) ? undefined : await Promise.race([letIn(), visit.stay.over]);
    const { params } = parse(request);
    visit.signal.throwIfAborted();
    house.refuseIfClosed();
    const path = pathOf(request);
    const givePlaceBack = placeFor(frame, serving, path, principal);
    void reply.hijack();
    upgrades.takeOver(reply.raw, upgrade);
    http.connections.forget(upgrade.socket);
    const guest = { serving, path, params, handshake, credentials, principal, since, givePlaceBack };
    if (!accept(request.raw, upgrade, (socket) => house.welcome(guest, socket))) givePlaceBack?.();
    return reply;
  };
};

const placeFor = (
  { places, house, bounds }: Frame,
  { contract }: Serving,
  path: string,
  principal: Principal | undefined,
): (() => void) | undefined => {
  if (principal !== undefined)
    return places.take(contract, path, principal) ?? fail('rate_limited', { detail: AS_MANY, retryAfterSeconds: 30 });
  if (house.withoutTicket() >= bounds.mostOpening) fail('rate_limited', { detail: SLOWER, retryAfterSeconds: 5 });
  return undefined;
};

const SLOWER = 'Too many sockets are being opened. Wait a moment and try again.';
const AS_MANY = 'You have as many sockets as you may have. Close another one first.';

const comesLater = ({ withTicket }: Handshake, { headers }: FastifyRequest): boolean =>
  withTicket && headers.authorization === undefined;
