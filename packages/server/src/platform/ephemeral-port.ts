/** Remembers text for a while, shared by all nodes where there is a store that they share. */
export interface Kept {
  set(key: string, value: string, options: { readonly ttlMs: number }): Promise<unknown>;
  /** Gives and forgets in one step, so that of several who ask one gets it. */
  take(key: string): Promise<string | undefined>;
}

/** Carries text to every node, this one included. What nobody hears is lost. */
export interface Bus {
  publish(channel: string, message: string): Promise<unknown>;
  subscribe(channel: string, listener: (message: string) => void): () => void;
}
