const BYTES = 16;

/** Ids of traces as text. The spans of a trace mostly come one after the other, so the last one is remembered. */
export class TraceIds {
  #bytes = Buffer.alloc(BYTES);
  #text = '0'.repeat(2 * BYTES);

  textOf(source: Buffer, from: number): string {
    for (let at = 0; at < BYTES; at += 1) {
      if (source[from + at] !== this.#bytes[at]) return this.#remember(source, from);
    }
    return this.#text;
  }

  #remember(source: Buffer, from: number): string {
    source.copy(this.#bytes, 0, from, from + BYTES);
    this.#text = source.toString('hex', from, from + BYTES);
    return this.#text;
  }
}
