import type { LineListener, SocketLine } from './socket-line.ts';

const GOING_AWAY = 4000;

/** Says a heartbeat now and then, and gives up a line on which nothing at all comes back: a browser shows no pings. */
export const watchSilence = (silenceMs: number, line: () => SocketLine | undefined, hear: LineListener['heard']) => {
  let hasHeard = true;
  let isGreeted = false;
  const looking = setInterval(() => {
    if (!hasHeard) line()?.close(GOING_AWAY);
    else if (isGreeted) line()?.say({ type: 'heartbeat' });
    hasHeard = false;
  }, silenceMs / 2);
  return {
    heard(message: Readonly<Record<string, unknown>>): void {
      [hasHeard, isGreeted] = [true, true];
      hear(message);
    },
    stop: () => clearInterval(looking),
  };
};
