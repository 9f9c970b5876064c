import type { Clock } from '../clock/clock.ts';
import { pause } from '../clock/pause.ts';
import type { Log } from '../log/log.ts';
import type { House } from './house.ts';
import type { ParkingLot } from './parked.ts';
import type { Served, Sessions } from './sessions.ts';

export interface DrainingParts {
  readonly house: House;
  readonly sessions: Sessions;
  readonly parkingLot: ParkingLot;
  readonly closeMs: number;
  readonly clock: Clock;
  readonly log: Log;
}

const LOOK_EVERY_MS = 25;

/** What is being worked on is finished, every session is left where another node finds it, then all are told to go there. */
export const drainSockets = async (
  { house, sessions, parkingLot, closeMs, clock, log }: DrainingParts,
  withinMs: number,
): Promise<void> => {
  const until = clock.elapsed() + withinMs;
  const untilTrue = async (isSo: () => boolean, atMost: number): Promise<void> => {
    while (!isSo() && clock.elapsed() < atMost) await pause(LOOK_EVERY_MS);
  };
  house.close();
  for (const { line } of house.all) line.holdBack();
  await untilTrue(() => [...house.all].every(({ isQuiet }) => isQuiet), until);

  const tellUnkept = (error: unknown): void =>
    log.warn({ error }, 'A connection could not be kept for its return: its client begins anew.');
  await Promise.all([...sessions.all()].map((served) => park(parkingLot, served, clock).catch(tellUnkept)));
  for (const { line } of house.all) {
    line.close('draining');
    line.goOn();
  }
  await untilTrue(() => house.all.size === 0, Math.min(until, clock.elapsed() + closeMs));
  for (const { line } of house.all) line.cut();
  for (const served of sessions.all()) sessions.end(served);
};

/** Nothing more is said on it from the moment that it is left: whoever goes on with it would not know. */
const park = async (parkingLot: ParkingLot, { session }: Served, clock: Clock): Promise<void> => {
  const parked = session.park();
  session.lose(clock.elapsed());
  session.end();
  if (parked !== undefined) await parkingLot.park(session.id, session.token, parked);
};
