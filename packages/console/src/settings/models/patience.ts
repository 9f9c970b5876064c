/** A provider may take 30 s for what it is asked before something is stored. */
export const TRYING_MS = 60_000;
/** Who waits for a node that died waits for its lease, and for the provider. */
export const LISTING_MS = 90_000;
