import type { Position } from '../../../platform/segments/position.ts';
import { openArchive, type Archive } from '../sealed/archive.ts';
import { decodeSpanBatch } from '../span-log/span-batch.ts';
import type { Channel } from './channel.ts';
import type { Beginning, ToStore } from './messages.ts';
import { withOneWriter } from './one-writer.ts';
import { openIndex, type OpenedIndex } from './open-index.ts';
import type { StoreProcessParts } from './parts.ts';
import { spanPlacesIn, type SpanPlaces } from './places.ts';
import { laterOf, START } from './position.ts';
import { createQuiet, type Quiet } from './quiet.ts';
import { serveStore, type ServedStore } from './serve-store.ts';

/** The life of the process that holds the spans: it opens what is there, follows the log, and answers, until it is told to stop. */
export const runStoreProcess = (parts: StoreProcessParts): void => {
  const { channel, exit } = parts;
  let end: Position = START;
  let isBegun = false;
  let served: ServedStore | undefined;
  /** Told while it was being opened, and done once it is. */
  let forget: ToStore | undefined;

  const begin = async (beginning: Beginning): Promise<void> => {
    isBegun = true;
    channel.tell({ kind: 'phase', phase: { phase: 'opening' } });
    end = laterOf(end, beginning.end);
    const opened = await open(parts, beginning);
    parts.onOpened();
    served = await serveStore({ ...parts, ...opened, end });
    served.hear({ kind: 'end', end });
    if (forget !== undefined) served.hear(forget);
  };
  const hear = (message: ToStore): void => {
    if (message.kind === 'end') end = laterOf(end, message.end);
    if (message.kind === 'begin') {
      if (!isBegun) begin(message.beginning).catch((error: unknown) => giveUp(error, exit));
    } else if (served !== undefined) served.hear(message);
    else if (message.kind === 'ask') refuse(channel, message.id);
    else if (message.kind === 'forget') forget = message;
    // what is being opened is closed by the end of the process like by any other end
    else if (message.kind === 'stop') exit(0);
  };
  // nobody is there any more who could be told anything, and what is not in the index is in the log
  channel.onEnd(() => exit(0));
  channel.hear(hear);
  channel.tell({ kind: 'hello' });
};

const refuse = (channel: Channel, id: number): void =>
  channel.tell({ kind: 'refusal', id, why: 'unavailable', words: 'The store is being opened' });

/** The server's process writes this to its log, and begins another. */
const giveUp = (error: unknown, exit: (code: number) => void): void => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  exit(1);
};

interface Opened extends OpenedIndex {
  readonly places: SpanPlaces;
  readonly archive: Archive;
  readonly quiet: Quiet;
}

const open = async ({ channel, openStore, clock }: StoreProcessParts, beginning: Beginning): Promise<Opened> => {
  const places = spanPlacesIn(beginning.folder);
  const quiet = createQuiet(clock);
  // first the index: whoever has it open is the only one that writes here
  const index = await openIndex({
    places,
    openStore: async (file) => withOneWriter(await openStore(file)),
    ...beginning,
    clock,
    onSetAside: (file, why) => channel.tell({ kind: 'set_aside', file, why }),
    onWait: (why) => channel.tell({ kind: 'phase', phase: { phase: 'waiting', why } }),
  });
  const archive = await openArchive({
    logFolder: places.log,
    sealedFolder: places.sealed,
    receivedAtOf,
    onDamage: (damage) => channel.tell({ kind: 'damage', damage }),
    betweenBlocks: quiet.wait,
  });
  return { ...index, places, archive, quiet };
};

/** What a newer version wrote has no time that this one knows: it is kept. */
const receivedAtOf = (payload: Buffer): bigint =>
  BigInt(decodeSpanBatch(payload)?.receivedAt ?? Number.MAX_SAFE_INTEGER);
