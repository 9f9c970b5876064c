import { pause } from '../clock/pause.ts';
import { OperatorError } from '../operator-error.ts';
import { explain, isPortTaken, isStillInUse } from './explain.ts';
import { freePort } from './free-port.ts';
import type { Place } from './place.ts';
import { spawnPostmaster, untilReady, type Postmaster } from './postmaster.ts';
import type { Programs } from './programs.ts';
import { stopPostmaster } from './stop-postmaster.ts';

const PORTS_TO_TRY = 5;
const WAITS_FOR_FORMER_SERVERS = 20;
const WAIT_MS = 100;
const ABANDON_WITHIN_MS = 3_000;

export interface StartOptions {
  /** Where to listen, asked again when it is taken. */
  readonly nextPort?: () => number | Promise<number>;
  readonly signal?: AbortSignal;
}

/** Starts a postmaster and waits until it takes connections. What fails for a passing reason is tried again. */
export async function startPostmaster(
  place: Place,
  programs: Programs,
  { nextPort = freePort, signal }: StartOptions = {},
): Promise<Postmaster> {
  let portsLeft = PORTS_TO_TRY;
  let waitsLeft = WAITS_FOR_FORMER_SERVERS;
  for (;;) {
    const postmaster = await spawnPostmaster(place, programs, await nextPort());
    if (await comesUp(postmaster, place, signal)) return postmaster;
    const [reason, output] = [await postmaster.gone, await postmaster.output()];
    if (isPortTaken(output) && --portsLeft > 0) continue;
    if (isStillInUse(output) && --waitsLeft > 0) {
      await pause(WAIT_MS, signal);
      continue;
    }
    throw new OperatorError(`PostgreSQL did not start: ${explain(output === '' ? reason : output, place)}`);
  }
}

/** Leaves no process behind when its starter gives up. */
async function comesUp(postmaster: Postmaster, place: Place, signal?: AbortSignal): Promise<boolean> {
  try {
    return await untilReady(postmaster, place, signal);
  } catch (error) {
    await stopPostmaster(postmaster, ABANDON_WITHIN_MS);
    throw error;
  }
}
