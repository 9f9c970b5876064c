// fails: determinism
export const now = () => Date.now();
