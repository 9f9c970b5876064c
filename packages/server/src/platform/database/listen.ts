import pg from 'pg';
import { pause } from '../clock/pause.ts';
import { jitter } from '../crypto/random.ts';
import type { Log } from '../log/log.ts';

/** `undefined` when messages may have been missed: the line was away and is there again. */
export type OnMessage = (channel: string | undefined, payload: string) => void;

export interface Listener {
  /** False while the line is away, or passes nothing on: whoever listens must look for itself. */
  readonly isHearing: boolean;
  close(): Promise<void>;
}

const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 10_000;
/** A line that died without a word is found out by saying something to oneself. */
const CHECK_EVERY_MS = 15_000;

/**
 * Listens over one connection of its own, and connects again by itself. A pooler that hands connections on between
 * transactions keeps nobody listening: messages are a hint to look at once, never the only way to learn of something.
 */
export const listen = (
  config: pg.ClientConfig,
  channels: readonly string[],
  onMessage: OnMessage,
  log: Log,
): Listener => {
  const closing = new AbortController();
  let client: pg.Client | undefined;
  let isHearing = false;

  const connect = async (): Promise<pg.Client> => {
    const fresh = new pg.Client({ ...config, pipeline: false });
    client = fresh;
    fresh.on('error', () => {});
    fresh.on('notification', ({ channel, payload }) => onMessage(channel, payload ?? ''));
    await fresh.connect();
    for (const channel of channels) await fresh.query(`listen ${pg.escapeIdentifier(channel)}`);
    return fresh;
  };

  const stay = async (): Promise<void> => {
    const fresh = await connect();
    const ended = new Promise<void>((resolve) => fresh.once('end', () => resolve()));
    isHearing = true;
    onMessage(undefined, '');
    while (!closing.signal.aborted) {
      const isOver = await Promise.race([
        ended.then(() => true),
        pause(CHECK_EVERY_MS, closing.signal).then(
          () => false,
          () => true,
        ),
      ]);
      if (isOver) return;
      await fresh.query('select 1');
    }
  };

  const run = async (): Promise<void> => {
    for (let wait = FIRST_PAUSE_MS; !closing.signal.aborted; wait = Math.min(wait * 2, LONGEST_PAUSE_MS)) {
      try {
        await stay();
        wait = FIRST_PAUSE_MS;
      } catch (error) {
        if (!closing.signal.aborted) log.debug({ error }, 'The line that listens to the database broke.');
      }
      isHearing = false;
      await client?.end().catch(() => {});
      if (!closing.signal.aborted) await pause(wait * jitter(), closing.signal).catch(() => {});
    }
  };
  const running = run();

  return {
    get isHearing() {
      return isHearing;
    },
    async close() {
      closing.abort();
      await client?.end().catch(() => {});
      await running;
    },
  };
};
