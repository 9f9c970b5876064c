import { join } from 'node:path';
import type { TraceSettings, TracesParts } from './capabilities/traces/index.ts';
import type { Keeping } from './capabilities/traces/store-process/messages.ts';
import type { Config } from './config/settings.ts';
import type { Opening } from './opening.ts';
import type { Platform } from './platform.ts';
import type { Log } from './platform/log/log.ts';
import { OperatorError } from './platform/operator-error.ts';
import type { Recovery } from './platform/segments/recover.ts';
import { openSegmentLog } from './platform/segments/segment-log.ts';

/** What traces need to take and to keep spans. */
export type OpenedSpanLog = Pick<
  TracesParts,
  'settings' | 'segments' | 'spansFolder' | 'logFolder' | 'storeEntry' | 'keeping'
>;

/** Opens the log in which spans are durable before they are acknowledged, and says what the last stop left of it. */
export const openSpanLog = async (
  { config, lifecycle, log }: Opening,
  { folder: data, clock }: Platform,
  newestSealedIn: (spansFolder: string) => Promise<number>,
): Promise<OpenedSpanLog> => {
  const settings = settingsOf(config);
  const spansFolder = data.spans;
  const logFolder = join(spansFolder, 'log');
  const openLog = async () =>
    openSegmentLog(logFolder, {
      keptUpTo: await newestSealedIn(spansFolder),
      leastNumber: () => Math.floor(clock.now() / 1000),
    });
  const segments = await lifecycle.open('span log', openLog, { close: (one) => one.close() });
  tellFound(segments.found, log);
  const keeping = (): Keeping => ({
    since: BigInt(Math.floor(clock.now() - config.HOLDFAST_TRACES_KEPT_FOR * DAY_MS)) * 1000n,
    mostBytes: config.HOLDFAST_TRACES_MOST_BYTES,
  });
  return { settings, segments, spansFolder, logFolder, storeEntry: STORE_ENTRY, keeping };
};

const DAY_MS = 86_400_000;
const STORE_ENTRY = new URL('./span-store.ts', import.meta.url);

const settingsOf = (config: Config): TraceSettings => {
  const requestBytes = config.HOLDFAST_OTLP_REQUEST_BYTES;
  const inFlightBytes = config.HOLDFAST_OTLP_IN_FLIGHT_BYTES;
  // one workspace may hold half: the largest request of anybody has to fit into that
  if (inFlightBytes < 2 * requestBytes) {
    throw new OperatorError(
      `HOLDFAST_OTLP_IN_FLIGHT_BYTES must be at least twice HOLDFAST_OTLP_REQUEST_BYTES: set it to ${2 * requestBytes} or more.`,
      { exitCode: 78 },
    );
  }
  return { requestBytes, inFlightBytes, spanBytes: config.HOLDFAST_OTLP_SPAN_BYTES };
};

const tellFound = ({ damages, tornBytes }: Recovery, log: Log): void => {
  for (const { segment, at, length, why, copy } of damages) {
    log.error(
      { event: 'span_log_damaged', segment, at, length, why, copy },
      `Spans that were acknowledged are lost: ${why}. A copy of the bytes is at ${copy}; look at the disk.`,
    );
  }
  if (tornBytes > 0)
    log.info(
      { event: 'span_log_recovered', torn_bytes: tornBytes },
      'What was being written when it stopped was never acknowledged.',
    );
};
