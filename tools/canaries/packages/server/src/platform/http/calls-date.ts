// fails: determinism
export const now = () => globalThis.Date();
