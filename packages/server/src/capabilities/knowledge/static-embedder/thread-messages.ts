/** What the thread is given. */
export interface Asked {
  readonly id: number;
  readonly texts: readonly string[];
}

/** What it gives back: one vector after the other, and of each text whether it has one. */
export interface Told {
  readonly id: number;
  readonly vectors: Float32Array<ArrayBuffer>;
  readonly has: Uint8Array<ArrayBuffer>;
}
