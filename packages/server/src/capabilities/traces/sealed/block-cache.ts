/** Unpacked blocks that were looked into lately, so many bytes of them. Two who want the same wait for one. */
export interface BlockCache {
  get(name: string, read: () => Promise<Buffer | undefined>): Promise<Buffer | undefined>;
}

export const createBlockCache = (mostBytes: number): BlockCache => {
  // in the order in which they were wanted, the longest ago first
  const kept = new Map<string, Buffer>();
  const underWay = new Map<string, Promise<Buffer | undefined>>();
  let bytes = 0;

  const keep = (name: string, block: Buffer): void => {
    kept.set(name, block);
    bytes += block.length;
    for (const [oldest, { length }] of kept) {
      if (bytes <= mostBytes) return;
      kept.delete(oldest);
      bytes -= length;
    }
  };
  const load = async (name: string, read: () => Promise<Buffer | undefined>): Promise<Buffer | undefined> => {
    try {
      const block = await read();
      if (block !== undefined) keep(name, block);
      return block;
    } finally {
      underWay.delete(name);
    }
  };

  return {
    async get(name, read) {
      const known = kept.get(name);
      if (known !== undefined) {
        kept.delete(name);
        kept.set(name, known);
        return known;
      }
      const loading = underWay.get(name) ?? load(name, read);
      underWay.set(name, loading);
      return loading;
    },
  };
};
