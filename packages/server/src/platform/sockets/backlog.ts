/** The last messages that were sent, for a reader that did not get them. */
export interface Backlog {
  keep(seq: number, text: string): void;
  /** Everything behind this number, or undefined when some of it is not here any more. */
  after(seq: number): readonly string[] | undefined;
  clear(): void;
  readonly bytes: number;
  texts(): readonly string[];
}

export const BACKLOG_MESSAGES = 256;
export const BACKLOG_BYTES = 64 * 1024;

export const createBacklog = (from: readonly string[] = [], lastSeq = 0): Backlog => {
  let texts = [...from];
  let last = lastSeq;
  let bytes = texts.reduce((sum, text) => sum + text.length, 0);
  return {
    keep(seq, text) {
      last = seq;
      texts.push(text);
      bytes += text.length;
      while (texts.length > BACKLOG_MESSAGES || bytes > BACKLOG_BYTES) bytes -= texts.shift()?.length ?? bytes;
    },
    after(seq) {
      const missed = last - seq;
      if (missed < 0 || missed > texts.length) return undefined;
      return missed === 0 ? [] : texts.slice(-missed);
    },
    clear() {
      texts = [];
      bytes = 0;
    },
    get bytes() {
      return bytes;
    },
    texts: () => texts,
  };
};
