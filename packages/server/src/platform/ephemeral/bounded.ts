export interface Bounds {
  readonly entries: number;
  readonly bytes: number;
}

/** A map that forgets what was not used for longest rather than to grow beyond its bounds. */
export interface Bounded<Value> {
  peek(key: string): Value | undefined;
  /** Also counts as use. */
  put(key: string, value: Value): void;
  drop(key: string): void;
  entries(): [string, Value][];
  hasRoom(): boolean;
  size(): { readonly entries: number; readonly bytes: number };
}

const ROOMY = 0.8;

export const createBounded = <Value>(
  bounds: Bounds,
  bytesOf: (key: string, value: Value) => number,
  onEvict: (value: Value) => void,
): Bounded<Value> => {
  // in the order of their last use
  const held = new Map<string, Value>();
  let bytes = 0;

  const drop = (key: string): void => {
    const gone = held.get(key);
    if (gone === undefined) return;
    held.delete(key);
    bytes -= bytesOf(key, gone);
  };

  return {
    peek: (key) => held.get(key),
    put(key, value) {
      drop(key);
      held.set(key, value);
      bytes += bytesOf(key, value);
      for (const [oldest, gone] of held) {
        if (held.size <= bounds.entries && bytes <= bounds.bytes) return;
        drop(oldest);
        onEvict(gone);
      }
    },
    drop,
    entries: () => [...held],
    hasRoom: () => held.size < bounds.entries * ROOMY && bytes < bounds.bytes * ROOMY,
    size: () => ({ entries: held.size, bytes }),
  };
};
