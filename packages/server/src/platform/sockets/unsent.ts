import type { WhenSlow } from '@holdfast/protocol/sockets/socket-contract';

/** A message on its way out, as JSON without its number. */
export interface Waiting {
  readonly type: string;
  readonly fields: Readonly<Record<string, unknown>>;
  readonly whenSlow: WhenSlow | undefined;
}

interface Item extends Waiting {
  readonly text: string;
  readonly bytes: number;
}

export interface Unsent {
  /** False when there is no room even after everything was done that the contract allows. */
  put(message: Waiting): boolean;
  take(): string | undefined;
  readonly length: number;
  readonly bytes: number;
  readonly dropped: number;
  /** What waits, as text, in order. */
  texts(): readonly string[];
}

export const UNSENT_MESSAGES = 1000;
export const UNSENT_BYTES = 1024 * 1024;
/** A message put together from many is still one that readers take. */
const MOST_APPENDED_BYTES = 32 * 1024;

/** What waits for a slow reader, within bounds: first put together what may be, then drop what may be. */
export const createUnsent = (mostMessages = UNSENT_MESSAGES, mostBytes = UNSENT_BYTES): Unsent => {
  let items: Item[] = [];
  let bytes = 0;
  let dropped = 0;

  const fits = (more: number): boolean => items.length < mostMessages && bytes + more <= mostBytes;

  const dropDroppable = (): void => {
    const kept = items.filter(({ whenSlow }) => whenSlow === undefined || !('drop' in whenSlow));
    dropped += items.length - kept.length;
    items = kept;
    bytes = kept.reduce((sum, item) => sum + item.bytes, 0);
  };

  const append = (item: Item): boolean => {
    const last = items.at(-1);
    const together = last === undefined ? undefined : putTogether(last, item);
    if (last === undefined || together === undefined || bytes - last.bytes + together.bytes > mostBytes) return false;
    items[items.length - 1] = together;
    bytes += together.bytes - last.bytes;
    return true;
  };

  return {
    put(message) {
      const item = itemOf(message);
      if (append(item)) return true;
      if (!fits(item.bytes)) dropDroppable();
      if (!fits(item.bytes)) {
        if (item.whenSlow === undefined || !('drop' in item.whenSlow)) return false;
        dropped += 1;
        return true;
      }
      items.push(item);
      bytes += item.bytes;
      return true;
    },
    take() {
      const item = items.shift();
      if (item === undefined) return undefined;
      bytes -= item.bytes;
      return item.text;
    },
    get length() {
      return items.length;
    },
    get bytes() {
      return bytes;
    },
    get dropped() {
      return dropped;
    },
    texts: () => items.map(({ text }) => text),
  };
};

const itemOf = (message: Waiting): Item => {
  const text = JSON.stringify({ type: message.type, ...message.fields });
  return { ...message, text, bytes: Buffer.byteLength(text) };
};

/** Two neighbours of one type and key, when their contract says that one message can stand for both. */
const putTogether = (first: Item, second: Item): Item | undefined => {
  const { whenSlow } = second;
  if (whenSlow === undefined || !('append' in whenSlow) || first.type !== second.type) return undefined;
  const { key, append } = whenSlow;
  if (first.fields[key] !== second.fields[key] || first.bytes + second.bytes > MOST_APPENDED_BYTES) return undefined;
  const text = `${String(first.fields[append])}${String(second.fields[append])}`;
  return itemOf({ type: second.type, whenSlow, fields: { ...second.fields, [append]: text } });
};
