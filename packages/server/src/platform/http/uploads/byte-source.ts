/** The bytes of a body as they come, read up to what parts them. */
export interface ByteSource {
  /** What stands before the delimiter, which is passed over. Read to its end before anything else is. */
  until(delimiter: Buffer): AsyncGenerator<Buffer, void, void>;
  /** So many bytes, no more and no fewer. */
  take(count: number): Promise<Buffer>;
  /** Is read before what comes next. */
  giveBack(bytes: Buffer): void;
}

/** The body ended before what was looked for came. */
export class EndedEarly extends Error {
  override readonly name = 'EndedEarly';
}

/** Holds one chunk of the body and what is left of the one before, however large the body is. */
export const createByteSource = (body: AsyncIterable<Buffer>): ByteSource => {
  const chunks = body[Symbol.asyncIterator]();
  let held: Buffer = Buffer.alloc(0);

  const more = async (): Promise<void> => {
    const step = await chunks.next();
    if (step.done === true) throw new EndedEarly();
    held = held.length === 0 ? step.value : Buffer.concat([held, step.value]);
  };
  const give = (count: number): Buffer => {
    const given = held.subarray(0, count);
    held = held.subarray(count);
    return given;
  };

  return {
    async *until(delimiter) {
      for (;;) {
        const at = held.indexOf(delimiter);
        if (at !== -1) {
          const last = give(at);
          give(delimiter.length);
          if (last.length > 0) yield last;
          return;
        }
        // its beginning may be what is held last
        const certain = held.length - delimiter.length + 1;
        if (certain > 0) yield give(certain);
        await more();
      }
    },
    async take(count) {
      while (held.length < count) await more();
      return give(count);
    },
    giveBack(bytes) {
      held = Buffer.concat([bytes, held]);
    },
  };
};
