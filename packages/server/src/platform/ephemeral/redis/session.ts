import { Redis, type RedisOptions } from 'ioredis';
import { Away } from './away.ts';
import { createPatience } from './patience.ts';
import { SCRIPTS, type ScriptName } from './scripts.ts';

/** One life of the line to Redis. After the first thing that goes wrong it is over, and all that was asked fails at once. */
export interface Session {
  run(script: ScriptName, keys: readonly string[], args: readonly (string | number)[]): Promise<unknown>;
  publish(channel: string, message: string): Promise<void>;
  scan(cursor: string, pattern: string, count: number): Promise<[cursor: string, keys: string[]]>;
  info(section: string): Promise<string>;
  /** Which Redis this is, as all nodes of the instance that reach it read it. */
  mark(): string;
  /** Settles when it is over, with the reason. */
  readonly over: Promise<Error>;
  end(reason: Error): void;
}

export interface SessionParts {
  readonly url: URL;
  readonly deadlineMs: number;
  readonly fence: { readonly key: string; readonly token: string };
  readonly markKey: string;
  readonly channel: string;
  readonly onMessage: (message: string) => void;
}

const CONNECT_WITHIN_MS = 1000;
/** A line that is given up is not said goodbye to for long. */
const DISCONNECT_WITHIN_MS = 50;
const BEAT_EVERY_MS = 1000;
/** A node that is gone leaves this behind, for so long. */
const FENCE_TTL_MS = 3600 * 1000;

/** Nothing is queued, sent again or connected again behind our back: what becomes of a command is ours to know. */
const OPTIONS: RedisOptions = {
  lazyConnect: true,
  retryStrategy: () => null,
  enableOfflineQueue: false,
  autoResubscribe: false,
  autoResendUnfulfilledCommands: false,
  maxRetriesPerRequest: null,
  connectTimeout: CONNECT_WITHIN_MS,
  disconnectTimeout: DISCONNECT_WITHIN_MS,
  disableClientInfo: true,
};

export const openSession = async (parts: SessionParts): Promise<Session> => {
  const { url, deadlineMs, fence, markKey, channel, onMessage } = parts;
  const { promise: over, resolve } = Promise.withResolvers<Error>();
  const commands = new Redis(url.href, OPTIONS as object);
  const subscriber = new Redis(url.href, OPTIONS as object);

  const patience = createPatience();
  let hasEnded = false;
  const end = (reason: Error): void => {
    if (hasEnded) return;
    hasEnded = true;
    resolve(reason);
    patience.giveUp(new Away(reason.message, { cause: reason }));
    commands.disconnect();
    subscriber.disconnect();
  };
  for (const connection of [commands, subscriber]) {
    connection.on('error', end);
    connection.on('end', () => end(new Away('Redis closed the connection')));
  }

  const call = async <Value>(work: () => Promise<Value>, withinMs = deadlineMs): Promise<Value> => {
    try {
      return await patience.wait(work(), withinMs);
    } catch (error) {
      // all that fails while waiting is an Away
      end(error as Away);
      throw error;
    }
  };

  await call(async () => Promise.all([commands.connect(), subscriber.connect()]), 2 * CONNECT_WITHIN_MS);
  const shas = await call(() => load(commands));
  subscriber.on('message', (_channel: string, message: string) => onMessage(message));
  await call(() => subscriber.subscribe(channel));
  await call(() => commands.set(fence.key, fence.token, 'PX', FENCE_TTL_MS));

  const run: Session['run'] = (script, keys, args) =>
    call(() => commands.evalsha(shas[script], keys.length + 1, fence.key, ...keys, fence.token, ...args.map(String)));

  // one that has no mark is given this one; a mark that was lost is put back as it was
  let mark = fence.token;
  const beatOnce = async (): Promise<void> => {
    mark = String(await run('beat', [markKey], [FENCE_TTL_MS, mark]));
  };
  await beatOnce();
  // a silent line is noticed while nobody asks: messages would be missed
  const beat = setInterval(() => {
    void beatOnce().catch(() => {});
    void call(() => subscriber.ping()).catch(() => {});
  }, BEAT_EVERY_MS);
  beat.unref();
  void over.then(() => clearInterval(beat));

  return {
    run,
    publish: async (to, message) => void (await call(() => commands.publish(to, message))),
    scan: (cursor, pattern, count) => call(() => commands.scan(cursor, 'MATCH', pattern, 'COUNT', count)),
    info: (section) => call(() => commands.info(section)),
    mark: () => mark,
    over,
    end,
  };
};

const load = async (redis: Redis): Promise<Readonly<Record<ScriptName, string>>> => {
  const names = Object.keys(SCRIPTS) as ScriptName[];
  const shas = await Promise.all(names.map((name) => redis.script('LOAD', SCRIPTS[name])));
  return Object.fromEntries(names.map((name, index) => [name, String(shas[index])])) as Record<ScriptName, string>;
};
