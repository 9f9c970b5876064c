import type { FastifyInstance } from 'fastify';
import { pause } from '../clock/pause.ts';
import { systemClock } from '../clock/clock.ts';
import type { Connections } from './connections.ts';
import type { InFlight } from './in-flight.ts';
import { nodeIsStopping } from './streams.ts';

/** How often a draining node looks who is still here. */
const LOOK_EVERY_MS = 25;
/** How long those that are answered at the last moment have to read it. */
const LAST_READ_MS = 500;

/** Ends streams at once, lets requests finish and be read within the time, and cuts the rest off. */
export const drain = async (
  app: FastifyInstance,
  inFlight: InFlight,
  connections: Pick<Connections, 'closeIdle'>,
  withinMs: number,
): Promise<void> => {
  const cut = setTimeout(() => inFlight.abortAll(nodeIsStopping()), withinMs);
  const until = systemClock.elapsed() + withinMs + LAST_READ_MS;
  const stillHere = inFlight.whoIsHere();
  inFlight.abortStreams(nodeIsStopping());
  do {
    connections.closeIdle();
    await pause(LOOK_EVERY_MS);
  } while (stillHere() > 0 && systemClock.elapsed() < until);
  clearTimeout(cut);
  const closed = app.close();
  app.server.closeAllConnections();
  await closed;
  inFlight.close();
};
