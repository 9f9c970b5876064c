// fails: determinism
export const id = () => crypto.randomUUID();
