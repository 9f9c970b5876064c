/** The bytes of one file, as often as they are wanted. */
export interface ByteSource {
  /** Its name within an archive. */
  readonly entry: string | undefined;
  /** The name whose ending says what it should be. */
  readonly name: string;
  /** What one chunk holds is good until the next is asked for. */
  chunks(): AsyncIterable<Buffer>;
}

/** The first bytes, or all where there are fewer. */
export const headOf = async (source: ByteSource, length: number): Promise<Buffer> => {
  const parts: Buffer[] = [];
  let had = 0;
  for await (const chunk of source.chunks()) {
    parts.push(Buffer.from(chunk));
    had += chunk.length;
    if (had >= length) break;
  }
  return Buffer.concat(parts).subarray(0, length);
};
